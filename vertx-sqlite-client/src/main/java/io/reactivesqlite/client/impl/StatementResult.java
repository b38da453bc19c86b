// SPDX-License-Identifier: Apache-2.0
package io.reactivesqlite.client.impl;

import io.vertx.sqlclient.PropertyKind;
import io.vertx.sqlclient.impl.QueryResultHandler;

/** What one execution of a statement gave, on its way from the lane to the caller. */
record StatementResult<T>(int updated, int size, RowShape shape, T value, Long lastInsertedId) {

  /**
   * The rowid of the row that an INSERT has added last; what Hibernate Reactive and others look
   * for.
   */
  static final PropertyKind<Long> LAST_INSERTED_ID =
      PropertyKind.create("last-inserted-id", Long.class);

  void handTo(QueryResultHandler<T> handler) {
    handler.handleResult(updated, size, shape, value, null);
    if (lastInsertedId != null) {
      // Only after the result: a property that comes first is dropped.
      handler.addProperty(LAST_INSERTED_ID, lastInsertedId);
    }
  }
}
