// SPDX-License-Identifier: Apache-2.0
package io.reactivesqlite.migrations.liquibase;

import static org.assertj.core.api.Assertions.assertThat;

import io.reactivesqlite.migrations.Seeds;
import io.reactivesqlite.migrations.rebuild.SqlScript;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Random schemas, random rows, random changes up and down: going back always ends where it began,
 * and no row is lost on the way. The seeds: {@link Seeds}.
 */
class RandomChangesTest {

  @TempDir Path directory;

  private record State(TreeMap<String, String> schema, TreeMap<String, List<String>> rows) {
    static State of(TestDatabase database) {
      TreeMap<String, String> schema = new TreeMap<>();
      database.schema().forEach((name, sql) -> schema.put(name, SqlScript.normalized(sql)));
      return new State(schema, database.rows());
    }

    long count() {
      return rows.values().stream().mapToLong(List::size).sum();
    }
  }

  @Test
  void whatGoesUpComesDownTheSame() {
    Seeds.each(20, this::round);
  }

  private void round(long seed) {
    Random random = new Random(seed);
    TestDatabase database = new TestDatabase(directory.resolve(seed + ".db"));
    new RandomSchema(random).create(database);
    RandomChanges changes = new RandomChanges(random);
    Deque<State> states = new ArrayDeque<>();
    List<String> changeSets = new ArrayList<>();
    states.push(State.of(database));
    for (int step = 0; step < 10; step++) {
      if (states.size() > 1 && random.nextInt(3) == 0) {
        int back = 1 + random.nextInt(states.size() - 1);
        ChangeLogs.xml(database, String.join("", changeSets)).rollback(back);
        for (int i = 0; i < back; i++) {
          states.pop();
          changeSets.remove(changeSets.size() - 1);
        }
        assertThat(database.integrity()).isEmpty();
        State now = State.of(database);
        assertThat(now.rows()).isEqualTo(states.peek().rows());
        assertThat(now.schema()).isEqualTo(states.peek().schema());
      } else {
        changeSets.add(changes.next(database, step));
        ChangeLogs.xml(database, String.join("", changeSets)).update();
        assertThat(database.integrity()).isEmpty();
        State now = State.of(database);
        assertThat(now.count()).isEqualTo(states.peek().count());
        states.push(now);
      }
    }
  }
}
