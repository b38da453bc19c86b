// SPDX-License-Identifier: Apache-2.0
package io.reactivesqlite.migrations.cli;

import io.reactivesqlite.migrations.revisions.RevisionException.Problem;

/** What the command tells its caller. */
public enum ExitCode {
  /** Done, or nothing was to be done. */
  OK(0),
  /** Something failed: a statement, a file, the connection. */
  FAILURE(1),
  /** The command was called wrongly: unknown verb, option or revision. */
  USAGE(2),
  /** Files and database differ: pending, edited or unknown revisions, or entities that changed. */
  DRIFT(3),
  /** Somebody else migrates this database. */
  LOCKED(4),
  /** One head was asked for, and there are several. */
  SEVERAL_HEADS(5);

  private final int number;

  ExitCode(int number) {
    this.number = number;
  }

  /** The number for the shell. */
  public int number() {
    return number;
  }

  static ExitCode of(Problem problem) {
    return switch (problem) {
      case BROKEN_FILES, FAILED -> FAILURE;
      case USAGE, NOT_FOUND, AMBIGUOUS -> USAGE;
      case DRIFT, PENDING -> DRIFT;
      case LOCKED -> LOCKED;
      case SEVERAL_HEADS -> SEVERAL_HEADS;
    };
  }
}
