// SPDX-License-Identifier: Apache-2.0
package io.reactivesqlite.migrations.copy;

import java.util.List;
import java.util.Map;

/**
 * What a copy is going to do.
 *
 * @param tables in the order of the copy: who is referred to comes first
 * @param leftOut tables of the source that are not copied, with the reason
 * @param notes what is worth knowing before
 */
public record CopyPlan(List<Table> tables, Map<String, String> leftOut, List<String> notes) {

  /**
   * A table of the source and where it goes.
   *
   * @param name in the source
   * @param target in the target
   * @param rows how many there are
   * @param columns each column of the target that is filled, with its type there
   * @param group tables of one number refer to each other, and are copied in one transaction
   */
  public record Table(
      String name, String target, long rows, Map<String, String> columns, int group) {}
}
