// SPDX-License-Identifier: Apache-2.0
package io.reactivesqlite.migrations.liquibase;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import liquibase.Contexts;
import liquibase.Liquibase;
import liquibase.Scope;
import liquibase.UpdateSummaryOutputEnum;
import liquibase.database.DatabaseFactory;
import liquibase.database.jvm.JdbcConnection;
import liquibase.resource.DirectoryResourceAccessor;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A service runs its migrations at every start, and nearly always there is nothing to do. */
class NoOpUpdateTest {

  @TempDir Path directory;

  @Test
  void aNoOpOfAHundredChangeSetsCostsLessThanTwiceABareLiquibase() throws Exception {
    TestDatabase database = TestDatabase.durable(directory.resolve("app.db"));
    StringBuilder sql = new StringBuilder();
    for (int i = 0; i < 100; i++) {
      sql.append("--changeset a:").append(i).append("\nCREATE TABLE t").append(i).append(" (a);\n");
    }
    Migrator migrator = ChangeLogs.sql(database, sql.toString());
    assertThat(migrator.update().changeSets()).hasSize(100);
    long[] ours = new long[15];
    long[] bare = new long[15];
    for (int i = -10; i < 15; i++) {
      long a = System.nanoTime();
      migrator.update();
      long b = System.nanoTime();
      bareLiquibase(database, directory, "app.db.sql");
      long c = System.nanoTime();
      if (i >= 0) {
        ours[i] = b - a;
        bare[i] = c - b;
      }
    }
    Arrays.sort(ours);
    Arrays.sort(bare);
    // Both medians come from the same run on the same machine, so only their ratio is judged.
    assertThat(ours[7]).as("nanoseconds; bare Liquibase %d", bare[7]).isLessThan(2 * bare[7]);
  }

  static void bareLiquibase(TestDatabase database, Path directory, String changeLog)
      throws Exception {
    Map<String, Object> quiet =
        new HashMap<>(QuietScope.values(new DirectoryResourceAccessor(directory)));
    Scope.child(
        quiet,
        () -> {
          try (Connection connection = DriverManager.getConnection(database.url())) {
            Liquibase liquibase =
                new Liquibase(
                    changeLog,
                    new DirectoryResourceAccessor(directory),
                    DatabaseFactory.getInstance()
                        .findCorrectDatabaseImplementation(new JdbcConnection(connection)));
            liquibase.setShowSummaryOutput(UpdateSummaryOutputEnum.LOG);
            liquibase.update(new Contexts());
          }
        });
  }
}
