// SPDX-License-Identifier: Apache-2.0
package io.reactivesqlite.client.impl;

import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.impl.ContextInternal;
import io.vertx.sqlclient.impl.command.CommandBase;

/** What traces and metrics show as the peer of a statement that ran on a lane of the pool. */
final class LanePeer extends Peer {

  LanePeer(ClientDatabase client) {
    super(client);
  }

  @Override
  public boolean isValid() {
    return true;
  }

  @Override
  public void init(Holder holder) {}

  @Override
  public void close(Holder holder, Promise<Void> promise) {
    promise.complete();
  }

  @Override
  public <R> Future<R> schedule(ContextInternal context, CommandBase<R> command) {
    return context.failedFuture(new IllegalStateException("this only describes a connection"));
  }
}
