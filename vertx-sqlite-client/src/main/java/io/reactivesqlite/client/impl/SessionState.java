// SPDX-License-Identifier: Apache-2.0
package io.reactivesqlite.client.impl;

import io.reactivesqlite.client.SQLiteErrorKind;
import io.reactivesqlite.client.SQLiteException;
import io.reactivesqlite.client.engine.EngineException;
import io.reactivesqlite.client.engine.NativeConnection;
import io.reactivesqlite.client.engine.NativeStatement;
import io.reactivesqlite.client.engine.ResultCodes;
import io.reactivesqlite.client.engine.StatementProfile;
import io.reactivesqlite.client.engine.StatementVerb;
import io.reactivesqlite.client.scheduling.SessionLane;
import java.util.HashMap;
import java.util.Map;

/** What a session remembers between its jobs. Belongs to the lane's thread. */
final class SessionState {

  private enum Begun {
    NOT,
    BY_CALL,
    BY_SQL
  }

  private final SessionLane lane;
  private final TransactionParts parts = new TransactionParts(this);
  private final Map<String, OpenCursor> cursors = new HashMap<>();
  private Begun begun = Begun.NOT;
  private boolean readOnly;
  private boolean customized;

  /** Asked and set by any thread, unlike all else here. */
  private volatile Object user;

  private Throwable firstFailure;
  private PolicyGuard policy;

  SessionState(SessionLane lane) {
    this.lane = lane;
  }

  /**
   * A statement that stands in the middle of its rows.
   *
   * @param holdsLocks whether the turn must be kept while it is open
   * @param writes whether it has written what its end commits
   */
  record OpenCursor(NativeStatement statement, RowShape shape, boolean holdsLocks, boolean writes) {

    boolean willCommit() {
      return writes && !statement.wasEnded();
    }
  }

  TransactionParts parts() {
    return parts;
  }

  void transactionBegan(boolean readOnly) {
    this.begun = Begun.BY_CALL;
    this.readOnly = readOnly;
    this.firstFailure = null;
  }

  boolean readOnly() {
    return readOnly;
  }

  void transactionEnded() {
    begun = Begun.NOT;
    readOnly = false;
    firstFailure = null;
  }

  /** To be told of each statement or script that succeeded: it may have been BEGIN or COMMIT. */
  void succeeded(NativeConnection connection) {
    if (begun == Begun.NOT && connection.inTransaction()) {
      begun = Begun.BY_SQL;
      firstFailure = null;
    } else if (begun == Begun.BY_SQL && !connection.inTransaction()) {
      transactionEnded();
    }
  }

  /** To be told of each statement or script that failed for good. */
  void failed(Throwable failure) {
    if (begun != Begun.NOT && firstFailure == null) {
      firstFailure = failure;
    }
  }

  /** To be told of each run that failed. */
  void interrupted(Throwable failure, NativeConnection connection) {
    if (failure instanceof EngineException e && e.primaryCode() == ResultCodes.INTERRUPT) {
      // To SQLite an interrupt holds until no statement is in the middle of its rows any more.
      closeCursors(connection);
    }
  }

  /** Refuses what cannot run now, before it waits for its turn to do so. */
  void check(NativeConnection connection, StatementProfile profile, String sql)
      throws EngineException {
    if (!endsLostTransaction(connection, profile.verb())) {
      checkTransaction(connection, sql);
    }
    if (readOnly && profile.writes()) {
      throw new EngineException(
          ResultCodes.READONLY, "this transaction was begun as a read-only one", sql, null);
    }
    PolicyGuard.check(policy, connection, sql);
  }

  /** A policy for this session alone, on top of the one in the options; {@code null} for none. */
  void policy(PolicyGuard policy) {
    this.policy = policy;
  }

  PolicyGuard policy() {
    return policy;
  }

  /**
   * SQLite ends a transaction by itself after some failures. What the user sends next was meant for
   * that transaction: it must not be committed on its own.
   */
  void checkTransaction(NativeConnection connection, String sql) {
    if (begun != Begun.NOT && !connection.inTransaction()) {
      String reason =
          firstFailure == null
              ? "it was ended by SQL"
              : "SQLite rolled it back because of: " + firstFailure.getMessage();
      throw SQLiteException.of(
          SQLiteErrorKind.ABORTED,
          "The transaction is over: " + reason + ". Roll back and begin another",
          sql);
    }
  }

  /** Whether this is the ROLLBACK of a transaction that SQLite has rolled back already. */
  boolean endsLostTransaction(NativeConnection connection, StatementVerb verb) {
    return begun == Begun.BY_SQL && !connection.inTransaction() && verb == StatementVerb.ROLLBACK;
  }

  OpenCursor cursor(String id) {
    return cursors.get(id);
  }

  /**
   * Refuses what would write outside of a transaction beside a cursor that does: SQLite commits
   * both only with the last of them, and who is told of a success before has been told too much.
   */
  void checkCursors(NativeConnection connection, String sql) {
    if (!cursors.isEmpty()
        && !connection.inTransaction()
        && cursors.values().stream().anyMatch(OpenCursor::willCommit)) {
      throw SQLiteException.of(
          SQLiteErrorKind.MISUSE,
          "A cursor that writes is open on this connection, and commits at its end: read it to its end or close it first, or begin a transaction before it",
          sql);
    }
  }

  void opened(String id, OpenCursor cursor) {
    cursors.put(id, cursor);
    if (cursor.holdsLocks()) {
      lane.cursorOpened();
    }
  }

  void close(String id, NativeConnection connection) {
    OpenCursor cursor = cursors.remove(id);
    if (cursor != null) {
      close(cursor, connection);
    }
  }

  void closeCursors(NativeConnection connection) {
    cursors.values().forEach(cursor -> close(cursor, connection));
    cursors.clear();
  }

  private void close(OpenCursor cursor, NativeConnection connection) {
    connection.giveBack(cursor.statement());
    if (cursor.holdsLocks()) {
      lane.cursorClosed();
    }
  }

  /**
   * As {@link #close}, for who must hear it when what the cursor has written cannot be committed.
   */
  void end(String id, NativeConnection connection) throws EngineException {
    OpenCursor cursor = cursors.get(id);
    try {
      if (cursor != null) {
        cursor.statement().end();
      }
    } finally {
      close(id, connection);
    }
  }

  /** Tells that the connection is somebody's from now on. */
  void takenBy(Object user) {
    this.user = user;
  }

  /** Whether nobody has taken the connection since. */
  boolean isTakenBy(Object user) {
    return this.user == user;
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
