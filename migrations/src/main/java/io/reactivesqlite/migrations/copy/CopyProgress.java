// SPDX-License-Identifier: Apache-2.0
package io.reactivesqlite.migrations.copy;

/** Is told how far a copy is, on the thread that copies. Every method does nothing by default. */
public interface CopyProgress {

  /** For who does not want to know. */
  CopyProgress NONE = new CopyProgress() {};

  /** {@link DataCopy#check} has read all values of a table. */
  default void checked(String table, long rows) {}

  /** A table begins, with the rows that an earlier run has brought. */
  default void started(String table, long found, long rows) {}

  /** So many of the rows of a table are in the target. */
  default void copied(String table, long done, long rows) {}

  /** All rows of a table are in the target. */
  default void finished(String table, long rows) {}

  /** A table was read in both databases and is equal. */
  default void verified(String table, long rows) {}
}
