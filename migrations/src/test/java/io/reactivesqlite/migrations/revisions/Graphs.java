// SPDX-License-Identifier: Apache-2.0
package io.reactivesqlite.migrations.revisions;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Graphs in few words for tests: {@code "c < a b ~ d # label"} follows a and b, depends on d, and
 * is labelled.
 */
final class Graphs {

  private static final Pattern WORDS =
      Pattern.compile(
          "(?<id>\\S+)(?: <(?<down>[^~#]*))?(?: ~(?<depends>[^#]*))?(?: #(?<labels>.*))?");

  private Graphs() {}

  static RevisionGraph graph(String... revisions) {
    return RevisionGraph.of(Stream.of(revisions).map(Graphs::revision).toList());
  }

  static Revision revision(String words) {
    Matcher matcher = WORDS.matcher(words);
    if (!matcher.matches()) {
      throw new IllegalArgumentException(words);
    }
    String id = matcher.group("id");
    return new Revision(
        id,
        words(matcher.group("down")),
        words(matcher.group("depends")),
        Set.copyOf(words(matcher.group("labels"))),
        "",
        Optional.empty(),
        id + ".sql");
  }

  private static List<String> words(String text) {
    return text == null || text.isBlank() ? List.of() : List.of(text.strip().split(" +"));
  }

  static List<String> ids(List<Revision> revisions) {
    return revisions.stream().map(Revision::id).toList();
  }

  static Planner planner(RevisionGraph graph, String... applied) {
    return new Planner(graph, Set.of(applied));
  }

  /** A sound graph with branches, merges and dependencies, its revisions in random order. */
  static List<Revision> random(Random random) {
    int size = 1 + random.nextInt(40);
    List<Revision> revisions = new ArrayList<>();
    for (int at = 0; at < size; at++) {
      Set<String> down = new LinkedHashSet<>();
      int parents = at == 0 ? 0 : random.nextInt(20) == 0 ? 0 : random.nextInt(5) == 0 ? 2 : 1;
      for (int parent = 0; parent < parents; parent++) {
        down.add(name(Math.max(0, at - 1 - random.nextInt(4))));
      }
      Set<String> depends =
          at > 0 && random.nextInt(8) == 0 ? Set.of(name(random.nextInt(at))) : Set.of();
      Set<String> labels = random.nextInt(10) == 0 ? Set.of("label" + at) : Set.of();
      revisions.add(
          new Revision(
              name(at),
              List.copyOf(down),
              List.copyOf(depends),
              labels,
              "",
              Optional.empty(),
              "r"));
    }
    java.util.Collections.shuffle(revisions, random);
    return revisions;
  }

  private static String name(int at) {
    return "r%03d".formatted(at * 37 % 1000);
  }
}
