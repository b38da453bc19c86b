// SPDX-License-Identifier: Apache-2.0
package io.reactivesqlite.client.impl;

import io.reactivesqlite.client.engine.EngineException;
import io.reactivesqlite.client.engine.NativeConnection;
import io.reactivesqlite.client.scheduling.Job;
import io.reactivesqlite.client.scheduling.SessionLane;
import io.vertx.core.impl.ContextInternal;
import io.vertx.core.impl.future.PromiseInternal;

/** Runs a script on a session; each of its statements has the whole of the statement timeout. */
final class ScriptJob extends Job implements ContextJob {

  private final String script;
  private final PromiseInternal<Void> promise;
  private final ClientDatabase client;
  private final SessionState session;
  private final SessionLane lane;

  ScriptJob(
      String script,
      PromiseInternal<Void> promise,
      ClientDatabase client,
      SessionState session,
      SessionLane lane) {
    this.script = script;
    this.promise = promise;
    this.client = client;
    this.session = session;
    this.lane = lane;
  }

  @Override
  public ContextInternal context() {
    return promise.context();
  }

  @Override
  protected long timeoutNanos() {
    return client.watch().timeoutNanos();
  }

  @Override
  protected Access access(NativeConnection connection) {
    return Access.WRITE;
  }

  @Override
  protected void run(NativeConnection connection) throws EngineException {
    session.checkTransaction(connection, null);
    wroteAnything();
    try {
      connection.script(script, sql -> before(sql, connection));
      session.succeeded(connection);
    } catch (EngineException e) {
      session.interrupted(e, connection);
      throw e;
    } finally {
      // A script may have made temporary tables.
      lane.profiles().stopSharing();
      connection.schemaEpoch(lane.database().schemaChanged());
    }
  }

  private void before(String sql, NativeConnection connection) throws EngineException {
    restartClock();
    // What came before in the script may have changed what this statement means.
    connection.schemaEpoch(lane.database().schemaChanged());
    PolicyGuard.check(client.policy(), connection, sql);
    PolicyGuard.check(session.policy(), connection, sql);
  }

  @Override
  protected void gaveUp(NativeConnection connection) {
    session.failed(failure());
  }

  @Override
  public void deliver() {
    if (failure() != null) {
      promise.fail(Failures.of(failure(), null));
    } else {
      promise.complete();
    }
  }
}
