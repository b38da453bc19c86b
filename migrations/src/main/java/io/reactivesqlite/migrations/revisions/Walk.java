// SPDX-License-Identifier: Apache-2.0
package io.reactivesqlite.migrations.revisions;

import io.reactivesqlite.migrations.revisions.RevisionException.Problem;
import io.reactivesqlite.migrations.revisions.Target.Named;
import io.reactivesqlite.migrations.revisions.Target.Word;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Finds what a target stands for, step by step; where a step has more than one way it asks for a
 * branch instead of guessing.
 */
final class Walk {

  private final RevisionGraph graph;
  private final Set<String> applied;

  Walk(RevisionGraph graph, Set<String> applied) {
    this.graph = graph;
    this.applied = applied;
  }

  /** The revisions of a target; none for base. */
  List<Revision> resolve(Target target) {
    List<Revision> points = points(target);
    if (target.steps() == 0) {
      return points;
    }
    if (target.steps() > 0) {
      return List.of(above(points, target));
    }
    Revision lowest = below(single(points, target), -target.steps() - 1, target.branch());
    return graph.parents(lowest).size() > 1
        ? List.of(oneParent(lowest, target.branch()))
        : graph.parents(lowest);
  }

  /** Where the target starts, before its steps. */
  List<Revision> points(Target target) {
    List<Revision> members = members(target.branch());
    if (target.point() instanceof Named named) {
      return List.of(graph.resolve(named.name(), withFollowed(members)));
    }
    return switch ((Word) target.point()) {
      case BASE -> List.of();
      case HEADS -> within(graph.heads(), members);
      case CURRENT -> within(graph.headsOf(applied), members);
      case HEAD -> oneHead(within(graph.heads(), members), target.branch());
    };
  }

  /** The lowest of the last so many applied revisions. */
  Revision lowestOfLast(int count, Optional<String> branch) {
    List<Revision> members = members(branch);
    List<Revision> newest = within(graph.headsOf(applied), members);
    if (newest.isEmpty()) {
      throw new RevisionException(
          Problem.USAGE,
          branch
              .map(
                  label ->
                      "Nothing of branch %s is applied, so there is nothing to undo."
                          .formatted(label))
              .orElse("Nothing is applied, so there is nothing to undo."));
    }
    Revision lowest =
        below(single(newest, new Target(branch, Word.CURRENT, -count)), count - 1, branch);
    if (!members.contains(lowest)) {
      throw new RevisionException(
          Problem.USAGE,
          "-%d goes below branch %s, to %s, which other branches share. Name that revision to go there."
              .formatted(count, branch.orElseThrow(), lowest.title()));
    }
    return lowest;
  }

  /** So many revisions down from this one. */
  Revision below(Revision from, int steps, Optional<String> branch) {
    Revision at = from;
    for (int step = 0; step < steps; step++) {
      if (at.isBase()) {
        throw new RevisionException(
            Problem.USAGE,
            "There are only %d revisions from %s down to base. To undo all of them: downgrade base."
                .formatted(step + 1, from.title()));
      }
      at = oneParent(at, branch);
    }
    return at;
  }

  private Revision above(List<Revision> from, Target target) {
    List<Revision> members = members(target.branch());
    int steps = target.steps();
    if (from.isEmpty()) {
      from = List.of(oneUp(lowest(members), "base", target));
      steps--;
    }
    Revision at = single(from, target);
    for (int step = 0; step < steps; step++) {
      List<Revision> next = within(graph.children(at), members);
      if (next.isEmpty()) {
        throw new RevisionException(
            Problem.USAGE,
            "\"%s\" goes too far: %s is the newest there is. To go there: upgrade %s"
                .formatted(
                    target,
                    at.title(),
                    target.branch().map(label -> label + "@head").orElse("head")));
      }
      at = oneUp(next, at.id(), target);
    }
    return at;
  }

  private Revision oneUp(List<Revision> next, String after, Target target) {
    if (next.isEmpty()) {
      throw new RevisionException(
          Problem.NOT_FOUND, "There are no revisions. Write the first: revision -m \"...\"");
    }
    if (next.size() > 1) {
      throw new RevisionException(
          Problem.AMBIGUOUS,
          "\"%s\" has several ways up from %s: %s. Name one of them, or the branch: <branch>@%s"
              .formatted(target, after, RevisionGraph.titles(next), withoutBranch(target)));
    }
    return next.get(0);
  }

  private Revision oneParent(Revision at, Optional<String> branch) {
    List<Revision> parents = graph.parents(at);
    if (parents.size() > 1) {
      parents = within(parents, members(branch));
    }
    if (parents.size() != 1) {
      throw new RevisionException(
          Problem.AMBIGUOUS,
          "%s joins several branches, so there is no one way down from it: %s. Name one of them, or a branch: <branch>@-1"
              .formatted(at.title(), RevisionGraph.titles(graph.parents(at))));
    }
    return parents.get(0);
  }

  /** The only one, where a relative step needs one to start from. */
  Revision single(List<Revision> points, Target target) {
    if (points.isEmpty()) {
      throw new RevisionException(
          Problem.USAGE, "\"%s\" has nothing to count from.".formatted(target));
    }
    if (points.size() > 1) {
      throw new RevisionException(
          Problem.AMBIGUOUS,
          "\"%s\" counts from one revision, and here are several: %s. Name one (%s%+d), or the branch: <branch>@%s"
              .formatted(
                  target,
                  RevisionGraph.titles(points),
                  points.get(0).id(),
                  target.steps(),
                  withoutBranch(target)));
    }
    return points.get(0);
  }

  private List<Revision> oneHead(List<Revision> heads, Optional<String> branch) {
    if (heads.isEmpty()) {
      throw new RevisionException(
          Problem.NOT_FOUND, "There are no revisions. Write the first: revision -m \"...\"");
    }
    if (heads.size() > 1) {
      throw new RevisionException(
          Problem.SEVERAL_HEADS,
          "%s several heads: %s. Say heads for all of them, name one, or join them: merge heads"
              .formatted(
                  branch.map(label -> "Branch " + label + " has").orElse("There are"),
                  RevisionGraph.titles(heads)));
    }
    return heads;
  }

  private List<Revision> lowest(List<Revision> members) {
    return members.stream()
        .filter(member -> within(graph.parents(member), members).isEmpty())
        .toList();
  }

  /** The revisions to stay on. */
  List<Revision> members(Optional<String> branch) {
    return branch.map(this::lineOf).orElseGet(graph::revisions);
  }

  // "branch@…" also takes a revision instead of a label: then its line is itself and what follows
  // it.
  private List<Revision> lineOf(String name) {
    return graph.revisions().stream().anyMatch(revision -> revision.branchLabels().contains(name))
            || graph.find(name).isEmpty()
        ? graph.branch(name)
        : graph.inOrder(graph.withFollowers(List.of(name)));
  }

  // The revision where a branch left another is no member of it, and yet a place to go back to.
  private List<Revision> withFollowed(List<Revision> members) {
    return graph.inOrder(graph.withFollowed(members.stream().map(Revision::id).toList()));
  }

  private static List<Revision> within(List<Revision> revisions, List<Revision> members) {
    return revisions.stream().filter(members::contains).toList();
  }

  private static String withoutBranch(Target target) {
    return new Target(Optional.empty(), target.point(), target.steps()).toString();
  }
}
