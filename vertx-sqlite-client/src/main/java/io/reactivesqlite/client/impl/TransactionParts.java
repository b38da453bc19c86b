// SPDX-License-Identifier: Apache-2.0
package io.reactivesqlite.client.impl;

import io.reactivesqlite.client.engine.EngineException;
import io.reactivesqlite.client.engine.NativeConnection;
import io.reactivesqlite.client.impl.command.TransactionPart;

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

  /** Opens the part, unless that was done. */
  void open(TransactionPart part, NativeConnection connection) throws EngineException {
    if (part.isOpen()) {
      return;
    }
    if (part.isFirst()) {
      connection.execute("BEGIN IMMEDIATE");
      session.transactionBegan(false);
      savepoint = false;
      part.opened(isSeparable(connection));
    } else {
      session.checkTransaction(connection, null);
      if (savepoint) {
        connection.execute("RELEASE " + SAVEPOINT);
      }
      connection.execute("SAVEPOINT " + SAVEPOINT);
      savepoint = true;
      part.opened(false);
    }
  }

  private boolean isSeparable(NativeConnection connection) throws EngineException {
    long version = connection.schemaVersion();
    if (version != schemaVersion) {
      separable = connection.scalar(COUPLINGS).equals(0L);
      schemaVersion = version;
    }
    return separable;
  }

  /** Undoes a part that is not the first one; nothing happens where it never was opened. */
  void undo(TransactionPart part, NativeConnection connection) throws EngineException {
    if (part.isOpen() && connection.inTransaction()) {
      connection.execute("ROLLBACK TO " + SAVEPOINT);
    }
  }
}
