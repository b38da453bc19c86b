// SPDX-License-Identifier: Apache-2.0
package io.reactivesqlite.client.impl;

import io.reactivesqlite.client.SQLiteDump;
import io.reactivesqlite.client.engine.EngineException;
import io.reactivesqlite.client.engine.NativeConnection;
import io.reactivesqlite.client.engine.SqlDump;
import io.reactivesqlite.client.scheduling.Job;
import io.vertx.core.Future;
import io.vertx.core.Handler;
import io.vertx.core.Promise;
import io.vertx.core.impl.ContextInternal;
import io.vertx.core.streams.impl.InboundBuffer;
import java.util.ArrayList;
import java.util.List;

/**
 * A dump that reads on only as fast as it is read: at most one batch of statements is in memory.
 * Lives on one context; the connection's jobs read the rows.
 */
final class DumpStream implements SQLiteDump {

  private static final int BATCH_STATEMENTS = 64;
  private static final int BATCH_CHARACTERS = 64 * 1024;

  private final ContextInternal context;
  private final SQLiteConnectionImpl connection;
  private final SqlDump dump;
  private final InboundBuffer<String> queue;
  private Handler<Throwable> exceptionHandler;
  private Handler<Void> endHandler;
  private boolean reading;
  private boolean complete;
  private boolean over;

  private record Batch(List<String> statements, boolean last) {}

  private DumpStream(ContextInternal context, SQLiteConnectionImpl connection, SqlDump dump) {
    this.context = context;
    this.connection = connection;
    this.dump = dump;
    this.queue = new InboundBuffer<>(context, BATCH_STATEMENTS);
    queue.pause();
    queue.drainHandler(v -> readOn());
    queue.emptyHandler(v -> context.runOnContext(e -> readOnOrEnd()));
  }

  static Future<SQLiteDump> open(ContextInternal context, SQLiteConnectionImpl connection) {
    Promise<SQLiteDump> opened = context.promise();
    connection
        .call(
            Job.Access.READ,
            c -> {
              c.execute("BEGIN");
              CopyPolicy.out(connection.database(), c);
              return new SqlDump(c);
            })
        .<SQLiteDump>map(
            dump -> {
              DumpStream stream = new DumpStream(context, connection, dump);
              context.runOnContext(v -> stream.readOn());
              return stream;
            })
        .onComplete(opened);
    return opened.future();
  }

  private void readOnOrEnd() {
    if (over) {
      return;
    }
    if (!complete) {
      readOn();
    } else if (queue.isEmpty()) {
      over = true;
      giveBack()
          .onComplete(
              ar -> {
                if (endHandler != null) {
                  endHandler.handle(null);
                }
              });
    }
  }

  private void readOn() {
    if (reading || complete || over) {
      return;
    }
    reading = true;
    connection
        .call(Job.Access.READ, c -> batch())
        .onComplete(
            ar ->
                context.runOnContext(
                    v -> {
                      reading = false;
                      if (over) {
                        return;
                      }
                      if (ar.failed()) {
                        fail(ar.cause());
                      } else {
                        take(ar.result());
                      }
                    }));
  }

  private Batch batch() throws EngineException {
    List<String> statements = new ArrayList<>();
    int characters = 0;
    while (statements.size() < BATCH_STATEMENTS && characters < BATCH_CHARACTERS) {
      String statement = dump.next();
      if (statement == null) {
        return new Batch(statements, true);
      }
      statements.add(statement);
      characters += statement.length();
    }
    return new Batch(statements, false);
  }

  private void take(Batch batch) {
    complete = batch.last();
    boolean writable = queue.write(batch.statements());
    if (complete) {
      readOnOrEnd();
    } else if (writable) {
      readOn();
    }
  }

  private void fail(Throwable failure) {
    over = true;
    giveBack()
        .onComplete(
            ar -> {
              if (exceptionHandler != null) {
                exceptionHandler.handle(failure);
              }
            });
  }

  private Future<Void> giveBack() {
    return connection
        .call(
            Job.Access.NONE,
            (NativeConnection c) -> {
              dump.close();
              c.rollbackIfOpen();
              return null;
            })
        .eventually(() -> connection.close())
        .mapEmpty();
  }

  @Override
  public Future<Void> close() {
    Promise<Void> closed = context.promise();
    context.runOnContext(
        v -> {
          if (over) {
            closed.complete();
          } else {
            over = true;
            queue.clear();
            giveBack().onComplete(closed);
          }
        });
    return closed.future();
  }

  @Override
  public SQLiteDump exceptionHandler(Handler<Throwable> handler) {
    exceptionHandler = handler;
    return this;
  }

  @Override
  public SQLiteDump handler(Handler<String> handler) {
    queue.handler(handler);
    if (handler != null) {
      queue.resume();
    }
    return this;
  }

  @Override
  public SQLiteDump pause() {
    queue.pause();
    return this;
  }

  @Override
  public SQLiteDump resume() {
    queue.resume();
    return this;
  }

  @Override
  public SQLiteDump fetch(long amount) {
    queue.fetch(amount);
    return this;
  }

  @Override
  public SQLiteDump endHandler(Handler<Void> handler) {
    endHandler = handler;
    return this;
  }
}
