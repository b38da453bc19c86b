// SPDX-License-Identifier: Apache-2.0
package io.reactivesqlite.migrations.revisions;

import static io.reactivesqlite.migrations.revisions.Graphs.ids;
import static org.assertj.core.api.Assertions.assertThat;

import io.reactivesqlite.migrations.Seeds;
import java.util.Collections;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.stream.LongStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What holds for every graph, tried on random ones; the seed is the name of the test. */
class RandomGraphTest {

  private static final int STEPS = 30;

  static LongStream seeds() {
    return Seeds.of(100);
  }

  @ParameterizedTest(name = "seed {0}")
  @MethodSource("seeds")
  void everyPlanLeavesACompleteHistory(long seed) {
    Random random = new Random(seed);
    List<Revision> revisions = Graphs.random(random);
    RevisionGraph graph = RevisionGraph.of(revisions);
    assertOrder(graph);

    Set<String> applied = new LinkedHashSet<>();
    for (int step = 0; step < STEPS; step++) {
      Planner planner = new Planner(graph, applied);
      Target target = Target.of(pick(random, graph.revisions()).id());
      if (random.nextBoolean()) {
        runUp(applied, planner.upgrade(target));
        assertThat(applied).contains(((Target.Named) target.point()).name());
      } else if (!applied.isEmpty()) {
        Revision lowest = pick(random, graph.inOrder(applied));
        runDown(graph, applied, planner.downgrade(Target.of(lowest.id())));
        assertThat(applied).contains(lowest.id());
        assertThat(Collections.disjoint(ids(graph.children(lowest)), applied)).isTrue();
      }
      assertThat(graph.withNeeded(applied)).as("nothing is missing below").isEqualTo(applied);
    }
    runUp(applied, new Planner(graph, applied).upgrade(Target.HEADS));
    assertThat(applied).hasSameSizeAs(revisions);
    runDown(graph, applied, new Planner(graph, applied).downgrade(Target.BASE));
    assertThat(applied).isEmpty();
  }

  @ParameterizedTest(name = "seed {0}")
  @MethodSource("seeds")
  void theOrderOfTheFilesDoesNotMatter(long seed) {
    Random random = new Random(seed);
    List<Revision> revisions = Graphs.random(random);
    List<String> once = ids(RevisionGraph.of(revisions).revisions());
    Collections.shuffle(revisions, random);
    assertThat(ids(RevisionGraph.of(revisions).revisions())).isEqualTo(once);
  }

  @ParameterizedTest(name = "seed {0}")
  @MethodSource("seeds")
  void aStampLeavesWhatAnUpgradeWouldHaveAndAPurgeNothingElse(long seed) {
    Random random = new Random(seed);
    RevisionGraph graph = RevisionGraph.of(Graphs.random(random));
    Set<String> applied =
        new HashSet<>(graph.withNeeded(List.of(pick(random, graph.revisions()).id())));
    Revision stamped = pick(random, graph.revisions());

    StampPlan purge = new Planner(graph, applied).stamp(List.of(Target.of(stamped.id())), true);
    assertThat(after(applied, purge)).isEqualTo(graph.withNeeded(List.of(stamped.id())));

    StampPlan plan = new Planner(graph, applied).stamp(List.of(Target.of(stamped.id())), false);
    Set<String> stamp = after(applied, plan);
    assertThat(stamp).containsAll(graph.withNeeded(List.of(stamped.id())));
    assertThat(graph.withNeeded(stamp)).isEqualTo(stamp);
    assertThat(ids(graph.headsOf(stamp))).contains(stamped.id());
  }

  private static Set<String> after(Set<String> applied, StampPlan plan) {
    Set<String> result = new HashSet<>(applied);
    assertThat(result).containsAll(plan.forgotten());
    result.removeAll(plan.forgotten());
    for (Revision revision : plan.recorded()) {
      assertThat(result.add(revision.id())).isTrue();
    }
    return result;
  }

  private static void assertOrder(RevisionGraph graph) {
    Set<String> seen = new HashSet<>();
    for (Revision revision : graph.revisions()) {
      assertThat(seen).containsAll(revision.downRevisions()).containsAll(revision.dependsOn());
      seen.add(revision.id());
    }
  }

  private static void runUp(Set<String> applied, Plan plan) {
    for (Revision revision : plan.steps()) {
      assertThat(applied).containsAll(revision.downRevisions()).containsAll(revision.dependsOn());
      assertThat(applied.add(revision.id())).as("nothing runs twice").isTrue();
    }
  }

  private static void runDown(RevisionGraph graph, Set<String> applied, Plan plan) {
    for (Revision revision : plan.steps()) {
      assertThat(applied.remove(revision.id())).as("only what is applied is undone").isTrue();
      for (String dependent : graph.withDependents(List.of(revision.id()))) {
        assertThat(applied).doesNotContain(dependent);
      }
    }
  }

  private static Revision pick(Random random, List<Revision> revisions) {
    return revisions.get(random.nextInt(revisions.size()));
  }
}
