// SPDX-License-Identifier: Apache-2.0
package io.reactivesqlite.client;

import io.vertx.codegen.annotations.Fluent;
import io.vertx.codegen.annotations.VertxGen;
import io.vertx.core.Future;
import io.vertx.core.Handler;
import io.vertx.core.streams.ReadStream;

/**
 * A database as a stream of SQL statements, each with its semicolon and without a line end. It
 * holds a connection of the pool and its snapshot: read it to the end, or close it.
 */
@VertxGen
public interface SQLiteDump extends ReadStream<String> {

  /**
   * Gives the connection back before the end is reached; the end handler is not called then.
   *
   * @return completed when the connection is back
   */
  Future<Void> close();

  @Fluent
  @Override
  SQLiteDump exceptionHandler(Handler<Throwable> handler);

  @Fluent
  @Override
  SQLiteDump handler(Handler<String> handler);

  @Fluent
  @Override
  SQLiteDump pause();

  @Fluent
  @Override
  SQLiteDump resume();

  @Fluent
  @Override
  SQLiteDump fetch(long amount);

  @Fluent
  @Override
  SQLiteDump endHandler(Handler<Void> endHandler);
}
