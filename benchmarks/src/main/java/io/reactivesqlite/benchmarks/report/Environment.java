// SPDX-License-Identifier: Apache-2.0
package io.reactivesqlite.benchmarks.report;

import io.reactivesqlite.benchmarks.Competitor;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * On what was measured. Names no host, no user and no path.
 *
 * @param busy whether others were at work on the machine when the run began
 */
public record Environment(Map<String, String> facts, boolean busy) {

  private static final List<String> JARS =
      List.of(
          "sqlite-jdbc",
          "vertx-core",
          "vertx-sql-client",
          "vertx-jdbc-client",
          "agroal-pool",
          "c3p0",
          "hibernate-core",
          "hibernate-reactive-core");

  /**
   * Looks at the machine, and at the disk below a directory.
   *
   * @param cores whether they may sleep
   * @param foreign the competitors that are no Java, in their own words
   */
  public static Environment look(Path work, String cores, Map<Competitor, String> foreign)
      throws IOException, SQLException {
    Map<String, String> facts = new LinkedHashMap<>();
    facts.put("date", LocalDate.now(ZoneOffset.UTC).toString());
    facts.put("processor", Runtime.getRuntime().availableProcessors() + " × " + processor());
    facts.put("idle cores", cores);
    facts.put(
        "system",
        System.getProperty("os.name")
            + " "
            + System.getProperty("os.version")
            + " "
            + System.getProperty("os.arch"));
    double load = ManagementFactory.getOperatingSystemMXBean().getSystemLoadAverage();
    facts.put("load average before the run", Numbers.rounded(Math.max(0, load)));
    facts.put("file system", Files.getFileStore(work).type());
    facts.put("a write of 4 KiB and an fsync", fsync(work));
    facts.put(
        "Java", System.getProperty("java.vm.name") + " " + System.getProperty("java.vm.version"));
    facts.put("SQLite of the Java competitors", sqlite());
    for (String jar : JARS) {
      facts.put(jar, version(jar));
    }
    foreign.forEach((competitor, version) -> facts.put(competitor.title(), version));
    return new Environment(facts, load > 0.75 * Runtime.getRuntime().availableProcessors());
  }

  private static String processor() throws IOException {
    Path file = Path.of("/proc/cpuinfo");
    if (!Files.isReadable(file)) {
      return "unknown";
    }
    return Files.readAllLines(file).stream()
        .filter(line -> line.startsWith("model name"))
        .map(line -> line.substring(line.indexOf(':') + 1).strip())
        .findFirst()
        .orElse("unknown");
  }

  private static String fsync(Path work) throws IOException {
    Path file = work.resolve("fsync");
    double[] millis = new double[50];
    try (FileChannel channel =
        FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE)) {
      for (int i = 0; i < millis.length; i++) {
        long start = System.nanoTime();
        channel.write(ByteBuffer.allocate(4096));
        channel.force(false);
        millis[i] = (System.nanoTime() - start) / 1e6;
      }
    } finally {
      Files.deleteIfExists(file);
    }
    Arrays.sort(millis);
    return String.format(Locale.ROOT, "%.2f ms in the median", millis[millis.length / 2]);
  }

  private static String sqlite() throws SQLException {
    try (Connection connection = DriverManager.getConnection("jdbc:sqlite::memory:");
        Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery("SELECT sqlite_version()")) {
      rows.next();
      return rows.getString(1);
    }
  }

  private static String version(String jar) {
    for (String entry : System.getProperty("java.class.path").split(java.io.File.pathSeparator)) {
      String name = Path.of(entry).getFileName().toString();
      if (name.matches(jar + "-\\d.*\\.jar")) {
        return name.substring(jar.length() + 1, name.length() - ".jar".length());
      }
    }
    return "unknown";
  }
}
