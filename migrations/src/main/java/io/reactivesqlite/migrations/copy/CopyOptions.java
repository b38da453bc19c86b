// SPDX-License-Identifier: Apache-2.0
package io.reactivesqlite.migrations.copy;

import java.util.List;
import java.util.Objects;

/**
 * What is copied, and how.
 *
 * @param include names of tables, {@code *} as wildcard; none means all, because a forgotten table
 *     is worse than one too many
 * @param exclude names of tables to leave alone, {@code *} as wildcard; none by default
 * @param batchSize how many rows travel in one transaction; 1000 by default, enough to make the
 *     round trips cheap and few enough to lose nothing worth mentioning when the process dies
 * @param replace whether the target's tables are emptied first, also those of an unfinished copy.
 *     No by default: tables that have rows are refused
 * @param epoch what a number in a column of moments counts; seconds by default, as SQLite's own
 *     functions take an integer. A wrong choice is mostly noticed, because it leads out of the
 *     calendar
 */
public record CopyOptions(
    List<String> include, List<String> exclude, int batchSize, boolean replace, Epoch epoch) {

  /** What a number in a column of moments counts. */
  public enum Epoch {
    /** Seconds since the beginning of 1970 in UTC; a fraction is refused. */
    SECONDS,
    /** Milliseconds since the beginning of 1970 in UTC; a fraction is refused. */
    MILLIS,
    /** Days since noon of the first of January 4713 before Christ, with a fraction. */
    JULIAN_DAYS
  }

  /** Everything, into empty tables. */
  public static final CopyOptions DEFAULT =
      new CopyOptions(List.of(), List.of(), 1000, false, Epoch.SECONDS);

  public CopyOptions {
    include = List.copyOf(include);
    exclude = List.copyOf(exclude);
    Objects.requireNonNull(epoch);
    if (batchSize < 1) {
      throw new IllegalArgumentException("A batch needs at least 1 row, not " + batchSize);
    }
  }

  public CopyOptions withInclude(List<String> tables) {
    return new CopyOptions(tables, exclude, batchSize, replace, epoch);
  }

  public CopyOptions withExclude(List<String> tables) {
    return new CopyOptions(include, tables, batchSize, replace, epoch);
  }

  public CopyOptions withBatchSize(int rows) {
    return new CopyOptions(include, exclude, rows, replace, epoch);
  }

  public CopyOptions withReplace(boolean emptyFirst) {
    return new CopyOptions(include, exclude, batchSize, emptyFirst, epoch);
  }

  public CopyOptions withEpoch(Epoch unit) {
    return new CopyOptions(include, exclude, batchSize, replace, unit);
  }
}
