// SPDX-License-Identifier: Apache-2.0
package io.reactivesqlite.client;

import io.reactivesqlite.client.impl.Cancellation;
import io.vertx.codegen.annotations.VertxGen;

/**
 * Stops statements: give it to as many as should be stopped together, in {@link
 * SQLiteStatementOptions#setCancellation}.
 */
@VertxGen
public interface SQLiteCancellation {

  /**
   * A new one, that has stopped nothing yet.
   *
   * @return the cancellation
   */
  static SQLiteCancellation create() {
    return new Cancellation();
  }

  /**
   * Stops the statements that have it and are not through yet, whether they run or wait, on any
   * connection: they fail with {@link SQLiteErrorKind#CANCELLED}. So does every statement that is
   * given it later. A write that is through SQLite already may still succeed.
   */
  void cancel();

  /**
   * Whether {@link #cancel} was called.
   *
   * @return the answer
   */
  boolean isCancelled();
}
