// SPDX-License-Identifier: Apache-2.0
package io.reactivesqlite.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CoresTest {

  /** Can be opened, but refuses what is written. */
  private static final Path FULL = Path.of("/dev/full");

  private static final Path OPEN_FILES = Path.of("/proc/self/fd");

  @TempDir Path directory;

  @Test
  void theDeviceIsAskedForNoLatencyUntilTheEnd() throws Exception {
    Path device = Files.createFile(directory.resolve("latency"));

    try (Cores cores = Cores.awake(device)) {
      assertThat(cores.state()).isEqualTo("kept awake by " + device);
      assertThat(device).hasBinaryContent(new byte[] {0, 0, 0, 0});
    }
  }

  @Test
  void aDeviceThatRefusesTheRequestIsNotLeftOpen() throws Exception {
    assumeTrue(Files.isWritable(FULL) && Files.isDirectory(OPEN_FILES));

    try (Cores cores = Cores.awake(FULL)) {
      assertThat(cores.state()).startsWith("may sleep");
      assertThat(openFiles()).doesNotContain(FULL);
    }
  }

  private static List<Path> openFiles() throws IOException {
    try (Stream<Path> links = Files.list(OPEN_FILES)) {
      return links.map(CoresTest::target).toList();
    }
  }

  /** The link itself where its file was closed meanwhile. */
  private static Path target(Path link) {
    try {
      return Files.readSymbolicLink(link);
    } catch (IOException e) {
      return link;
    }
  }

  @Test
  void whereThereIsNoDeviceCoresMaySleep() throws Exception {
    try (Cores cores = Cores.awake(directory.resolve("none"))) {
      assertThat(cores.state()).startsWith("may sleep");
    }
  }
}
