// SPDX-License-Identifier: Apache-2.0
package io.reactivesqlite.client.engine;

import java.util.Locale;

/**
 * Asks SQLite what a statement does, by reading the program that EXPLAIN shows; see
 * https://www.sqlite.org/opcode.html.
 */
public final class StatementProfiler {

  private static final long TEMP_DATABASE = 1;
  private static final String READ_SCHEMA = "SELECT 1 FROM sqlite_schema LIMIT 1";

  private StatementProfiler() {}

  /**
   * Makes sure that the next profile is one of the newest schema: EXPLAIN does not look whether it
   * has changed, unlike any statement that runs. Begins the snapshot of an open transaction.
   */
  public static void readSchema(NativeConnection connection) throws EngineException {
    connection.scalar(READ_SCHEMA);
  }

  /** The profile of the statement on this connection. Costs one compilation; keep the answer. */
  public static StatementProfile profile(NativeConnection connection, String sql)
      throws EngineException {
    StatementVerb verb = SqlScanner.verb(sql);
    return switch (verb) {
      case EXPLAIN, COMMIT, ROLLBACK, SAVEPOINT, RELEASE, ATTACH, DETACH ->
          new StatementProfile(verb, false, false, false, null);
      case VACUUM -> new StatementProfile(verb, true, false, false, null);
      default -> fromProgram(connection, sql, verb);
    };
  }

  private static StatementProfile fromProgram(
      NativeConnection connection, String sql, StatementVerb verb) throws EngineException {
    boolean writes = false;
    boolean lonely = false;
    boolean temporary = false;
    NativeStatement explain;
    try {
      explain = new NativeStatement(connection, "EXPLAIN " + sql);
    } catch (EngineException e) {
      throw EngineException.preparing(e.code(), e.getMessage(), sql, e.getCause());
    }
    try {
      boolean row = explain.start(new Object[explain.parameters().count()]);
      while (row) {
        Object[] cells = explain.row();
        switch ((String) cells[1]) {
          case "Transaction" -> {
            if ((Long) cells[3] != 0) {
              boolean temp = (Long) cells[2] == TEMP_DATABASE;
              temporary |= temp;
              writes |= !temp;
            }
          }
          case "JournalMode", "Checkpoint", "Vacuum", "IncrVacuum" -> {
            writes = true;
            lonely = true;
          }
          // A deferred foreign key that may be violated is checked at COMMIT, where a group would
          // blame, or save, the wrong statement. One that may only be mended is no matter: nothing
          // in a group waits for that.
          case "FkCounter" -> lonely |= (Long) cells[2] != 0 && (Long) cells[3] > 0;
          default -> {}
        }
        row = explain.next();
      }
    } finally {
      connection.discard(explain);
    }
    StatementProfile.Pragma pragma = verb == StatementVerb.PRAGMA ? pragma(sql) : null;
    if (pragma != null && !pragma.hasValue()) {
      // Asking for the journal mode shows the same program as setting it.
      writes &= !pragma.name().equals("journal_mode");
    }
    boolean groupable = writes && verb.changesRows() && !lonely && !temporary;
    return new StatementProfile(verb, writes, groupable, temporary, pragma);
  }

  private static StatementProfile.Pragma pragma(String sql) {
    String text = sql.strip();
    int i = text.toLowerCase(Locale.ROOT).indexOf("pragma") + "pragma".length();
    while (i < text.length() && Character.isWhitespace(text.charAt(i))) {
      i++;
    }
    int start = i;
    while (i < text.length()
        && (Character.isLetterOrDigit(text.charAt(i)) || "_.\"".indexOf(text.charAt(i)) >= 0)) {
      i++;
    }
    String name = text.substring(start, i).replace("\"", "").toLowerCase(Locale.ROOT);
    name = name.substring(name.lastIndexOf('.') + 1);
    String rest = text.substring(i).strip();
    return new StatementProfile.Pragma(name, rest.startsWith("=") || rest.startsWith("("));
  }
}
