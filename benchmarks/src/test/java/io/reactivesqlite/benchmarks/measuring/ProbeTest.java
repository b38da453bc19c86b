// SPDX-License-Identifier: Apache-2.0
package io.reactivesqlite.benchmarks.measuring;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayDeque;
import java.util.Queue;
import org.junit.jupiter.api.Test;

/** With a clock of its own, on which nothing takes time but what is told to. */
class ProbeTest {

  private static final long SECOND = 1_000_000_000;
  private static final int TASKS = (int) (SECOND / Probe.PACE_NANOS);
  private static final long SLACK = 60_000;
  private static final long PAUSE = 20_000_000;

  private long now = 5 * SECOND;
  private long wakings;

  private void sleep(long nanos) {
    now += nanos;
    wakings++;
  }

  private static void isAbout(long nanos, long expected) {
    assertThat((double) nanos).isCloseTo(expected, within(expected / 60.0));
  }

  @Test
  void aPauseOfBothIsInTheFigureThoughNothingWasSentInIt() {
    Probe probe =
        new Probe(
            () -> now,
            nanos -> {
              sleep(nanos);
              if (wakings == 100) {
                now += PAUSE;
              }
            },
            Runnable::run);

    Latencies delays = probe.send(SECOND);

    assertThat(delays.count()).isEqualTo(TASKS);
    isAbout(delays.quantile(1), PAUSE);
    // The tasks of the pause are 2 % of all, and waited for half of it on average.
    isAbout(delays.quantile(0.99), PAUSE / 2);
    assertThat(delays.quantile(0.97)).isZero();
  }

  @Test
  void aTimerThatIsNotExactIsNoDelay() {
    Probe probe = new Probe(() -> now, nanos -> sleep(nanos + SLACK), Runnable::run);

    Latencies delays = probe.send(SECOND);

    assertThat(delays.count()).isEqualTo(TASKS);
    assertThat(delays.quantile(1)).isZero();
  }

  @Test
  void nothingIsSentBeforeItIsDueThoughASleepEndsEarly() {
    Probe probe = new Probe(() -> now, nanos -> sleep((nanos + 1) / 2), Runnable::run);

    probe.send(SECOND);

    assertThat(now).isEqualTo(6 * SECOND - Probe.PACE_NANOS);
  }

  @Test
  void whatIsSentWaitsForNoEarlierTask() {
    Queue<Runnable> blocked = new ArrayDeque<>();
    Probe probe = new Probe(() -> now, this::sleep, blocked::add);

    Latencies delays = probe.send(SECOND);
    assertThat(blocked).hasSize(TASKS);
    blocked.forEach(Runnable::run);

    isAbout(delays.quantile(1), SECOND);
    isAbout(delays.quantile(0.5), SECOND / 2);
  }
}
