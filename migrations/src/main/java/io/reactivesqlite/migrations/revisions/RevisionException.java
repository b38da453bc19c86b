// SPDX-License-Identifier: Apache-2.0
package io.reactivesqlite.migrations.revisions;

import java.util.Objects;

/**
 * Something about revisions that has to be put right by a person; the message names the file, the
 * revision and the cure.
 */
public final class RevisionException extends RuntimeException {

  /**
   * What went wrong, for callers that decide by it: the command line turns it into its exit code.
   */
  public enum Problem {
    /** A file, a header or the graph that the files make is not sound. */
    BROKEN_FILES,
    /**
     * The wording of a target, an identifier or a label is wrong, or it does not fit the command.
     */
    USAGE,
    /** No revision goes by that name. */
    NOT_FOUND,
    /** A name or a relative step fits several revisions. */
    AMBIGUOUS,
    /** One head is asked for, and there are several. */
    SEVERAL_HEADS,
    /**
     * The database and the files do not belong together: it is newer, or an applied file was
     * edited.
     */
    DRIFT,
    /** The database is behind the files. */
    PENDING,
    /** Somebody else migrates this database and did not finish in time. */
    LOCKED,
    /** A change failed in the database. */
    FAILED
  }

  private final Problem problem;

  public RevisionException(Problem problem, String message) {
    this(problem, message, null);
  }

  public RevisionException(Problem problem, String message, Throwable cause) {
    super(message, cause);
    this.problem = Objects.requireNonNull(problem);
  }

  public Problem problem() {
    return problem;
  }
}
