// SPDX-License-Identifier: Apache-2.0
package io.reactivesqlite.migrations.revisions;

import java.util.List;
import java.util.Objects;

/**
 * What has to run, in this order.
 *
 * @param direction up or down
 * @param steps the revisions; an empty list means that nothing is to be done
 */
public record Plan(Direction direction, List<Revision> steps) {

  /** Which half of a revision runs. */
  public enum Direction {
    UPGRADE,
    DOWNGRADE
  }

  public Plan {
    Objects.requireNonNull(direction);
    steps = List.copyOf(steps);
  }

  /** Whether nothing is to be done. */
  public boolean isEmpty() {
    return steps.isEmpty();
  }
}
