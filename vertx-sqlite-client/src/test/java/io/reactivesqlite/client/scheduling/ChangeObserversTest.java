// SPDX-License-Identifier: Apache-2.0
package io.reactivesqlite.client.scheduling;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.Statement;
import java.util.List;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ChangeObserversTest {

  @TempDir Path directory;

  /** Counts what it is told. */
  private static final class Counter implements ChangeObservers.Observer {
    private int changes;

    @Override
    public void changed() {}

    @Override
    public void changedByOthers() {
      changes++;
    }
  }

  @Test
  void anObserverWhoseThreadsAreGoneDoesNotKeepTheNewsFromOthers() throws Exception {
    try (Rig rig = new Rig(directory, "WAL")) {
      ChangeObservers observers = rig.database.observers();
      Counter gone = new Counter();
      Counter other = new Counter();
      Executor closed =
          task -> {
            throw new RejectedExecutionException("closed");
          };
      observers.prepare();
      Runnable endGone = observers.observe(null, gone, rig.timers(), closed);
      Runnable endOther = observers.observe(null, other, rig.timers(), Runnable::run);
      try (Connection foreign = Lab.jdbc(directory.resolve("rig.db"));
          Statement statement = foreign.createStatement()) {
        statement.execute("CREATE TABLE t(v)");
      }
      for (int i = 0; i < 3; i++) {
        List<Runnable> due = List.copyOf(rig.timers);
        rig.timers.clear();
        due.forEach(Runnable::run);
      }
      assertThat(other.changes).isPositive();
      endGone.run();
      endOther.run();
    }
  }
}
