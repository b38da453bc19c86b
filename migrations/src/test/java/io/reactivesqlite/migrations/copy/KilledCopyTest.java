// SPDX-License-Identifier: Apache-2.0
package io.reactivesqlite.migrations.copy;

import static org.assertj.core.api.Assertions.assertThat;

import io.reactivesqlite.migrations.ChildJvm;
import io.reactivesqlite.migrations.Postgres;
import io.reactivesqlite.migrations.Seeds;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Random;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A real process is killed twice while it copies; the next one goes on, and no row is missing or
 * there twice. The moments: {@link Seeds}.
 */
class KilledCopyTest {

  private static final int ROWS = 400;
  private static final int BATCH = 10;
  private static final CopyOptions OPTIONS = CopyOptions.DEFAULT.withBatchSize(BATCH);

  @TempDir Path folder;
  private Postgres.Database postgres;
  private String url;

  /** The process that is killed: tells each batch, and waits for nobody. */
  static final class Child {
    public static void main(String[] urls) throws SQLException {
      copy(
          urls[0],
          urls[1],
          new CopyProgress() {
            @Override
            public void copied(String table, long done, long rows) {
              System.out.println("COPIED " + table + " " + done);
            }
          });
    }
  }

  private static CopyReport copy(String from, String to, CopyProgress progress)
      throws SQLException {
    try (Connection source = DriverManager.getConnection(from);
        Connection target = DriverManager.getConnection(to)) {
      return new DataCopy(source, target, OPTIONS).run(progress);
    }
  }

  @BeforeEach
  void fill() throws SQLException {
    postgres = Postgres.database();
    url = "jdbc:sqlite:" + folder.resolve("app.db");
    String numbers =
        "with recursive n(i) as (select 1 union all select i + 1 from n where i < %d) "
            .formatted(ROWS);
    try (Connection source = DriverManager.getConnection(url);
        Statement statement = source.createStatement()) {
      for (String sql :
          new String[] {
            "create table account (v integer)",
            numbers + "insert into account select i from n",
            "create table node (id integer primary key, up integer not null references node)",
            numbers + "insert into node select i, max(1, %d - i) from n".formatted(ROWS),
            "create table pair (a integer, b integer, primary key (a, b)) without rowid",
            numbers + "insert into pair select i % 7, i from n"
          }) {
        statement.executeUpdate(sql);
      }
    }
    // Without a key nothing but the journal keeps the rows of "account" from coming twice.
    postgres.execute("create table account (v integer)");
    postgres.execute(
        "create table node (id integer primary key, up integer not null references node)");
    postgres.execute("create table pair (a integer, b integer)");
  }

  @Test
  void theNextRunGoesOnAndNothingIsLostOrComesTwice() {
    Seeds.each(
        4,
        seed -> {
          postgres.execute("truncate account, node, pair");
          postgres.execute("drop table if exists sqlite_migrate_copy");
          Random random = new Random(seed);
          for (int kill = 0; kill < 2; kill++) {
            ChildJvm child = ChildJvm.start(Child.class, url, postgres.url());
            // Fewer than one table has, so that the second has something to do as well.
            int batches = 1 + random.nextInt(ROWS / BATCH);
            for (int batch = 0; batch < batches; batch++) {
              child.await("COPIED ");
            }
            child.kill();
          }
          CopyReport report = copy(url, postgres.url(), CopyProgress.NONE);
          assertThat(report.rows()).isEqualTo(3 * ROWS);
          assertThat(report.tables().stream().mapToLong(CopyReport.Table::found).sum())
              .isPositive();
          assertThat(postgres.query("select count(*), sum(v) from account"))
              .containsExactly(ROWS + "|" + ROWS * (ROWS + 1) / 2);
          assertThat(postgres.query("select count(*), count(distinct (a, b)) from pair"))
              .containsExactly(ROWS + "|" + ROWS);
        });
  }
}
