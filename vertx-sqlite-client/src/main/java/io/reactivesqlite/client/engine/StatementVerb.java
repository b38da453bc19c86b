// SPDX-License-Identifier: Apache-2.0
package io.reactivesqlite.client.engine;

/**
 * What a statement sets out to do, by its first word; for {@code WITH …} by the word after the
 * common tables.
 */
public enum StatementVerb {
  SELECT,
  VALUES,
  INSERT,
  REPLACE,
  UPDATE,
  DELETE,
  CREATE,
  DROP,
  ALTER,
  REINDEX,
  ANALYZE,
  VACUUM,
  PRAGMA,
  ATTACH,
  DETACH,
  BEGIN,
  /** {@code COMMIT} and its other name, {@code END}. */
  COMMIT,
  ROLLBACK,
  /** {@code ROLLBACK TO} a savepoint, which leaves the transaction open. */
  ROLLBACK_TO,
  SAVEPOINT,
  RELEASE,
  EXPLAIN,
  /** Nothing but white space, comments and semicolons. */
  EMPTY,
  /** Anything else: SQLite will say what is wrong with it. */
  OTHER;

  private static final StatementVerb[] ALL = values();

  /** Whether it adds, changes or removes rows, so that SQLite counts them. */
  public boolean changesRows() {
    return switch (this) {
      case INSERT, REPLACE, UPDATE, DELETE -> true;
      default -> false;
    };
  }

  /** Whether it adds rows, so that there is a last rowid. */
  public boolean insertsRows() {
    return this == INSERT || this == REPLACE;
  }

  private static boolean toSavepoint(SqlTokens tokens) {
    tokens.next();
    if (tokens.is("TRANSACTION")) {
      tokens.next();
    }
    return tokens.is("TO");
  }

  /** The verb that the current token spells. */
  static StatementVerb of(SqlTokens tokens) {
    for (StatementVerb verb : ALL) {
      if (verb != EMPTY && verb != OTHER && tokens.is(verb.name())) {
        return verb == ROLLBACK && toSavepoint(tokens) ? ROLLBACK_TO : verb;
      }
    }
    return tokens.is("END") ? COMMIT : OTHER;
  }
}
