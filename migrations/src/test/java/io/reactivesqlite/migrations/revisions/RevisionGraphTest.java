// SPDX-License-Identifier: Apache-2.0
package io.reactivesqlite.migrations.revisions;

import static io.reactivesqlite.migrations.revisions.Graphs.graph;
import static io.reactivesqlite.migrations.revisions.Graphs.ids;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.reactivesqlite.migrations.revisions.RevisionException.Problem;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

class RevisionGraphTest {

  @Test
  void headsAreFollowedByNoneAndBasesFollowNone() {
    RevisionGraph graph = graph("a", "b < a", "c < a", "other");
    assertThat(ids(graph.heads())).containsExactly("b", "c", "other");
    assertThat(ids(graph.bases())).containsExactly("a", "other");
    assertThat(ids(graph.branchPoints())).containsExactly("a");
  }

  @Test
  void aMergeLeavesOneHead() {
    RevisionGraph graph = graph("a", "b < a", "c < a", "m < b c");
    assertThat(ids(graph.heads())).containsExactly("m");
    assertThat(graph.resolve("m").isMerge()).isTrue();
  }

  @Test
  void aDependencyOrdersButDoesNotFollow() {
    RevisionGraph graph = graph("a ~ z", "z");
    assertThat(ids(graph.revisions())).containsExactly("z", "a");
    assertThat(ids(graph.heads())).containsExactly("z", "a");
  }

  @Test
  void aDependencyMayNameABranchLabel() {
    assertThat(ids(graph("a ~ zoo", "z # zoo").revisions())).containsExactly("z", "a");
  }

  @Test
  void whereTheGraphLeavesAChoiceTheOlderComesFirst() {
    Revision young = at("a", "2026-02-01T00:00:00Z");
    Revision old = at("b", "2026-01-31T23:00:00-05:00");
    Revision older = at("c", "2026-01-31T23:59:00Z");
    assertThat(ids(RevisionGraph.of(List.of(young, old, older)).revisions()))
        .containsExactly("c", "a", "b");
  }

  @Test
  void aLabelCoversItsBranchDownToTheBranchPointAndEverythingAbove() {
    RevisionGraph graph = graph("a", "b1 < a", "b2 < b1 # left", "b3 < b2", "c < a", "m < b3 c");
    assertThat(ids(graph.branch("left"))).containsExactly("b1", "b2", "b3", "m");
    assertThat(graph.branchesOf(graph.resolve("c"))).isEmpty();
  }

  @Test
  void aNameIsAnIdentifierABeginningOrALabel() {
    RevisionGraph graph = graph("abcdef", "abcxyz < abcdef # blue");
    assertThat(graph.resolve("abcdef").id()).isEqualTo("abcdef");
    assertThat(graph.resolve("abcx").id()).isEqualTo("abcxyz");
    assertThat(graph.resolve("blue").id()).isEqualTo("abcxyz");
  }

  @Test
  void anIdentifierThatBeginsAnotherIsNotAmbiguous() {
    assertThat(graph("abc", "abcd < abc").resolve("abc").id()).isEqualTo("abc");
  }

  @Test
  void anAmbiguousBeginningIsRefusedWithTheChoices() {
    assertProblem(
        () -> graph("abcdef", "abcxyz").resolve("abc"), Problem.AMBIGUOUS, "abcdef", "abcxyz");
  }

  @Test
  void anUnknownNameSaysWhatThereIs() {
    assertProblem(() -> graph("abc").resolve("xyz"), Problem.NOT_FOUND, "xyz", "history", "abc");
  }

  @Test
  void aNumberThatIsNoRevisionIsProbablyAStep() {
    assertProblem(() -> graph("abc").resolve("2"), Problem.NOT_FOUND, "\"+2\"", "\"-2\"");
  }

  @Test
  void twoFilesWithOneRevisionAreNamedBoth() {
    Revision copy =
        new Revision("a", List.of(), List.of(), Set.of(), "", Optional.empty(), "copy/a.sql");
    assertProblem(
        () -> RevisionGraph.of(List.of(Graphs.revision("a"), copy)),
        Problem.BROKEN_FILES,
        "a.sql",
        "copy/a.sql");
  }

  @Test
  void aMissingParentNamesFileRevisionAndCure() {
    assertProblem(
        () -> graph("a < gone"), Problem.BROKEN_FILES, "a.sql", "gone", "\"down-revision\"");
  }

  @Test
  void aMissingDependencyNamesFileRevisionAndCure() {
    assertProblem(() -> graph("a ~ gone"), Problem.BROKEN_FILES, "a.sql", "gone", "\"depends-on\"");
  }

  @Test
  void aCycleNamesTheFilesInItAndNotTheOthers() {
    assertThatThrownBy(() -> graph("start < a", "a < c", "b < a", "c < b", "tail < c"))
        .isInstanceOf(RevisionException.class)
        .hasMessageContainingAll("a.sql", "b.sql", "c.sql", "circle")
        .hasMessageNotContainingAny("start.sql", "tail.sql");
  }

  @Test
  void aRevisionCannotFollowOrDependOnItself() {
    assertProblem(() -> graph("a < a"), Problem.BROKEN_FILES, "circle");
    assertProblem(() -> graph("a ~ a"), Problem.BROKEN_FILES, "circle");
  }

  @Test
  void aLabelBelongsToOneRevision() {
    assertProblem(() -> graph("a # x", "b # x"), Problem.BROKEN_FILES, "a.sql", "b.sql", "\"x\"");
    assertProblem(() -> graph("a # b", "b"), Problem.BROKEN_FILES, "a.sql", "b.sql");
  }

  @Test
  void namesThatTargetsCouldNotSayAreRefused() {
    for (String name : List.of("head", "base", "a-b", "a@b", "a:b", "a+1", "", "two words")) {
      assertProblem(
          () -> at(name, "2026-01-01T00:00:00Z"), Problem.BROKEN_FILES, "\"" + name + "\"");
    }
  }

  private static Revision at(String id, String date) {
    return new Revision(
        id,
        List.of(),
        List.of(),
        Set.of(),
        "",
        Optional.of(OffsetDateTime.parse(date)),
        id + ".sql");
  }

  static void assertProblem(Runnable action, Problem problem, String... words) {
    assertThatThrownBy(action::run)
        .isInstanceOfSatisfying(
            RevisionException.class, failure -> assertThat(failure.problem()).isEqualTo(problem))
        .hasMessageContainingAll(words);
  }
}
