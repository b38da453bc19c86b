// SPDX-License-Identifier: Apache-2.0
package io.reactivesqlite.migrations.revisions;

import io.reactivesqlite.migrations.revisions.RevisionException.Problem;
import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.OffsetDateTime;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;

/** Writes new revisions, and the root change log for stock Liquibase. */
public final class RevisionWriter {

  private static final int RANDOM_ID_DIGITS = 12;

  private final RevisionLayout layout;
  private final Clock clock;

  /** A writer for this layout. */
  public RevisionWriter(RevisionLayout layout) {
    this(layout, Clock.systemUTC());
  }

  /** The same with a clock of one's own, for files that do not change with the day. */
  public RevisionWriter(RevisionLayout layout, Clock clock) {
    this.layout = Objects.requireNonNull(layout);
    this.clock = Objects.requireNonNull(clock);
  }

  /** Writes a new revision, and checks first that it fits the others. */
  public RevisionFile create(NewRevision wanted) {
    Draft draft = draft(wanted);
    write(draft.file(), draft.text());
    RevisionDirectory after = RevisionDirectory.read(layout.locations());
    layout.changelog().ifPresent(changelog -> writeChangelog(after, changelog));
    return after.file(after.graph().resolve(draft.revision().id()));
  }

  /** What {@link #create} would write, without writing it. */
  public String preview(NewRevision wanted) {
    return draft(wanted).text();
  }

  private record Draft(Revision revision, Path file, String text) {}

  private Draft draft(NewRevision wanted) {
    RevisionGraph graph = RevisionDirectory.read(layout.locations()).graph();
    OffsetDateTime now =
        OffsetDateTime.ofInstant(clock.instant(), layout.zone()).truncatedTo(ChronoUnit.SECONDS);
    String id = wanted.id().orElseGet(RevisionWriter::randomId);
    Path file =
        folder(wanted)
            .resolve(
                FileTemplate.fill(layout.fileTemplate(), id, wanted.message(), now)
                    + wanted.format().extension());
    Revision revision =
        new Revision(
            id,
            parents(graph, wanted),
            wanted.dependsOn().stream().map(name -> dependency(graph, name)).toList(),
            wanted.branchLabels(),
            wanted.message(),
            Optional.of(now),
            file.toString());
    List<Revision> together = new ArrayList<>(graph.revisions());
    together.add(revision);
    RevisionGraph.of(together);
    return new Draft(
        revision, file, RevisionText.write(wanted.format(), revision, layout, wanted.content()));
  }

  /** Writes a revision that joins others and changes nothing else. */
  public RevisionFile merge(
      String message,
      List<Target> targets,
      Optional<String> id,
      Set<String> labels,
      Format format) {
    RevisionGraph graph = RevisionDirectory.read(layout.locations()).graph();
    Planner planner = new Planner(graph, Set.of());
    Set<Revision> joined = new LinkedHashSet<>();
    targets.forEach(target -> joined.addAll(planner.resolve(target)));
    if (joined.size() < 2) {
      throw new RevisionException(
          Problem.USAGE,
          "A merge joins at least two revisions; here %s. Heads now: %s."
              .formatted(
                  joined.isEmpty() ? "is none" : "is " + RevisionGraph.titles(joined),
                  graph.heads().isEmpty() ? "none" : RevisionGraph.titles(graph.heads())));
    }
    return create(
        new NewRevision(
            message.isBlank()
                ? "merge " + String.join(" and ", joined.stream().map(Revision::id).toList())
                : message,
            id,
            joined.stream().map(revision -> Target.of(revision.id())).toList(),
            false,
            List.of(),
            labels,
            format,
            Optional.empty(),
            Optional.of(RevisionText.nothing(format))));
  }

  /**
   * Writes a change log that includes all revisions, each after everything it needs, for stock
   * Liquibase, Quarkus and others.
   */
  public void writeChangelog(RevisionDirectory directory, Path changelog) {
    String name = changelog.toString();
    if (Format.ofFile(name).orElse(null) != Format.YAML) {
      throw new RevisionException(
          Problem.USAGE, "%s: the root change log is written as YAML; name it so.".formatted(name));
    }
    Path folder = Objects.requireNonNullElse(changelog.toAbsolutePath().getParent(), changelog);
    StringBuilder text = new StringBuilder();
    text.append("# Written by sqlite-migrate: all revisions, each after everything it needs.\n")
        .append("databaseChangeLog:\n");
    for (Revision revision : directory.graph().revisions()) {
      Path file = directory.file(revision).onDisk().orElseThrow().toAbsolutePath();
      String relative = folder.relativize(file).toString().replace('\\', '/');
      text.append("  - include:\n      file: ")
          .append(RevisionText.quoted(relative))
          .append("\n      relativeToChangelogFile: true\n");
    }
    if (directory.graph().revisions().isEmpty()) {
      text.append("  []\n");
    }
    try {
      Files.createDirectories(folder);
      Files.writeString(changelog, text);
    } catch (IOException failure) {
      throw unwritable(changelog, failure);
    }
  }

  private Path folder(NewRevision wanted) {
    if (wanted.location().isEmpty()) {
      return layout.locations().get(0);
    }
    Path chosen = wanted.location().get().toAbsolutePath().normalize();
    return layout.locations().stream()
        .filter(location -> location.toAbsolutePath().normalize().equals(chosen))
        .findFirst()
        .orElseThrow(
            () ->
                new RevisionException(
                    Problem.USAGE,
                    "%s is no version location. Choose one of %s, or add it to the configuration."
                        .formatted(wanted.location().get(), layout.locations())));
  }

  private static List<String> parents(RevisionGraph graph, NewRevision wanted) {
    Planner planner = new Planner(graph, Set.of());
    Set<String> parents = new LinkedHashSet<>();
    for (Target target : wanted.heads()) {
      if (target.equals(Target.HEAD) && graph.revisions().isEmpty()) {
        continue;
      }
      for (Revision parent : planner.resolve(target)) {
        if (!wanted.splice() && !graph.children(parent).isEmpty()) {
          throw new RevisionException(
              Problem.USAGE,
              "%s is followed by %s, so a revision on it begins a branch. Say --splice if that is meant."
                  .formatted(parent.title(), RevisionGraph.titles(graph.children(parent))));
        }
        parents.add(parent.id());
      }
    }
    return List.copyOf(parents);
  }

  // A label stays a label: it names whatever carries it later.
  private static String dependency(RevisionGraph graph, String name) {
    Revision found = graph.resolve(name);
    return found.branchLabels().contains(name) ? name : found.id();
  }

  private static void write(Path file, String text) {
    try {
      Files.createDirectories(file.toAbsolutePath().getParent());
      Files.writeString(file, text, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
    } catch (FileAlreadyExistsException exists) {
      throw new RevisionException(
          Problem.USAGE,
          "%s exists already. Choose another id or message.".formatted(file),
          exists);
    } catch (IOException failure) {
      throw unwritable(file, failure);
    }
  }

  private static RevisionException unwritable(Path file, IOException failure) {
    return new RevisionException(
        Problem.FAILED, "%s cannot be written: %s".formatted(file, failure.getMessage()), failure);
  }

  /** An identifier that nobody else has. */
  public static String randomId() {
    SecureRandom random = new SecureRandom();
    StringBuilder id = new StringBuilder();
    for (int digit = 0; digit < RANDOM_ID_DIGITS; digit++) {
      id.append(Character.forDigit(random.nextInt(16), 16));
    }
    return id.toString();
  }
}
