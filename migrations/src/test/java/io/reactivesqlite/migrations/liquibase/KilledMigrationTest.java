// SPDX-License-Identifier: Apache-2.0
package io.reactivesqlite.migrations.liquibase;

import static org.assertj.core.api.Assertions.assertThat;

import io.reactivesqlite.migrations.liquibase.MigrateInChild.Child;
import java.nio.file.Path;
import java.util.Random;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A real process is killed at random moments while it migrates up and down. {@code
 * -Dmigrations.kills=200} for the long form.
 */
class KilledMigrationTest {

  @TempDir Path directory;

  @Test
  void theNextRunCompletesWhateverWasKilled() throws Exception {
    long seed = Long.getLong("migrations.seed", System.nanoTime());
    System.out.println("KilledMigrationTest seed " + seed);
    Random random = new Random(seed);
    TestDatabase database = new TestDatabase(directory.resolve("app.db"));
    StoredJournal.create(database);
    Migrator migrator = StoredJournal.migrator(database);
    TreeMap<String, String> start = database.schema();
    migrator.update();
    TreeMap<String, String> complete = database.schema();

    for (int i = 0; i < Integer.getInteger("migrations.kills", 12); i++) {
      Child child = Child.start("up-and-down", database);
      child.await("READY");
      child.go();
      // How long it may live: until it is killed, or, which it never does by itself, ends.
      assertThat(child.process().waitFor(random.nextInt(700), TimeUnit.MILLISECONDS)).isFalse();
      child.kill();

      StoredJournal.assertConsistent(database);
      migrator.update();
      StoredJournal.assertConsistent(database);
      assertThat(database.schema()).isEqualTo(complete);
      assertThat(migrator.status().ran()).hasSize(StoredJournal.CHANGE_SETS);
    }
    migrator.rollback(StoredJournal.CHANGE_SETS);
    assertThat(database.schema()).isEqualTo(start);
  }
}
