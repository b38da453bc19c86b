// SPDX-License-Identifier: Apache-2.0
package io.reactivesqlite.migrations.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.reactivesqlite.migrations.Postgres;
import io.reactivesqlite.migrations.copy.CopyOptions;
import io.reactivesqlite.migrations.copy.CopyProgress;
import io.reactivesqlite.migrations.copy.CopyReport;
import io.reactivesqlite.migrations.copy.DataCopy;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Runs docs/guides/way-up-to-postgresql.md; {@code -Dupdate.docs=true} writes what was said. */
class WayUpPageTest {

  private static final Path PAGE = Path.of("../docs/guides/way-up-to-postgresql.md");

  @TempDir Path folder;

  @Test
  void everyTranscriptIsReal() throws Exception {
    Postgres.Database postgres = Postgres.database();
    Transcript transcript =
        new Transcript(
            folder,
            Map.of("SQLITE_MIGRATE_COPY_TO", postgres.url()),
            Map.of(postgres.url().replaceFirst("\\?.*", ""), "jdbc:postgresql://db/shop"));
    transcript.run("sqlite-migrate init");
    transcript.run("sqlite-migrate revision -m books --rev-id 1975ea83b712");
    transcript.assertReal(PAGE);
    assertThat(postgres.query("select title from book order by id"))
        .containsExactly("Dune", "Ancillary Justice");
  }

  private static CopyReport copy(String from, String to) throws SQLException {
    try (Connection source = DriverManager.getConnection(from);
        Connection target = DriverManager.getConnection(to)) {
      CopyReport report =
          new DataCopy(source, target, CopyOptions.DEFAULT.withBatchSize(500))
              .run(
                  new CopyProgress() {
                    @Override
                    public void copied(String table, long done, long rows) {
                      System.out.println(table + ": " + done + " of " + rows);
                    }
                  });
      System.out.println(report.rows() + " rows are there and equal");
      return report;
    }
  }

  @Test
  void theProgramRuns() throws Exception {
    Postgres.Database postgres = Postgres.database();
    postgres.execute("create table t (id integer primary key)");
    Cli cli = new Cli(folder);
    cli.execute("app.db", "create table t (id integer primary key)");
    cli.execute("app.db", "insert into t values (1)");
    assertThat(copy("jdbc:sqlite:" + folder.resolve("app.db"), postgres.url()).rows()).isOne();
  }

  @Test
  void theProgramIsTheOneOnThePage() throws Exception {
    String page = Files.readString(PAGE);
    int start = page.indexOf("```java\n") + 8;
    String shown = page.substring(start, page.indexOf("```", start)).replaceAll("\\s+", " ");
    String source =
        Files.readString(
                Path.of("src/test/java/io/reactivesqlite/migrations/cli/WayUpPageTest.java"))
            .replaceAll("\\s+", " ")
            .replace(" return report;", "");
    assertThat(source).contains(shown.strip());
  }
}
