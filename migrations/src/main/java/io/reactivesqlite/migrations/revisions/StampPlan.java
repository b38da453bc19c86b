// SPDX-License-Identifier: Apache-2.0
package io.reactivesqlite.migrations.revisions;

import java.util.List;
import java.util.Set;

/**
 * What a stamp writes down without running anything.
 *
 * @param recorded revisions that become known as applied, in order
 * @param forgotten identifiers that no longer are
 */
public record StampPlan(List<Revision> recorded, Set<String> forgotten) {

  public StampPlan {
    recorded = List.copyOf(recorded);
    forgotten = Set.copyOf(forgotten);
  }

  /** Whether nothing is to be done. */
  public boolean isEmpty() {
    return recorded.isEmpty() && forgotten.isEmpty();
  }
}
