// SPDX-License-Identifier: Apache-2.0
package io.reactivesqlite.migrations.revisions;

import io.reactivesqlite.migrations.revisions.RevisionException.Problem;
import java.util.Optional;

/**
 * From one target to another, {@code a:b}; either side may be left out.
 *
 * @param from where it begins
 * @param to where it ends
 */
public record RevisionRange(Optional<Target> from, Optional<Target> to) {

  /** Everything. */
  public static final RevisionRange ALL = new RevisionRange(Optional.empty(), Optional.empty());

  /** Whether the text has the form of a range and not of a single target. */
  public static boolean isRange(String text) {
    return text.indexOf(':') >= 0;
  }

  /** Reads a range. */
  public static RevisionRange parse(String text) {
    int colon = text.indexOf(':');
    if (colon < 0 || text.indexOf(':', colon + 1) >= 0) {
      throw new RevisionException(
          Problem.USAGE,
          "\"%s\" is no range. Write <from>:<to>, for example base:head or a1b2c3:; either side may be left out."
              .formatted(text));
    }
    return new RevisionRange(side(text.substring(0, colon)), side(text.substring(colon + 1)));
  }

  private static Optional<Target> side(String text) {
    return text.isEmpty() ? Optional.empty() : Optional.of(Target.parse(text));
  }
}
