// SPDX-License-Identifier: Apache-2.0
package io.reactivesqlite.migrations.revisions;

import static io.reactivesqlite.migrations.revisions.Graphs.graph;
import static io.reactivesqlite.migrations.revisions.Graphs.ids;
import static io.reactivesqlite.migrations.revisions.Graphs.planner;
import static io.reactivesqlite.migrations.revisions.RevisionGraphTest.assertProblem;
import static org.assertj.core.api.Assertions.assertThat;

import io.reactivesqlite.migrations.revisions.RevisionException.Problem;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

class PlannerTest {

  private static final RevisionGraph LINE =
      graph("aaa1", "bbb2 < aaa1", "ccc3 < bbb2", "ddd4 < ccc3");

  /**
   *
   *
   * <pre>  start ─┬─ l1 (left) ── l2
   *             └─ r1 (right) ── r2 ~ l1   </pre>
   */
  private static final RevisionGraph FORK =
      graph("start", "l1 < start # left", "l2 < l1", "r1 < start # right", "r2 < r1 ~ l1");

  private static final RevisionGraph DIAMOND =
      graph("start", "l1 < start # left", "r1 < start # right", "joined < l1 r1", "last < joined");

  private static List<String> up(Planner planner, String target) {
    return ids(planner.upgrade(Target.parse(target)).steps());
  }

  private static List<String> down(Planner planner, String target) {
    return ids(planner.downgrade(Target.parse(target)).steps());
  }

  @Nested
  class Upgrade {

    @Test
    void toHeadRunsWhatIsMissing() {
      assertThat(up(planner(LINE), "head")).containsExactly("aaa1", "bbb2", "ccc3", "ddd4");
      assertThat(up(planner(LINE, "aaa1", "bbb2"), "head")).containsExactly("ccc3", "ddd4");
      assertThat(up(planner(LINE, "aaa1", "bbb2", "ccc3", "ddd4"), "head")).isEmpty();
    }

    @Test
    void toARevisionByIdentifierOrBeginning() {
      assertThat(up(planner(LINE), "bbb2")).containsExactly("aaa1", "bbb2");
      assertThat(up(planner(LINE), "bbb")).containsExactly("aaa1", "bbb2");
    }

    @Test
    void byStepsFromWhereTheDatabaseIs() {
      assertThat(up(planner(LINE), "+2")).containsExactly("aaa1", "bbb2");
      assertThat(up(planner(LINE, "aaa1"), "+1")).containsExactly("bbb2");
    }

    @Test
    void byStepsFromARevision() {
      assertThat(up(planner(LINE), "bbb2+1")).containsExactly("aaa1", "bbb2", "ccc3");
      assertThat(up(planner(LINE), "ccc3-1")).containsExactly("aaa1", "bbb2");
      assertThat(up(planner(LINE), "head-1")).containsExactly("aaa1", "bbb2", "ccc3");
      assertThat(up(planner(LINE), "base+1")).containsExactly("aaa1");
    }

    @Test
    void fillsWhatIsMissingInTheMiddle() {
      assertThat(up(planner(LINE, "ccc3"), "head")).containsExactly("aaa1", "bbb2", "ddd4");
    }

    @Test
    void withSeveralHeadsAsksWhichOne() {
      assertProblem(
          () -> up(planner(FORK), "head"), Problem.SEVERAL_HEADS, "l2", "r2", "heads", "merge");
    }

    @Test
    void toAllHeads() {
      assertThat(up(planner(FORK), "heads")).containsExactly("start", "l1", "l2", "r1", "r2");
    }

    @Test
    void alongOneBranch() {
      assertThat(up(planner(FORK), "left@head")).containsExactly("start", "l1", "l2");
      assertThat(up(planner(FORK, "start"), "left@+1")).containsExactly("l1");
      assertThat(up(planner(FORK, "start", "l1"), "left@+1")).containsExactly("l2");
      assertThat(up(planner(FORK, "start"), "right@heads")).containsExactly("l1", "r1", "r2");
    }

    @Test
    void bringsWhatARevisionDependsOn() {
      assertThat(up(planner(FORK, "start"), "r2")).containsExactly("l1", "r1", "r2");
    }

    @Test
    void aStepWithTwoWaysIsRefused() {
      assertProblem(
          () -> up(planner(FORK, "start"), "+1"), Problem.AMBIGUOUS, "l1", "r1", "<branch>@+1");
      assertProblem(
          () -> up(planner(FORK, "start", "l1", "r1"), "+1"), Problem.AMBIGUOUS, "l1", "r1");
    }

    @Test
    void aStepBeyondTheNewestIsRefused() {
      assertProblem(
          () -> up(planner(LINE, "aaa1", "bbb2", "ccc3"), "+2"), Problem.USAGE, "too far", "ddd4");
    }

    @Test
    void downwardsIsRefusedWithTheRightCommand() {
      assertProblem(() -> up(planner(LINE, "aaa1"), "-1"), Problem.USAGE, "downgrade -1");
      assertProblem(() -> up(planner(LINE), "base"), Problem.USAGE, "downgrade base");
    }

    @Test
    void aRevisionOfAnotherBranchIsRefused() {
      assertProblem(() -> up(planner(FORK), "left@r1"), Problem.NOT_FOUND, "r1", "l1", "l2");
    }

    @Test
    void anUnknownBranchSaysWhichThereAre() {
      assertProblem(() -> up(planner(FORK), "middle@head"), Problem.NOT_FOUND, "left", "right");
    }

    @Test
    void aDatabaseNewerThanTheFilesIsRefused() {
      assertProblem(
          () -> up(planner(LINE, "aaa1", "zzz9"), "head"), Problem.DRIFT, "zzz9", "newer");
    }

    @Test
    void withoutRevisionsSaysHowToBegin() {
      assertProblem(() -> up(planner(graph()), "head"), Problem.NOT_FOUND, "revision -m");
      assertThat(up(planner(graph()), "heads")).isEmpty();
    }
  }

  @Nested
  class Downgrade {

    @Test
    void toBaseUndoesAllFromTheTop() {
      assertThat(down(planner(LINE, "aaa1", "bbb2", "ccc3"), "base"))
          .containsExactly("ccc3", "bbb2", "aaa1");
    }

    @Test
    void toARevisionLeavesIt() {
      assertThat(down(planner(LINE, "aaa1", "bbb2", "ccc3"), "aaa1"))
          .containsExactly("ccc3", "bbb2");
      assertThat(down(planner(LINE, "aaa1"), "aaa1")).isEmpty();
    }

    @Test
    void byStepsUndoesSoMany() {
      assertThat(down(planner(LINE, "aaa1", "bbb2", "ccc3"), "-2")).containsExactly("ccc3", "bbb2");
      assertThat(down(planner(LINE, "aaa1"), "-1")).containsExactly("aaa1");
    }

    @Test
    void byStepsBelowARevision() {
      assertThat(down(planner(LINE, "aaa1", "bbb2", "ccc3"), "ccc3-2"))
          .containsExactly("ccc3", "bbb2");
      assertThat(down(planner(LINE, "aaa1", "bbb2", "ccc3"), "bbb2-2"))
          .containsExactly("ccc3", "bbb2", "aaa1");
    }

    @Test
    void moreStepsThanThereAreIsRefused() {
      assertProblem(
          () -> down(planner(LINE, "aaa1", "bbb2"), "-3"), Problem.USAGE, "2", "downgrade base");
    }

    @Test
    void theLastMergeIsOneStep() {
      Planner planner = planner(DIAMOND, "start", "l1", "r1", "joined", "last");
      assertThat(down(planner, "-2")).containsExactly("last", "joined");
      assertProblem(() -> down(planner, "-3"), Problem.AMBIGUOUS, "l1", "r1", "<branch>@-1");
    }

    @Test
    void toOneSideOfAMergeLeavesTheOther() {
      assertThat(down(planner(DIAMOND, "start", "l1", "r1", "joined"), "l1"))
          .containsExactly("joined");
    }

    @Test
    void oneBranchToItsBaseLeavesTheOther() {
      assertThat(down(planner(FORK, "start", "l1", "l2", "r1"), "right@base"))
          .containsExactly("r1");
      assertThat(down(planner(FORK, "start", "l1", "l2", "r1"), "left@-1")).containsExactly("l2");
      assertThat(down(planner(FORK, "start", "l1", "l2", "r1"), "left@start"))
          .containsExactly("l2", "l1");
    }

    @Test
    void whatDependsOnTheUndoneGoesToo() {
      assertThat(down(planner(FORK, "start", "l1", "l2", "r1", "r2"), "left@base"))
          .containsExactly("r2", "l2", "l1");
    }

    @Test
    void stepsDoNotSlipBelowTheBranch() {
      assertProblem(
          () -> down(planner(FORK, "start", "l1", "l2", "r1"), "left@-3"),
          Problem.USAGE,
          "left",
          "start");
    }

    @Test
    void stepsFromSeveralHeadsAreRefused() {
      assertProblem(
          () -> down(planner(FORK, "start", "l1", "r1"), "-1"), Problem.AMBIGUOUS, "l1", "r1");
    }

    @Test
    void toWhatIsNotAppliedIsRefused() {
      assertProblem(() -> down(planner(LINE, "aaa1"), "ccc3"), Problem.USAGE, "ccc3", "aaa1");
      assertProblem(() -> down(planner(LINE, "aaa1"), "ddd4-1"), Problem.USAGE, "ccc3");
    }

    @Test
    void nothingAppliedIsRefusedForStepsAndFineForBase() {
      assertProblem(() -> down(planner(LINE), "-1"), Problem.USAGE, "Nothing is applied");
      assertThat(down(planner(LINE), "base")).isEmpty();
    }

    @Test
    void upwardsIsRefusedWithTheRightCommand() {
      assertProblem(() -> down(planner(LINE, "aaa1"), "+1"), Problem.USAGE, "upgrade +1");
    }
  }

  @Nested
  class Stamp {

    @Test
    void recordsUpwardsAndForgetsDownwards() {
      StampPlan up = planner(LINE, "aaa1").stamp(List.of(Target.of("ccc3")), false);
      assertThat(ids(up.recorded())).containsExactly("bbb2", "ccc3");
      assertThat(up.forgotten()).isEmpty();
      StampPlan down =
          planner(LINE, "aaa1", "bbb2", "ccc3").stamp(List.of(Target.of("aaa1")), false);
      assertThat(down.recorded()).isEmpty();
      assertThat(down.forgotten()).containsExactlyInAnyOrder("bbb2", "ccc3");
    }

    @Test
    void leavesOtherBranchesAlone() {
      StampPlan plan = planner(FORK, "start", "l1", "l2").stamp(List.of(Target.of("r1")), false);
      assertThat(ids(plan.recorded())).containsExactly("r1");
      assertThat(plan.forgotten()).isEmpty();
    }

    @Test
    void aPurgeForgetsAllElseEvenWhatNoFileHas() {
      StampPlan plan =
          planner(FORK, "start", "l1", "l2", "zzz").stamp(List.of(Target.of("r1")), true);
      assertThat(ids(plan.recorded())).containsExactly("r1");
      assertThat(plan.forgotten()).containsExactlyInAnyOrder("l1", "l2", "zzz");
    }

    @Test
    void toBaseForgetsEverythingOrOneBranch() {
      assertThat(planner(LINE, "aaa1", "bbb2").stamp(List.of(Target.BASE), false).forgotten())
          .containsExactlyInAnyOrder("aaa1", "bbb2");
      assertThat(
              planner(FORK, "start", "l1", "l2", "r1")
                  .stamp(List.of(Target.parse("left@base")), false)
                  .forgotten())
          .containsExactlyInAnyOrder("l1", "l2");
    }

    @Test
    void severalTargetsAtOnce() {
      StampPlan plan = planner(FORK).stamp(List.of(Target.of("l1"), Target.of("r1")), false);
      assertThat(ids(plan.recorded())).containsExactly("start", "l1", "r1");
    }

    @Test
    void aStampThatChangesNothingIsEmpty() {
      assertThat(planner(LINE, "aaa1").stamp(List.of(Target.of("aaa1")), false).isEmpty()).isTrue();
    }
  }

  @Nested
  class History {

    private static List<String> history(Planner planner, String range) {
      return ids(planner.history(RevisionRange.parse(range)));
    }

    @Test
    void aRangeHasBothEnds() {
      assertThat(history(planner(LINE), "bbb2:ccc3")).containsExactly("bbb2", "ccc3");
    }

    @Test
    void aSideLeftOutMeansToTheEnd() {
      assertThat(history(planner(LINE), "ccc3:")).containsExactly("ccc3", "ddd4");
      assertThat(history(planner(LINE), ":bbb2")).containsExactly("aaa1", "bbb2");
      assertThat(history(planner(FORK), ":")).containsExactly("start", "l1", "l2", "r1", "r2");
    }

    @Test
    void aSideMayBeCountedFromTheDatabase() {
      assertThat(history(planner(LINE, "aaa1", "bbb2", "ccc3"), "-1:current"))
          .containsExactly("bbb2", "ccc3");
      assertThat(history(planner(LINE, "aaa1", "bbb2"), "current:"))
          .containsExactly("bbb2", "ccc3", "ddd4");
    }

    @Test
    void aTextThatIsNoRangeIsRefused() {
      assertProblem(() -> RevisionRange.parse("a:b:c"), Problem.USAGE, "a:b:c", "<from>:<to>");
      assertProblem(() -> RevisionRange.parse("abc"), Problem.USAGE, "<from>:<to>");
    }
  }

  @Nested
  class Targets {

    @Test
    void readAsTheyAreWritten() {
      for (String text :
          List.of(
              "head",
              "heads",
              "base",
              "current",
              "+2",
              "-1",
              "abc",
              "abc+1",
              "abc-12",
              "x@head",
              "x@abc",
              "x@+1",
              "x@abc-2",
              "2026.1_a",
              "ä1")) {
        assertThat(Target.parse(text)).hasToString(text);
      }
    }

    @Test
    void nonsenseIsRefusedWithTheGrammar() {
      for (String text :
          List.of("", "a@", "@head", "a@@b", "+", "a+b", "a b", "--1", "a:b", "+9999999")) {
        assertProblem(() -> Target.parse(text), Problem.USAGE, "\"" + text + "\"", "heads");
      }
    }
  }

  @Test
  void pendingAndUnknownTellWhereTheDatabaseStands() {
    Planner planner = planner(LINE, "aaa1", "zzz");
    assertThat(ids(planner.pending())).containsExactly("bbb2", "ccc3", "ddd4");
    assertThat(planner.unknown()).isEqualTo(Set.of("zzz"));
    assertThat(ids(planner.current())).containsExactly("aaa1");
  }
}
