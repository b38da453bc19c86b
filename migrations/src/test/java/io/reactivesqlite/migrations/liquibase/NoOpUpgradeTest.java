// SPDX-License-Identifier: Apache-2.0
package io.reactivesqlite.migrations.liquibase;

import static org.assertj.core.api.Assertions.assertThat;

import io.reactivesqlite.migrations.Figures;
import io.reactivesqlite.migrations.revisions.NewRevision;
import io.reactivesqlite.migrations.revisions.NewRevision.Content;
import io.reactivesqlite.migrations.revisions.Progress;
import io.reactivesqlite.migrations.revisions.RevisionDirectory;
import io.reactivesqlite.migrations.revisions.RevisionLayout;
import io.reactivesqlite.migrations.revisions.RevisionSettings;
import io.reactivesqlite.migrations.revisions.RevisionWriter;
import io.reactivesqlite.migrations.revisions.Revisions;
import io.reactivesqlite.migrations.revisions.Target;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The same as {@link NoOpUpdateTest} for revisions, whose files are read at every start too. */
class NoOpUpgradeTest {

  private static final int REVISIONS = 100;
  private static final int ROUNDS = 15;

  @TempDir Path directory;

  @Test
  void aNoOpOfAHundredRevisionsCostsLessThanTwiceABareLiquibase() throws Exception {
    TestDatabase database = TestDatabase.durable(directory.resolve("app.db"));
    Path versions = Files.createDirectories(directory.resolve("versions"));
    RevisionWriter writer = new RevisionWriter(RevisionLayout.of(versions));
    for (int i = 0; i < REVISIONS; i++) {
      writer.create(
          NewRevision.named("table " + i)
              .withId("rev" + i)
              .with(
                  new Content(
                      "create table t%d (a);".formatted(i),
                      Optional.of("drop table t%d;".formatted(i)))));
    }
    writer.writeChangelog(
        RevisionDirectory.read(List.of(versions)), directory.resolve("changelog.yaml"));
    upgrade(database, versions);
    long[] ours = new long[ROUNDS];
    long[] bare = new long[ROUNDS];
    for (int i = -10; i < ROUNDS; i++) {
      long a = System.nanoTime();
      upgrade(database, versions);
      long b = System.nanoTime();
      NoOpUpdateTest.bareLiquibase(database, directory, "changelog.yaml");
      long c = System.nanoTime();
      if (i >= 0) {
        ours[i] = b - a;
        bare[i] = c - b;
      }
    }
    assertThat(database.query("SELECT count(*) FROM databasechangelog"))
        .containsExactly("" + REVISIONS);
    Arrays.sort(ours);
    Arrays.sort(bare);
    long our = ours[ROUNDS / 2];
    long their = bare[ROUNDS / 2];
    Figures.put("`Revisions.upgrade`, nothing to do, in a warm JVM", our / 1_000_000);
    Figures.put("Liquibase's own `update` of the same files, in the same JVM", their / 1_000_000);
    // Both medians come from the same run on the same machine, so only their ratio is judged.
    assertThat(our).as("nanoseconds; bare Liquibase %d", their).isLessThan(2 * their);
  }

  private static void upgrade(TestDatabase database, Path versions) {
    new Revisions(
            RevisionDirectory.read(List.of(versions)),
            MigrationTarget.url(database.url()),
            RevisionSettings.DEFAULT)
        .upgrade(Target.HEAD, new Progress() {});
  }
}
