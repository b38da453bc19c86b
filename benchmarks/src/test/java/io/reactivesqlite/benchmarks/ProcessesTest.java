// SPDX-License-Identifier: Apache-2.0
package io.reactivesqlite.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ProcessesTest {

  /** Never ends by itself. */
  public static final class Hanging {
    private Hanging() {}

    public static void main(String[] args) throws InterruptedException {
      new java.util.concurrent.CountDownLatch(1).await();
    }
  }

  @TempDir Path directory;

  @Test
  void aProcessThatHangsIsEnded() throws Exception {
    Duration limit = Duration.ofSeconds(1);

    Processes.Outcome outcome =
        Processes.run(
            List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-cp",
                System.getProperty("java.class.path"),
                Hanging.class.getName()),
            directory,
            limit);

    assertThat(outcome.isSuccess()).isFalse();
    assertThat(outcome.reason(limit)).isEqualTo("ended after 1 s without a result");
  }

  @Test
  void aCommandThatDoesNotExistIsAFailureLikeAnother() throws Exception {
    Processes.Outcome outcome =
        Processes.run(List.of("there-is-no-such-command"), directory, Duration.ofSeconds(1));

    assertThat(outcome.isSuccess()).isFalse();
    assertThat(outcome.reason(Duration.ofSeconds(1))).contains("there-is-no-such-command");
  }

  @Test
  void theReasonIsTheDeepestCause() {
    Processes.Outcome outcome =
        new Processes.Outcome(
            1, "", "java.lang.IllegalStateException: outer\n\tat x\nCaused by: inner: why\n");

    assertThat(outcome.reason(Duration.ZERO)).isEqualTo("Caused by: inner: why");
  }
}
