// SPDX-License-Identifier: Apache-2.0
package io.reactivesqlite.client.impl;

import io.reactivesqlite.client.SQLiteAction;
import io.reactivesqlite.client.SQLiteOperation;
import io.reactivesqlite.client.engine.EngineException;
import io.reactivesqlite.client.engine.NativeConnection;
import io.reactivesqlite.client.engine.ResultCodes;
import io.reactivesqlite.client.engine.SqlLoad;
import io.reactivesqlite.client.scheduling.Job;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.impl.ContextInternal;
import io.vertx.core.streams.ReadStream;
import java.util.ArrayList;
import java.util.List;

/** Loads SQL text from a stream, which is paused whenever enough of it waits. */
final class LoadStream {

  private static final int ENOUGH = 256;

  /** Loading switches them off, as the rows of a dump come in any order. */
  private static final SQLiteAction FOREIGN_KEYS_OFF =
      new SQLiteAction(SQLiteOperation.PRAGMA, "foreign_keys");

  private final ContextInternal context;
  private final SQLiteConnectionImpl connection;
  private final ReadStream<String> source;
  private final Promise<Void> outcome;
  private List<String> waiting = new ArrayList<>();
  private SqlLoad load;
  private boolean running;
  private boolean paused;
  private boolean ended;
  private boolean over;

  LoadStream(ContextInternal context, SQLiteConnectionImpl connection, ReadStream<String> source) {
    this.context = context;
    this.connection = connection;
    this.source = source;
    this.outcome = context.promise();
  }

  Future<Void> run() {
    connection
        .call(
            Job.Access.WRITE,
            c -> {
              connection.customized();
              connection.checkPolicy(FOREIGN_KEYS_OFF);
              return new SqlLoad(c, sql -> checkPolicy(c, sql));
            })
        .onComplete(
            ar ->
                context.runOnContext(
                    v -> {
                      if (ar.failed()) {
                        fail(ar.cause());
                      } else {
                        load = ar.result();
                        read();
                      }
                    }));
    return outcome.future();
  }

  /** The text of a dump is full of values, so the error does not show it. */
  private void checkPolicy(NativeConnection c, String sql) throws EngineException {
    String refusal = connection.refusal(c, sql);
    if (refusal != null) {
      throw new EngineException(ResultCodes.AUTH, refusal, null, null);
    }
  }

  private void read() {
    source.exceptionHandler(e -> context.runOnContext(v -> fail(e)));
    source.endHandler(
        v ->
            context.runOnContext(
                e -> {
                  ended = true;
                  work();
                }));
    source.handler(piece -> context.runOnContext(v -> take(piece)));
    source.resume();
  }

  private void take(String piece) {
    if (over) {
      return;
    }
    waiting.add(piece);
    if (waiting.size() >= ENOUGH && !paused) {
      paused = true;
      source.pause();
    }
    work();
  }

  private void work() {
    if (running || over || (waiting.isEmpty() && !ended)) {
      return;
    }
    running = true;
    List<String> pieces = waiting;
    waiting = new ArrayList<>();
    boolean last = ended;
    connection
        .call(
            Job.Access.WRITE,
            c -> {
              runAll(pieces, last);
              return null;
            })
        .onComplete(
            ar ->
                context.runOnContext(
                    v -> {
                      running = false;
                      if (ar.failed()) {
                        fail(ar.cause());
                      } else if (last) {
                        over = true;
                        outcome.complete();
                      } else {
                        readOn();
                      }
                    }));
  }

  private void runAll(List<String> pieces, boolean last) throws EngineException {
    try {
      for (String piece : pieces) {
        load.add(piece);
      }
      if (last) {
        load.end();
      }
    } finally {
      connection.schemaChanged();
    }
  }

  private void readOn() {
    if (paused && waiting.size() < ENOUGH) {
      paused = false;
      source.resume();
    }
    work();
  }

  private void fail(Throwable failure) {
    if (over) {
      return;
    }
    over = true;
    // The rest of the source is of no use, but must not wait for ever.
    source.handler(piece -> {});
    source.resume();
    connection
        .call(
            Job.Access.NONE,
            c -> {
              c.rollbackIfOpen();
              return null;
            })
        .onComplete(ar -> outcome.fail(failure));
  }
}
