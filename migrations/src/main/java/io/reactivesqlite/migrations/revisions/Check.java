// SPDX-License-Identifier: Apache-2.0
package io.reactivesqlite.migrations.revisions;

import java.util.List;
import java.util.Set;

/**
 * How files and database differ.
 *
 * @param pending revisions that are not applied
 * @param unknown applied identifiers that no file has
 * @param edited applied revisions whose changes are no longer what ran
 */
public record Check(List<Revision> pending, Set<String> unknown, List<Revision> edited) {

  public Check {
    pending = List.copyOf(pending);
    unknown = Set.copyOf(unknown);
    edited = List.copyOf(edited);
  }

  /** Whether they agree. */
  public boolean isClean() {
    return pending.isEmpty() && unknown.isEmpty() && edited.isEmpty();
  }
}
