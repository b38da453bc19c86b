// SPDX-License-Identifier: Apache-2.0
package io.reactivesqlite.migrations.copy;

import java.time.Duration;
import java.util.List;

/**
 * What a copy did. That it exists says that every table of the target has the rows of the source.
 *
 * @param tables in the order of the copy
 * @param notes what the target could not keep as it was, and other things worth knowing
 */
public record CopyReport(List<Table> tables, List<String> notes) {

  /**
   * A table that was copied and compared.
   *
   * @param name in the source
   * @param target in the target
   * @param rows how many there are, in both
   * @param found how many of them an earlier, unfinished run had brought
   * @param checksum over all values of all rows in canonical form, equal in both
   * @param took the time of copying, without the comparison
   */
  public record Table(
      String name, String target, long rows, long found, String checksum, Duration took) {}

  /** All rows of all tables. */
  public long rows() {
    return tables.stream().mapToLong(Table::rows).sum();
  }
}
