// SPDX-License-Identifier: Apache-2.0
package io.reactivesqlite.client.engine;

import java.util.Locale;

/**
 * Runs the statements of a dump in one transaction: all of them, or none. The dump's own BEGIN and
 * COMMIT are passed over, and foreign keys are off, as rows come in any order.
 */
public final class SqlLoad {

  /** Asked before each statement. */
  @FunctionalInterface
  public interface Gate {
    void check(String sql) throws EngineException;
  }

  private final NativeConnection connection;
  private final Gate gate;
  private final SqlFeed feed = new SqlFeed();
  private long statements;

  /** Begins the transaction. */
  public SqlLoad(NativeConnection connection, Gate gate) throws EngineException {
    this.connection = connection;
    this.gate = gate;
    connection.execute("PRAGMA foreign_keys = OFF");
    connection.execute("BEGIN IMMEDIATE");
  }

  /** Runs what the piece completes. */
  public void add(String piece) throws EngineException {
    for (String statement : feed.add(piece)) {
      run(statement);
    }
  }

  /** Runs what is left and commits. */
  public void end() throws EngineException {
    String rest = feed.end();
    if (rest != null) {
      run(rest);
    }
    connection.execute("COMMIT");
  }

  private void run(String sql) throws EngineException {
    statements++;
    StatementVerb verb = SqlScanner.verb(sql);
    if (verb == StatementVerb.BEGIN || verb == StatementVerb.COMMIT || isForeignKeys(verb, sql)) {
      return;
    }
    if (verb == StatementVerb.ROLLBACK) {
      throw failed(
          new EngineException(
              ResultCodes.ERROR, "the dump ends with ROLLBACK: it is not complete", sql, null));
    }
    try {
      gate.check(sql);
      NativeStatement statement = connection.take(sql);
      try {
        statement.run(null);
      } finally {
        connection.discard(statement);
      }
    } catch (EngineException e) {
      throw failed(e);
    }
  }

  private static boolean isForeignKeys(StatementVerb verb, String sql) {
    return verb == StatementVerb.PRAGMA && sql.toLowerCase(Locale.ROOT).contains("foreign_keys");
  }

  /** The text is not shown: a dump is full of values. */
  private EngineException failed(EngineException e) {
    return new EngineException(
        e.code(),
        "statement " + statements + " of the dump, and so nothing was loaded: " + e.getMessage(),
        null,
        e.getCause() == null ? e : e.getCause());
  }
}
