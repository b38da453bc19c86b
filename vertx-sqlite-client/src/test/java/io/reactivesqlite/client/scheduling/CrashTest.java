// SPDX-License-Identifier: Apache-2.0
package io.reactivesqlite.client.scheduling;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.HashSet;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * A process that writes is killed at a random moment. What was acknowledged is there; the rest is
 * there whole, or not at all.
 */
@Timeout(600)
class CrashTest {

  private static final int KILLS = Lab.LONG ? 40 : 3;

  @TempDir Path directory;

  @Test
  void whatWasAcknowledgedSurvivesSIGKILL() throws Exception {
    Random random = Lab.random("CrashTest");
    try (Lab lab = new Lab(directory)) {
      try (Connection c = lab.jdbc();
          Statement s = c.createStatement()) {
        s.execute("PRAGMA journal_mode=WAL");
        s.execute("CREATE TABLE one(n INTEGER PRIMARY KEY)");
        s.execute("CREATE TABLE twin(n INTEGER PRIMARY KEY)");
        s.execute("CREATE TABLE part(n, i, PRIMARY KEY(n, i))");
      }
      Set<String> acknowledged = new HashSet<>();
      int next = 0;
      for (int kill = 0; kill < KILLS; kill++) {
        int before = acknowledged.size();
        runAndKill(lab, next, 1 + random.nextInt(3_000), acknowledged);
        assertThat(acknowledged.size()).isGreaterThan(before);
        assertThat(lab.integrity()).isEqualTo("ok");
        Set<String> there = there(lab);
        assertThat(there).containsAll(acknowledged);
        assertThat(lab.jdbcNumber("SELECT count(*) FROM part GROUP BY n HAVING count(*) <> 7"))
            .as("a batch is whole or absent")
            .isEqualTo(-1);
        assertThat(lab.jdbcNumber("SELECT count(*) FROM twin WHERE n NOT IN (SELECT n FROM one)"))
            .as("so is a transaction")
            .isZero();
        assertThat(
                lab.jdbcNumber(
                    "SELECT count(*) FROM one WHERE n % 5 = 1 AND n NOT IN (SELECT n FROM twin)"))
            .isZero();
        next = 1_000_000 * (kill + 1);
      }
    }
  }

  /** Kills it after so many acknowledgements; reads those that were on their way, too. */
  private static void runAndKill(Lab lab, int first, int after, Set<String> acknowledged)
      throws Exception {
    try (Child child = new Child(CrashWriter.class, lab.file, first)) {
      String line;
      int count = 0;
      while ((line = child.line()) != null) {
        acknowledged.add(line);
        if (++count == after) {
          child.kill();
        }
      }
      assertThat(child.exitCode()).as("killed, not ended by an error").isNotIn(0, 1);
    }
  }

  private static Set<String> there(Lab lab) throws SQLException {
    Set<String> there = new HashSet<>();
    try (Connection c = lab.jdbc();
        Statement s = c.createStatement();
        ResultSet rs =
            s.executeQuery(
                "SELECT 'one ' || n FROM one UNION ALL SELECT 'twin ' || n FROM twin UNION ALL SELECT DISTINCT 'part ' || n FROM part")) {
      while (rs.next()) {
        there.add(rs.getString(1));
      }
    }
    return there;
  }
}
