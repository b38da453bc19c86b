// SPDX-License-Identifier: Apache-2.0
package io.reactivesqlite.client.engine;

/**
 * Asks SQLite what a statement does, by reading the program that EXPLAIN shows; see
 * https://www.sqlite.org/opcode.html.
 */
public final class StatementProfiler {

  private static final long TEMP_DATABASE = 1;

  /** The flag of the opcode Insert that makes the rowid the last one. */
  private static final long LAST_ROWID = 0x20;

  private StatementProfiler() {}

  /** The profile of the statement on this connection. Costs one compilation; keep the answer. */
  public static StatementProfile profile(NativeConnection connection, String sql)
      throws EngineException {
    SqlText.check(sql);
    StatementVerb verb = SqlScanner.verb(sql);
    return switch (verb) {
      case EXPLAIN ->
          new StatementProfile(verb, false, false, false, false, SqlScanner.pragma(sql));
      case COMMIT, ROLLBACK, ROLLBACK_TO, SAVEPOINT, RELEASE, ATTACH, DETACH ->
          StatementProfile.ungrouped(verb, false);
      case VACUUM -> StatementProfile.ungrouped(verb, true);
      default -> fromProgram(connection, sql, verb);
    };
  }

  private static StatementProfile fromProgram(
      NativeConnection connection, String sql, StatementVerb verb) throws EngineException {
    boolean writes = false;
    boolean lonely = false;
    boolean temporary = false;
    boolean givesRowid = false;
    boolean begun = false;
    boolean inTrigger = false;
    for (Program.Instruction i : Program.of(connection, sql).instructions()) {
      switch (i.opcode()) {
        case "Transaction" -> {
          if (i.p2() != 0) {
            temporary |= i.p1() == TEMP_DATABASE;
            writes |= i.p1() != TEMP_DATABASE;
          }
        }
        case "JournalMode", "Checkpoint", "Vacuum", "IncrVacuum" -> {
          writes = true;
          lonely = true;
        }
        // A deferred foreign key that may be violated is checked at COMMIT, where a group would
        // blame, or save, the wrong statement. One that may only be mended is no matter: nothing
        // in a group waits for that.
        case "FkCounter" -> lonely |= i.p1() != 0 && i.p2() > 0;
        // The programs of triggers follow that of the statement; their rowids are forgotten when
        // they end.
        case "Init" -> {
          inTrigger = begun;
          begun = true;
        }
        case "Insert" -> givesRowid |= !inTrigger && (i.p5() & LAST_ROWID) != 0;
        case "VUpdate" -> givesRowid |= !inTrigger && i.p1() != 0;
        default -> {}
      }
    }
    StatementProfile.Pragma pragma = SqlScanner.pragma(sql);
    if (pragma != null && !pragma.hasValue()) {
      // Asking for the journal mode shows the same program as setting it.
      writes &= !pragma.name().equals("journal_mode");
    }
    boolean groupable = writes && verb.changesRows() && !lonely && !temporary;
    return new StatementProfile(
        verb, writes, groupable, givesRowid && verb.insertsRows(), temporary, pragma);
  }
}
