// SPDX-License-Identifier: Apache-2.0
package io.reactivesqlite.client.impl;

import io.reactivesqlite.client.SQLiteErrorKind;
import io.reactivesqlite.client.SQLiteException;
import io.reactivesqlite.client.engine.NativeConnection;
import io.reactivesqlite.client.engine.NativeStatement;
import io.reactivesqlite.client.scheduling.SessionLane;
import java.util.HashMap;
import java.util.Map;

/** What a session remembers between its jobs. Belongs to the lane's thread. */
final class SessionState {

  private final Map<String, OpenCursor> cursors = new HashMap<>();
  private boolean transaction;
  private boolean readOnly;
  private Throwable lastFailure;
  private boolean customized;

  /**
   * A statement that stands in the middle of its rows.
   *
   * @param holdsLocks whether the turn must be kept while it is open
   */
  record OpenCursor(NativeStatement statement, RowShape shape, boolean holdsLocks) {}

  void transactionBegan(boolean readOnly) {
    this.transaction = true;
    this.readOnly = readOnly;
    this.lastFailure = null;
  }

  boolean readOnly() {
    return readOnly;
  }

  void transactionEnded() {
    transaction = false;
    readOnly = false;
    lastFailure = null;
  }

  void failed(Throwable failure) {
    if (transaction && lastFailure == null) {
      lastFailure = failure;
    }
  }

  /**
   * SQLite ends a transaction by itself after some failures. What the user sends next was meant for
   * that transaction: it must not be committed on its own.
   */
  void checkTransaction(NativeConnection connection, String sql) {
    if (transaction && !connection.inTransaction()) {
      throw SQLiteException.of(
          SQLiteErrorKind.ABORTED,
          "The transaction is over: SQLite rolled it back"
              + (lastFailure == null ? "" : " because of: " + lastFailure.getMessage())
              + ". Roll back and begin another",
          sql);
    }
    if (connection.inTransaction()) {
      return;
    }
    lastFailure = null;
  }

  OpenCursor cursor(String id) {
    return cursors.get(id);
  }

  void opened(String id, OpenCursor cursor, SessionLane lane) {
    cursors.put(id, cursor);
    if (cursor.holdsLocks()) {
      lane.cursorOpened();
    }
  }

  void close(String id, NativeConnection connection, SessionLane lane) {
    OpenCursor cursor = cursors.remove(id);
    if (cursor != null) {
      close(cursor, connection, lane);
    }
  }

  void closeCursors(NativeConnection connection, SessionLane lane) {
    cursors.values().forEach(cursor -> close(cursor, connection, lane));
    cursors.clear();
  }

  private static void close(OpenCursor cursor, NativeConnection connection, SessionLane lane) {
    connection.giveBack(cursor.statement());
    if (cursor.holdsLocks()) {
      lane.cursorClosed();
    }
  }

  int openCursors() {
    return cursors.size();
  }

  /** Tells that the native connection is not as it was opened any more. */
  void customized() {
    customized = true;
  }

  boolean takeCustomized() {
    boolean was = customized;
    customized = false;
    return was;
  }
}
