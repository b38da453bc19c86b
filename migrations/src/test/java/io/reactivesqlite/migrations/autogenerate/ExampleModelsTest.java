// SPDX-License-Identifier: Apache-2.0
package io.reactivesqlite.migrations.autogenerate;

import static org.assertj.core.api.Assertions.assertThat;

import io.reactivesqlite.migrations.autogenerate.Autogenerate.Result;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Entities of every kind with this product's own dialect: what was created is not found again. */
class ExampleModelsTest {

  private Connection database;

  @BeforeEach
  void open() throws SQLException {
    database = DriverManager.getConnection("jdbc:sqlite::memory:");
  }

  @AfterEach
  void close() throws SQLException {
    database.close();
  }

  static Stream<String> models() {
    return ExampleModels.ALL.keySet().stream().sorted();
  }

  private static Autogenerate of(String model) {
    return new Autogenerate(EntityDdl.of(ExampleModels.ALL.get(model), Map.of()), Rules.ALL);
  }

  private void run(List<String> statements) throws SQLException {
    try (Statement statement = database.createStatement()) {
      for (String sql : statements) {
        statement.execute(sql);
      }
    }
  }

  @ParameterizedTest
  @MethodSource("models")
  void nothingIsFoundInWhatHibernateCreated(String model) throws SQLException {
    run(EntityDdl.of(ExampleModels.ALL.get(model), Map.of()));
    assertThat(of(model).differences(database)).isEmpty();
  }

  @ParameterizedTest
  @MethodSource("models")
  void nothingIsFoundAfterTheUpgradeAndTheDowngradeLeavesNothing(String model) throws SQLException {
    Result result = of(model).compare(database);
    assertThat(result.isEmpty()).isFalse();
    run(result.upgrade());
    assertThat(of(model).differences(database)).isEmpty();
    run(result.downgrade());
    assertThat(of(model).differences(database)).isEqualTo(result.differences());
  }
}
