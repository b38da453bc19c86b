// SPDX-License-Identifier: Apache-2.0
package io.reactivesqlite.migrations.revisions;

import static java.util.stream.Collectors.joining;

import io.reactivesqlite.migrations.revisions.RevisionException.Problem;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.Comparator;
import java.util.Deque;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.PriorityQueue;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;

/**
 * All revisions and how they follow each other. It is sound by construction: identifiers and labels
 * are unique, parents exist, nothing goes in circles.
 *
 * <p>Two kinds of arrows: a revision <em>follows</em> its down revisions (that makes branches and
 * heads), and it <em>needs</em> those and what it depends on (that makes the order).
 */
public final class RevisionGraph {

  // Shorter ones are more often a slip ("upgrade 2" for "upgrade +2") than a name.
  private static final int SHORTEST_PREFIX = 3;

  private static final Comparator<Revision> BY_AGE =
      Comparator.comparing(
              (Revision revision) -> revision.date().orElse(null),
              Comparator.nullsFirst(Comparator.naturalOrder()))
          .thenComparing(Revision::id);

  private final Map<String, Revision> byId = new LinkedHashMap<>();
  private final Map<String, String> idByLabel = new LinkedHashMap<>();
  private final Map<String, List<String>> needs = new HashMap<>();
  private final Map<String, List<String>> neededBy = new HashMap<>();
  private final Map<String, List<String>> children = new HashMap<>();
  private final Map<String, Set<String>> labels = new HashMap<>();
  private final List<Revision> ordered;

  private RevisionGraph(Collection<Revision> revisions) {
    for (Revision revision : revisions) {
      Revision other = byId.putIfAbsent(revision.id(), revision);
      if (other != null) {
        throw broken(
            "Revision %s stands in two files: %s and %s. Give one of them a new id; if both are copies, delete one."
                .formatted(revision.id(), other.source(), revision.source()));
      }
    }
    revisions.forEach(this::addLabels);
    revisions.forEach(this::addArrows);
    ordered = List.copyOf(order());
    ordered.forEach(this::spreadLabels);
  }

  /** Makes the graph, or says which file has to be mended and how. */
  public static RevisionGraph of(Collection<Revision> revisions) {
    return new RevisionGraph(revisions);
  }

  /**
   * All revisions, each after everything it needs; older ones first where the graph leaves a
   * choice.
   */
  public List<Revision> revisions() {
    return ordered;
  }

  /** The revision with exactly this identifier. */
  public Optional<Revision> find(String id) {
    return Optional.ofNullable(byId.get(id));
  }

  /** Revisions that no other follows. */
  public List<Revision> heads() {
    return headsOf(byId.keySet());
  }

  /** Revisions that follow none. */
  public List<Revision> bases() {
    return ordered.stream().filter(Revision::isBase).toList();
  }

  /** Revisions that several follow. */
  public List<Revision> branchPoints() {
    return ordered.stream().filter(this::isBranchPoint).toList();
  }

  /**
   * The revisions among these that none of these follows. Identifiers that the graph does not know
   * are left out.
   */
  public List<Revision> headsOf(Set<String> ids) {
    return ordered.stream()
        .filter(revision -> ids.contains(revision.id()))
        .filter(revision -> Collections.disjoint(children.get(revision.id()), ids))
        .toList();
  }

  /** The revisions that follow this one. */
  public List<Revision> children(Revision revision) {
    return children.get(revision.id()).stream().map(byId::get).toList();
  }

  /** The revisions that this one follows. */
  public List<Revision> parents(Revision revision) {
    return revision.downRevisions().stream().map(byId::get).toList();
  }

  /** Whether several revisions follow this one. */
  public boolean isBranchPoint(Revision revision) {
    return children.get(revision.id()).size() > 1;
  }

  /** The labels of the branches that this revision belongs to. */
  public Set<String> branchesOf(Revision revision) {
    return Collections.unmodifiableSet(labels.get(revision.id()));
  }

  /**
   * The revisions of a branch: from its label downwards to where it left another, and everything
   * that follows.
   */
  public List<Revision> branch(String label) {
    if (!idByLabel.containsKey(label)) {
      throw new RevisionException(
          Problem.NOT_FOUND,
          "No branch is labelled \"%s\". %s"
              .formatted(
                  label,
                  idByLabel.isEmpty()
                      ? "No revision has a branch label."
                      : "Labels: " + String.join(", ", new TreeSet<>(idByLabel.keySet())) + "."));
    }
    return ordered.stream().filter(revision -> labels.get(revision.id()).contains(label)).toList();
  }

  /**
   * The revision that goes by this identifier, branch label or unique beginning of an identifier.
   */
  public Revision resolve(String name) {
    return resolve(name, ordered);
  }

  /** The same among some revisions only. */
  Revision resolve(String name, List<Revision> among) {
    String exact = byId.containsKey(name) ? name : idByLabel.get(name);
    List<Revision> found =
        among.stream()
            .filter(
                revision ->
                    exact != null
                        ? revision.id().equals(exact)
                        : name.length() >= SHORTEST_PREFIX && revision.id().startsWith(name))
            .toList();
    if (found.isEmpty()) {
      throw new RevisionException(Problem.NOT_FOUND, notFound(name, exact, among));
    }
    if (found.size() > 1) {
      throw new RevisionException(
          Problem.AMBIGUOUS,
          "\"%s\" is the beginning of several revisions: %s. Write more of it."
              .formatted(name, titles(found)));
    }
    return found.get(0);
  }

  private String notFound(String name, String exact, List<Revision> among) {
    if (exact != null) {
      return "Revision %s does not belong to that branch; it has %s."
          .formatted(exact, titles(among));
    }
    if (name.length() < SHORTEST_PREFIX) {
      return "No revision is called \"%s\". For a relative step write \"+%s\" or \"-%s\"; a beginning needs at least %d characters."
          .formatted(name, name, name, SHORTEST_PREFIX);
    }
    return "No revision is called \"%s\", and none begins so. \"history\" lists them all; the newest: %s."
        .formatted(name, heads().isEmpty() ? "none" : titles(heads()));
  }

  /** These and everything they need, however far away. */
  public Set<String> withNeeded(Collection<String> ids) {
    return reach(ids, needs);
  }

  /** These and everything that needs them, however far away. */
  public Set<String> withDependents(Collection<String> ids) {
    return reach(ids, neededBy);
  }

  /** These and everything that follows them, however far away. */
  public Set<String> withFollowers(Collection<String> ids) {
    return reach(ids, children);
  }

  /** These and everything they follow, however far away. */
  public Set<String> withFollowed(Collection<String> ids) {
    return reach(ids, id -> byId.get(id).downRevisions());
  }

  /** The revisions with these identifiers, each after everything it needs. */
  public List<Revision> inOrder(Set<String> ids) {
    return ordered.stream().filter(revision -> ids.contains(revision.id())).toList();
  }

  /** Identifiers with their messages, for people. */
  static String titles(Collection<Revision> revisions) {
    return revisions.stream().map(Revision::title).collect(joining(", "));
  }

  private static Set<String> reach(Collection<String> from, Map<String, List<String>> arrows) {
    return reach(from, arrows::get);
  }

  private static Set<String> reach(Collection<String> from, Function<String, List<String>> arrows) {
    Set<String> reached = new LinkedHashSet<>(from);
    Deque<String> open = new ArrayDeque<>(reached);
    while (!open.isEmpty()) {
      for (String next : arrows.apply(open.pop())) {
        if (reached.add(next)) {
          open.push(next);
        }
      }
    }
    return reached;
  }

  private void addLabels(Revision revision) {
    for (String label : revision.branchLabels()) {
      Revision sameName = byId.get(label);
      String other = sameName != null ? label : idByLabel.putIfAbsent(label, revision.id());
      if (other != null) {
        throw broken(
            "%s: branch label \"%s\" of revision %s is taken by revision %s (%s). Choose another label."
                .formatted(
                    revision.source(), label, revision.id(), other, byId.get(other).source()));
      }
    }
  }

  private void addArrows(Revision revision) {
    children.computeIfAbsent(revision.id(), id -> new ArrayList<>());
    neededBy.computeIfAbsent(revision.id(), id -> new ArrayList<>());
    Set<String> needed = new LinkedHashSet<>();
    for (String parent : revision.downRevisions()) {
      needed.add(requireKnown(revision, "follows", "down-revision", parent));
      children.computeIfAbsent(parent, id -> new ArrayList<>()).add(revision.id());
    }
    for (String name : revision.dependsOn()) {
      String dependency = idByLabel.getOrDefault(name, name);
      needed.add(requireKnown(revision, "depends on", "depends-on", dependency));
    }
    for (String id : needed) {
      neededBy.computeIfAbsent(id, other -> new ArrayList<>()).add(revision.id());
    }
    needs.put(revision.id(), List.copyOf(needed));
  }

  private String requireKnown(Revision revision, String verb, String key, String id) {
    if (!byId.containsKey(id)) {
      throw broken(
          "%s: revision %s %s revision %s, which is in none of the files. Bring that file back (was it merged, or deleted?), or correct \"%s\" in the header."
              .formatted(revision.source(), revision.id(), verb, id, key));
    }
    return id;
  }

  private List<Revision> order() {
    Map<String, Integer> open = new HashMap<>();
    PriorityQueue<Revision> ready = new PriorityQueue<>(BY_AGE);
    for (Revision revision : byId.values()) {
      int count = needs.get(revision.id()).size();
      open.put(revision.id(), count);
      if (count == 0) {
        ready.add(revision);
      }
    }
    List<Revision> result = new ArrayList<>(byId.size());
    while (!ready.isEmpty()) {
      Revision next = ready.poll();
      result.add(next);
      for (String id : neededBy.get(next.id())) {
        if (open.merge(id, -1, Integer::sum) == 0) {
          ready.add(byId.get(id));
        }
      }
    }
    if (result.size() < byId.size()) {
      throw broken(cycle(open));
    }
    return result;
  }

  private String cycle(Map<String, Integer> open) {
    List<String> path = new ArrayList<>();
    String id = byId.keySet().stream().filter(each -> open.get(each) > 0).findFirst().orElseThrow();
    while (!path.contains(id)) {
      path.add(id);
      id = needs.get(id).stream().filter(each -> open.get(each) > 0).findFirst().orElseThrow();
    }
    path = path.subList(path.indexOf(id), path.size());
    String files =
        path.stream()
            .map(each -> each + " (" + byId.get(each).source() + ")")
            .collect(joining(" needs "));
    return "Revisions go in a circle: %s needs %s. Correct \"down-revision\" or \"depends-on\" in one of these headers."
        .formatted(files, id);
  }

  // In topological order, so that a revision's own parents are done; walking up stops where the
  // branch left another.
  private void spreadLabels(Revision revision) {
    labels.computeIfAbsent(revision.id(), id -> new TreeSet<>());
    if (revision.branchLabels().isEmpty()) {
      return;
    }
    for (String id : withFollowers(List.of(revision.id()))) {
      labels.computeIfAbsent(id, each -> new TreeSet<>()).addAll(revision.branchLabels());
    }
    Revision at = revision;
    while (at.downRevisions().size() == 1) {
      at = byId.get(at.downRevisions().get(0));
      if (isBranchPoint(at) || at.isMerge()) {
        return;
      }
      labels.computeIfAbsent(at.id(), each -> new TreeSet<>()).addAll(revision.branchLabels());
    }
  }

  private static RevisionException broken(String message) {
    return new RevisionException(Problem.BROKEN_FILES, message);
  }
}
