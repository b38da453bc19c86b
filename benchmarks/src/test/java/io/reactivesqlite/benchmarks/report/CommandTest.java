// SPDX-License-Identifier: Apache-2.0
package io.reactivesqlite.benchmarks.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class CommandTest {

  private static final String GENERAL = "mvn -q -pl benchmarks -am -Pbenchmark verify";

  private static String command(String... given) {
    return new Command(List.of(given)).line();
  }

  @Test
  void withoutArgumentsItIsTheGeneralOne() {
    assertThat(command()).isEqualTo(GENERAL);
  }

  @Test
  void theDirectoriesThatMavenGivesAreNotNamed() {
    assertThat(
            command(
                "--work",
                "/home/me/benchmarks/target/benchmark",
                "--docs",
                "/home/me/benchmarks/../docs/benchmarks"))
        .isEqualTo(GENERAL);
  }

  @Test
  void argumentsStandInTheOrderInWhichTheyWereGiven() {
    assertThat(command("--work", "/fast", "--plan", "quick", "--rounds", "2"))
        .isEqualTo(GENERAL + " -Dbenchmark.args=\"--plan quick --rounds 2\"");
  }

  @Test
  void aPageInAFolderOfItsOwnIsWrittenThereAgain() {
    assertThat(
            command(
                "--docs",
                "/home/me/docs/benchmarks",
                "--cores",
                "asleep",
                "--docs",
                "/home/me/docs/benchmarks/sleeping-cores"))
        .isEqualTo(
            GENERAL
                + " -Dbenchmark.args=\"--cores asleep --docs ../docs/benchmarks/sleeping-cores\"");
  }

  @Test
  void aDirectoryThatOnlyOneMachineHasIsNotNamed() {
    assertThat(command("--cores", "asleep", "--docs", "/tmp/report"))
        .isEqualTo(GENERAL + " -Dbenchmark.args=\"--cores asleep\"");
  }
}
