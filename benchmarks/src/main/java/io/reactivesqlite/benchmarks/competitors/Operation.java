// SPDX-License-Identifier: Apache-2.0
package io.reactivesqlite.benchmarks.competitors;

/** One request. */
public enum Operation {
  SELECT,
  INSERT,
  QUERY,
  STREAM,
  BATCH,
  READ_MODIFY_WRITE,
  OPEN_CLOSE,
  /** A query that keeps one core busy for some tens of milliseconds. */
  SLOW,
  /** The same, but short, so that what belongs to any query can be warmed up. */
  BRIEF
}
