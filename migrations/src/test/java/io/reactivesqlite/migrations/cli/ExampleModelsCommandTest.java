// SPDX-License-Identifier: Apache-2.0
package io.reactivesqlite.migrations.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.reactivesqlite.migrations.autogenerate.ExampleModels;
import io.reactivesqlite.migrations.cli.Cli.Result;
import java.nio.file.Path;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The whole way for entities of every kind: written to a file, run by Liquibase, found no more. */
class ExampleModelsCommandTest {

  @TempDir Path folder;

  static Stream<String> models() {
    return ExampleModels.ALL.keySet().stream().sorted();
  }

  @ParameterizedTest
  @MethodSource("models")
  void afterTheUpgradeNothingIsFoundAndTheDowngradeLeavesNothing(String model) {
    Cli cli = Cli.initialized(folder);
    cli.environment.put(
        "SQLITE_MIGRATE_ENTITIES",
        ExampleModels.ALL.get(model).stream().map(Class::getName).collect(Collectors.joining(",")));
    assertThat(cli.ok("revision", "--autogenerate", "-m", "model").lines()).hasSize(1);
    cli.ok("upgrade");
    assertThat(cli.tables()).isNotEmpty();
    Result again = cli.ok("revision", "--autogenerate", "-m", "again");
    assertThat(again.err()).contains("no revision is written");
    assertThat(cli.ok("check").err()).contains("agree");
    cli.ok("downgrade", "-1");
    assertThat(cli.tables()).isEmpty();
  }
}
