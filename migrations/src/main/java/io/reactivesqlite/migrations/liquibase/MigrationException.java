// SPDX-License-Identifier: Apache-2.0
package io.reactivesqlite.migrations.liquibase;

/** A migration that did not happen; the database is as the last finished change set left it. */
public final class MigrationException extends RuntimeException {

  /** What kept it from happening. */
  public enum Kind {
    /** The change log cannot be found or read. */
    CHANGELOG,
    /** A change is refused before anything ran, or an applied change set was edited. */
    VALIDATION,
    /** Another process migrates this database, and did so longer than the lock timeout. */
    LOCKED,
    /** A change set failed and was undone. */
    FAILED,
    /** A change set cannot be rolled back. */
    ROLLBACK_IMPOSSIBLE,
    /** The caller stopped it between two change sets. */
    CANCELLED,
    /** The database cannot be opened or written. */
    DATABASE
  }

  private final transient Kind kind;

  MigrationException(Kind kind, String message, Throwable cause) {
    super(message, cause);
    this.kind = kind;
  }

  public Kind kind() {
    return kind;
  }
}
