// SPDX-License-Identifier: Apache-2.0
package io.reactivesqlite.migrations.revisions;

import io.reactivesqlite.migrations.revisions.Plan.Direction;
import io.reactivesqlite.migrations.revisions.RevisionException.Problem;
import io.reactivesqlite.migrations.revisions.Target.Word;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;

/**
 * The way from what a database has to a target. Pure: it asks the graph and a set of applied
 * identifiers, and nothing else.
 */
public final class Planner {

  private final RevisionGraph graph;
  private final Set<String> applied;
  private final Walk walk;

  /** Plans for a database that has these revisions. */
  public Planner(RevisionGraph graph, Set<String> applied) {
    this.graph = Objects.requireNonNull(graph);
    this.applied = Set.copyOf(applied);
    this.walk = new Walk(graph, this.applied);
  }

  /** What has to run so that the target is applied, with everything it needs. */
  public Plan upgrade(Target target) {
    requireKnown();
    if (target.point() == Word.BASE && target.steps() == 0) {
      throw new RevisionException(
          Problem.USAGE,
          "There is nothing below base to upgrade from. To undo everything: downgrade base.");
    }
    if (target.point() == Word.CURRENT && target.steps() < 0) {
      throw new RevisionException(
          Problem.USAGE, "\"%s\" goes down. Write: downgrade %s".formatted(target, target));
    }
    Set<String> wanted = new LinkedHashSet<>(graph.withNeeded(ids(walk.resolve(target))));
    wanted.removeAll(applied);
    return new Plan(Direction.UPGRADE, graph.inOrder(wanted));
  }

  /** What has to be undone so that the target is the newest of its line. */
  public Plan downgrade(Target target) {
    requireKnown();
    Set<String> undone = new LinkedHashSet<>(graph.withDependents(undoneFirst(target)));
    undone.retainAll(applied);
    List<Revision> steps = new ArrayList<>(graph.inOrder(undone));
    Collections.reverse(steps);
    return new Plan(Direction.DOWNGRADE, steps);
  }

  // The lowest ones that go; what needs them goes with them.
  private Set<String> undoneFirst(Target target) {
    if (target.point() == Word.CURRENT && target.steps() > 0) {
      throw new RevisionException(
          Problem.USAGE, "\"%s\" goes up. Write: upgrade %s".formatted(target, target));
    }
    if (target.point() == Word.CURRENT && target.steps() < 0) {
      return Set.of(walk.lowestOfLast(-target.steps(), target.branch()).id());
    }
    if (target.point() == Word.BASE && target.steps() == 0) {
      return target.branch().isPresent() ? ids(walk.members(target.branch())) : applied;
    }
    if (target.steps() < 0) {
      Revision from = walk.single(walk.points(target), target);
      Revision lowest = walk.below(from, -target.steps() - 1, target.branch());
      graph.parents(lowest).forEach(this::requireApplied);
      return Set.of(lowest.id());
    }
    List<Revision> stay = walk.resolve(target);
    Set<String> goes = new LinkedHashSet<>();
    for (Revision revision : stay) {
      requireApplied(revision);
      graph.children(revision).forEach(child -> goes.add(child.id()));
    }
    goes.retainAll(ids(walk.members(target.branch())));
    return goes;
  }

  /**
   * What a stamp to these targets writes down; a purge also forgets every other line, and revisions
   * that no file has.
   */
  public StampPlan stamp(Collection<Target> targets, boolean purge) {
    Set<String> newest = new LinkedHashSet<>();
    boolean everything = purge;
    for (Target target : targets) {
      everything |= target.equals(Target.BASE);
      newest.addAll(ids(walk.resolve(target)));
    }
    Set<String> kept = graph.withNeeded(newest);
    Set<String> forgotten = new LinkedHashSet<>();
    if (everything) {
      forgotten.addAll(applied);
    } else {
      requireKnown();
      for (Target target : targets) {
        if (target.point() == Word.BASE) {
          forgotten.addAll(ids(walk.members(target.branch())));
        }
      }
      newest.forEach(id -> forgotten.addAll(ids(graph.children(graph.find(id).orElseThrow()))));
      forgotten.addAll(graph.withDependents(Set.copyOf(forgotten)));
      forgotten.retainAll(applied);
    }
    forgotten.removeAll(kept);
    Set<String> recorded = new LinkedHashSet<>(kept);
    recorded.removeAll(applied);
    return new StampPlan(graph.inOrder(recorded), forgotten);
  }

  /** The revisions of a range with both ends, each after everything it needs. */
  public List<Revision> history(RevisionRange range) {
    List<Revision> to = range.to().map(walk::resolve).orElseGet(graph::heads);
    Set<String> selected = new LinkedHashSet<>(graph.withFollowed(ids(to)));
    List<Revision> from = range.from().map(walk::resolve).orElse(List.of());
    if (!from.isEmpty()) {
      selected.retainAll(graph.withFollowers(ids(from)));
    }
    return graph.inOrder(selected);
  }

  /** The revisions that a target stands for; none for base. */
  public List<Revision> resolve(Target target) {
    return walk.resolve(target);
  }

  /** The newest revisions that the database has. */
  public List<Revision> current() {
    return graph.headsOf(applied);
  }

  /** Everything that upgrading to every head would run. */
  public List<Revision> pending() {
    return graph.revisions().stream().filter(revision -> !applied.contains(revision.id())).toList();
  }

  /** Identifiers that the database has and no file does: it was migrated by newer files. */
  public Set<String> unknown() {
    Set<String> unknown = new LinkedHashSet<>(applied);
    unknown.removeIf(id -> graph.find(id).isPresent());
    return unknown;
  }

  private void requireKnown() {
    Set<String> unknown = unknown();
    if (!unknown.isEmpty()) {
      throw new RevisionException(
          Problem.DRIFT,
          "The database is newer than the files: revision %s is applied there, and none of the files has it. Bring the files up to date, or forget it with: stamp --purge <revision>"
              .formatted(String.join(", ", unknown)));
    }
  }

  private void requireApplied(Revision revision) {
    if (!applied.contains(revision.id())) {
      throw new RevisionException(
          Problem.USAGE,
          "Revision %s is not applied, so there is no way down to it. Applied now: %s."
              .formatted(
                  revision.title(),
                  current().isEmpty() ? "nothing" : RevisionGraph.titles(current())));
    }
  }

  private static Set<String> ids(Collection<Revision> revisions) {
    Set<String> ids = new LinkedHashSet<>();
    revisions.forEach(revision -> ids.add(revision.id()));
    return ids;
  }
}
