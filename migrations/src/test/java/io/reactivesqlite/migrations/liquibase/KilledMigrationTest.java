// SPDX-License-Identifier: Apache-2.0
package io.reactivesqlite.migrations.liquibase;

import static org.assertj.core.api.Assertions.assertThat;

import io.reactivesqlite.migrations.ChildJvm;
import io.reactivesqlite.migrations.Seeds;
import java.nio.file.Path;
import java.util.Random;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A real process is killed at random moments while it migrates up and down. The moments: {@link
 * Seeds}.
 */
class KilledMigrationTest {

  @TempDir Path directory;

  @Test
  void theNextRunCompletesWhateverWasKilled() throws Exception {
    TestDatabase database = new TestDatabase(directory.resolve("app.db"));
    StoredJournal.create(database);
    Migrator migrator = StoredJournal.migrator(database);
    TreeMap<String, String> start = database.schema();
    migrator.update();
    TreeMap<String, String> complete = database.schema();

    Seeds.each(
        5,
        seed -> {
          ChildJvm child = MigrateInChild.start("up-and-down", database);
          child.await("READY");
          child.go();
          // How long it may live: until it is killed, or, which it never does by itself, ends.
          assertThat(child.process().waitFor(new Random(seed).nextInt(700), TimeUnit.MILLISECONDS))
              .isFalse();
          child.kill();

          StoredJournal.assertConsistent(database);
          migrator.update();
          StoredJournal.assertConsistent(database);
          assertThat(database.schema()).isEqualTo(complete);
          assertThat(migrator.status().ran()).hasSize(StoredJournal.CHANGE_SETS);
        });
    migrator.rollback(StoredJournal.CHANGE_SETS);
    assertThat(database.schema()).isEqualTo(start);
  }
}
