// SPDX-License-Identifier: Apache-2.0
package io.reactivesqlite.client.impl;

import io.reactivesqlite.client.SQLiteErrorKind;
import io.reactivesqlite.client.SQLiteException;
import io.reactivesqlite.client.engine.EngineException;
import io.reactivesqlite.client.engine.NativeConnection;
import io.reactivesqlite.client.impl.sharing.TransactionPart;

/**
 * Opens and undoes the parts of a session's transaction. Belongs to the lane's thread.
 *
 * @see TransactionPart
 */
final class TransactionParts {

  private static final String SAVEPOINT = "vertx_sqlite_part";

  /**
   * What one part does must not harm another one: a deferred foreign key is checked at the commit
   * that they share, and a constraint or trigger that says ROLLBACK ends all of it.
   */
  private static final String COUPLINGS =
      "SELECT count(*) FROM sqlite_schema WHERE sql LIKE '%deferr%' OR sql LIKE '%rollback%'";

  private final SessionState session;
  private boolean savepoint;
  private boolean separable;
  private long schemaVersion = -1;

  TransactionParts(SessionState session) {
    this.session = session;
  }

  /** Opens the part, unless that was done or there is none. */
  void open(TransactionPart part, NativeConnection connection) throws EngineException {
    if (part == null || part.isOpen()) {
      return;
    }
    if (part.isFirst()) {
      begin(part, connection);
    } else {
      follow(part, connection);
    }
  }

  private void begin(TransactionPart part, NativeConnection connection) throws EngineException {
    connection.execute("BEGIN IMMEDIATE");
    session.transactionBegan(false);
    savepoint = false;
    // Open from here on, also where the question fails: a second BEGIN would be refused.
    boolean separable = false;
    try {
      separable = isSeparable(connection);
    } finally {
      part.opened(separable);
    }
  }

  private void follow(TransactionPart part, NativeConnection connection) throws EngineException {
    session.checkTransaction(connection, null);
    if (!connection.inTransaction()) {
      // A savepoint would begin a transaction of its own, without the work of those before it.
      throw SQLiteException.of(
          SQLiteErrorKind.ABORTED, "The transaction that this one was to share is over", null);
    }
    if (savepoint) {
      connection.execute("RELEASE " + SAVEPOINT);
      savepoint = false;
    }
    connection.execute("SAVEPOINT " + SAVEPOINT);
    savepoint = true;
    part.opened(false);
  }

  private boolean isSeparable(NativeConnection connection) throws EngineException {
    long version = connection.schemaVersion();
    if (version != schemaVersion) {
      separable = connection.scalar(COUPLINGS).equals(0L);
      schemaVersion = version;
    }
    return separable;
  }

  /**
   * Undoes a part that is not the first one; nothing happens where it never was opened. Where that
   * fails nothing may be committed any more.
   */
  void undo(TransactionPart part, NativeConnection connection) throws EngineException {
    if (part.isOpen() && connection.inTransaction()) {
      try {
        connection.execute("ROLLBACK TO " + SAVEPOINT);
      } catch (EngineException e) {
        session.failed(e);
        connection.rollbackIfOpen();
        throw e;
      }
    }
  }
}
