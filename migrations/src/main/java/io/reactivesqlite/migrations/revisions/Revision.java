// SPDX-License-Identifier: Apache-2.0
package io.reactivesqlite.migrations.revisions;

import io.reactivesqlite.migrations.revisions.RevisionException.Problem;
import java.time.OffsetDateTime;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * One step in the life of a schema, as its header describes it.
 *
 * @param id unique among all revisions
 * @param downRevisions what it follows: none for a base, several for a merge
 * @param dependsOn revisions (or branch labels) of other branches that have to be there before it
 * @param branchLabels names of the branch that begins here
 * @param message one line for people
 * @param date when it was written; orders revisions that the graph leaves unordered
 * @param source where it was read from, for messages
 */
public record Revision(
    String id,
    List<String> downRevisions,
    List<String> dependsOn,
    Set<String> branchLabels,
    String message,
    Optional<OffsetDateTime> date,
    String source) {

  // "@", ":", "+" and "-" are the words of targets, so names cannot contain them.
  private static final Pattern NAME = Pattern.compile("[\\p{L}\\p{N}_.]+");
  private static final Set<String> RESERVED = Set.of("head", "heads", "base", "current");

  public Revision {
    Objects.requireNonNull(date);
    source = Objects.requireNonNull(source);
    message = Objects.requireNonNull(message).strip();
    requireName("revision", id, source);
    downRevisions = List.copyOf(new LinkedHashSet<>(downRevisions));
    dependsOn = List.copyOf(new LinkedHashSet<>(dependsOn));
    branchLabels = java.util.Collections.unmodifiableSet(new LinkedHashSet<>(branchLabels));
    for (String label : branchLabels) {
      requireName("branch label", label, source);
    }
  }

  /** Whether it joins branches. */
  public boolean isMerge() {
    return downRevisions.size() > 1;
  }

  /** Whether it follows nothing. */
  public boolean isBase() {
    return downRevisions.isEmpty();
  }

  /** How people read it: identifier and message. */
  public String title() {
    return message.isEmpty() ? id : id + " (" + message + ")";
  }

  /** Refuses what a target could not name. */
  static void requireName(String what, String name, String source) {
    if (name == null || !NAME.matcher(name).matches() || RESERVED.contains(name)) {
      throw new RevisionException(
          Problem.BROKEN_FILES,
          "%s: \"%s\" cannot be a %s. Use letters, digits, \"_\" and \".\"; %s are words of the command."
              .formatted(source, name, what, "head, heads, base and current"));
    }
  }
}
