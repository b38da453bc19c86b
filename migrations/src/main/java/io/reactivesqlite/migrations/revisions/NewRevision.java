// SPDX-License-Identifier: Apache-2.0
package io.reactivesqlite.migrations.revisions;

import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;

/**
 * What a new revision shall be.
 *
 * @param message one line for people; names the file
 * @param id its identifier, or none for a random one
 * @param heads what it follows; {@link Target#HEAD} by default, {@link Target#BASE} for a new
 *     beginning
 * @param splice whether it may follow a revision that is no head, and so begin a branch
 * @param dependsOn revisions or branch labels of other branches that it needs
 * @param branchLabels names of the branch that begins with it
 * @param format how to write it
 * @param location in which version location, or none for the first
 * @param content its changes, or none for a form to fill in
 */
public record NewRevision(
    String message,
    Optional<String> id,
    List<Target> heads,
    boolean splice,
    List<String> dependsOn,
    Set<String> branchLabels,
    Format format,
    Optional<Path> location,
    Optional<Content> content) {

  /**
   * The changes in the words of the format: SQL statements, or the YAML or XML of a list of
   * changes.
   *
   * @param upgrade what it does
   * @param downgrade what undoes it; none where Liquibase knows by itself
   */
  public record Content(String upgrade, Optional<String> downgrade) {
    public Content {
      Objects.requireNonNull(upgrade);
      Objects.requireNonNull(downgrade);
    }
  }

  public NewRevision {
    message = message.strip().replaceAll("\\s+", " ");
    heads = List.copyOf(heads);
    dependsOn = List.copyOf(dependsOn);
    branchLabels = Set.copyOf(branchLabels);
  }

  /** A revision on top of the one head. */
  public static NewRevision named(String message) {
    return new NewRevision(
        message,
        Optional.empty(),
        List.of(Target.HEAD),
        false,
        List.of(),
        Set.of(),
        Format.SQL,
        Optional.empty(),
        Optional.empty());
  }

  /** The same with changes. */
  public NewRevision with(Content changes) {
    return new NewRevision(
        message,
        id,
        heads,
        splice,
        dependsOn,
        branchLabels,
        format,
        location,
        Optional.of(changes));
  }

  /** The same with an identifier of one's own. */
  public NewRevision withId(String wanted) {
    return new NewRevision(
        message,
        Optional.of(wanted),
        heads,
        splice,
        dependsOn,
        branchLabels,
        format,
        location,
        content);
  }

  /** The same in another format. */
  public NewRevision in(Format wanted) {
    return new NewRevision(
        message, id, heads, splice, dependsOn, branchLabels, wanted, location, content);
  }

  /** The same on top of other revisions. */
  public NewRevision following(Target... targets) {
    return new NewRevision(
        message, id, List.of(targets), splice, dependsOn, branchLabels, format, location, content);
  }
}
