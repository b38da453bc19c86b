// SPDX-License-Identifier: Apache-2.0
package io.reactivesqlite.migrations.cli;

import io.reactivesqlite.migrations.revisions.Revision;
import io.reactivesqlite.migrations.revisions.RevisionDirectory;
import io.reactivesqlite.migrations.revisions.RevisionGraph;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** How a revision is shown: in one line, in many, or as JSON. */
final class RevisionLines {

  private final RevisionDirectory directory;
  private final RevisionGraph graph;
  private final Style style;
  private final Set<String> current;

  /** Marks these as current; none if the database was not asked. */
  RevisionLines(RevisionDirectory directory, Style style, Set<String> current) {
    this.directory = directory;
    this.graph = directory.graph();
    this.style = style;
    this.current = current;
  }

  /** Identifier and place in the graph. */
  String name(Revision revision) {
    return style.revision(revision.id()) + labels(revision) + marks(revision);
  }

  /** Name and message. */
  String titled(Revision revision) {
    return name(revision) + (revision.message().isEmpty() ? "" : ", " + revision.message());
  }

  /** What it follows, name and message. */
  String line(Revision revision) {
    String down = revision.isBase() ? "<base>" : String.join(", ", revision.downRevisions());
    return down + " -> " + titled(revision);
  }

  /** Everything. */
  List<String> verbose(Revision revision) {
    List<String> lines = new ArrayList<>();
    lines.add("Rev: " + name(revision));
    lines.add(
        (revision.isMerge() ? "Merges: " : "Parent: ")
            + (revision.isBase() ? "<base>" : String.join(", ", revision.downRevisions())));
    if (!revision.dependsOn().isEmpty()) {
      lines.add("Also depends on: " + String.join(", ", revision.dependsOn()));
    }
    if (graph.isBranchPoint(revision)) {
      lines.add(
          "Branches into: "
              + String.join(", ", graph.children(revision).stream().map(Revision::id).toList()));
    }
    if (!graph.branchesOf(revision).isEmpty()) {
      lines.add("Branch names: " + String.join(", ", graph.branchesOf(revision)));
    }
    lines.add("Path: " + revision.source());
    revision.date().ifPresent(date -> lines.add("Date: " + date));
    if (!revision.message().isEmpty()) {
      lines.add("");
      lines.add("    " + revision.message());
    }
    return lines;
  }

  Map<String, Object> json(Revision revision) {
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("id", revision.id());
    json.put("message", revision.message());
    json.put("down", revision.downRevisions());
    json.put("dependsOn", revision.dependsOn());
    json.put("labels", revision.branchLabels());
    json.put("branches", graph.branchesOf(revision));
    json.put("head", graph.children(revision).isEmpty());
    json.put("branchPoint", graph.isBranchPoint(revision));
    json.put("mergePoint", revision.isMerge());
    json.put("current", current.contains(revision.id()));
    json.put("date", revision.date().map(Object::toString));
    json.put("path", directory.file(revision).path());
    return json;
  }

  private String labels(Revision revision) {
    return revision.branchLabels().isEmpty()
        ? ""
        : " (" + String.join(", ", revision.branchLabels().stream().sorted().toList()) + ")";
  }

  private String marks(Revision revision) {
    StringBuilder marks = new StringBuilder();
    if (graph.children(revision).isEmpty()) {
      marks.append(" (head)");
    }
    if (graph.isBranchPoint(revision)) {
      marks.append(" (branchpoint)");
    }
    if (revision.isMerge()) {
      marks.append(" (mergepoint)");
    }
    if (current.contains(revision.id())) {
      marks.append(style.good(" (current)"));
    }
    return marks.toString();
  }
}
