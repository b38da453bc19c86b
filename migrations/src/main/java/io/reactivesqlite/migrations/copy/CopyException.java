// SPDX-License-Identifier: Apache-2.0
package io.reactivesqlite.migrations.copy;

import java.sql.SQLException;
import java.util.Objects;

/**
 * The copy did not end well. The message names table, column and row, and never a value; the target
 * keeps what was committed, and the next run goes on from there.
 */
public final class CopyException extends RuntimeException {

  /** What went wrong, for callers that decide by it. */
  public enum Problem {
    /** The two databases, or the options, do not fit each other; nothing was written. */
    MISFIT,
    /** The target has rows already; nothing was written. */
    NOT_EMPTY,
    /** A value or a statement failed. */
    FAILED,
    /** All was copied, and the target is not equal to the source. */
    DIFFERENT,
    /** Another copy into the same target is running. */
    BUSY
  }

  private final Problem problem;

  CopyException(Problem problem, String message) {
    this(problem, message, null);
  }

  /** The cause is without values: {@link #failed} takes them out. */
  private CopyException(Problem problem, String message, Throwable cause) {
    super(message, cause);
    this.problem = Objects.requireNonNull(problem);
  }

  public Problem problem() {
    return problem;
  }

  static CopyException failed(String where, SQLException failure) {
    String what = withoutValues(failure);
    SQLException cause = new SQLException(what, failure.getSQLState(), failure.getErrorCode());
    cause.setStackTrace(failure.getStackTrace());
    return new CopyException(Problem.FAILED, where + ": " + what, cause);
  }

  /**
   * Databases quote rows in their messages. What they say of a constraint is safe in its first
   * line, which names the constraint; of the rest only the code is.
   */
  private static String withoutValues(SQLException failure) {
    String state = String.valueOf(failure.getSQLState());
    String first = String.valueOf(failure.getMessage()).lines().findFirst().orElse("");
    boolean namesOnly = state.startsWith("23") || state.startsWith("42") || state.startsWith("08");
    return namesOnly ? first : "the database refused it with SQLState " + state;
  }
}
