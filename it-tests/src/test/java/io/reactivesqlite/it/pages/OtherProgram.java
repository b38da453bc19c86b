// SPDX-License-Identifier: Apache-2.0
package io.reactivesqlite.it.pages;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.sql.SQLException;

/** Another program that works on a database by plain JDBC and ends. */
public final class OtherProgram {

  private OtherProgram() {}

  /**
   * @param args the file, and a statement
   */
  public static void main(String[] args) throws SQLException {
    Place.jdbc(args[0], args[1]);
  }

  /** Starts it, waits until it has ended, and says how that was. */
  static String run(String file, String sql) throws IOException, InterruptedException {
    Process process =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-cp",
                System.getProperty("java.class.path"),
                OtherProgram.class.getName(),
                file,
                sql)
            .redirectErrorStream(true)
            .start();
    String output = new String(process.getInputStream().readAllBytes(), UTF_8);
    if (process.waitFor() == 0) {
      return "has written";
    }
    assertThat(output).contains("SQLITE_BUSY");
    return "was told SQLITE_BUSY";
  }
}
