// SPDX-License-Identifier: Apache-2.0
package io.reactivesqlite.client.scheduling;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.Statement;
import java.util.Random;

/** Another process that writes with plain JDBC and takes its time within each transaction. */
final class LockHolder {

  private LockHolder() {}

  /** Arguments: the file, how many milliseconds to go on, and a seed. Prints its transactions. */
  public static void main(String[] arguments) throws Exception {
    Random random = new Random(Long.parseLong(arguments[2]));
    long end = System.nanoTime() + Long.parseLong(arguments[1]) * 1_000_000;
    int transactions = 0;
    try (Connection c = Lab.jdbc(Path.of(arguments[0]));
        Statement s = c.createStatement()) {
      s.execute("PRAGMA busy_timeout=60000");
      System.out.println("started");
      while (System.nanoTime() < end) {
        s.execute("BEGIN IMMEDIATE");
        s.execute("UPDATE n SET v = v + 1");
        Thread.sleep(random.nextInt(60));
        s.execute("COMMIT");
        transactions++;
        Thread.sleep(random.nextInt(10));
      }
    }
    System.out.println(transactions);
  }
}
