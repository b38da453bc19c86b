// SPDX-License-Identifier: Apache-2.0
package io.reactivesqlite.benchmarks.measuring;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;

class LatenciesTest {

  @Test
  void quantilesAreThoseOfTheSortedTimesButForTheWidthOfABucket() {
    long seed = System.nanoTime();
    System.out.println("seed " + seed);
    Random random = new Random(seed);
    long[] times = new long[10_000];
    Latencies latencies = new Latencies();
    for (int i = 0; i < times.length; i++) {
      times[i] = (long) Math.exp(random.nextDouble() * 25);
      latencies.record(times[i]);
    }
    Arrays.sort(times);

    for (double part : new double[] {0.001, 0.5, 0.99, 0.999, 1}) {
      long exact = times[(int) Math.ceil(part * times.length) - 1];
      assertThat((double) latencies.quantile(part)).isCloseTo(exact, within(exact / 60.0));
    }
  }

  @Test
  void theLongestTimeThatThereIsHasABucket() {
    Latencies latencies = new Latencies();
    latencies.record(Long.MAX_VALUE);

    assertThat(latencies.quantile(1)).isEqualTo(Long.MAX_VALUE);
  }

  @Test
  void nothingRecordedIsZero() {
    assertThat(new Latencies().quantile(0.99)).isZero();
  }
}
