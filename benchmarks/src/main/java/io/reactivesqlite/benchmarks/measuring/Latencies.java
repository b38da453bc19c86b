// SPDX-License-Identifier: Apache-2.0
package io.reactivesqlite.benchmarks.measuring;

import java.util.concurrent.atomic.AtomicLongArray;

/**
 * A histogram of times, exact to about 1.6 %: each power of two is cut into 64 equal parts. Any
 * thread may record.
 */
final class Latencies {

  private static final int PART_BITS = 6;
  private static final int PARTS = 1 << PART_BITS;

  private final AtomicLongArray counts = new AtomicLongArray(PARTS * (Long.SIZE - PART_BITS + 1));

  void record(long nanos) {
    counts.incrementAndGet(bucket(Math.max(0, nanos)));
  }

  private static int bucket(long nanos) {
    if (nanos < PARTS) {
      return (int) nanos;
    }
    int shift = Long.SIZE - 1 - Long.numberOfLeadingZeros(nanos) - PART_BITS;
    return shift * PARTS + (int) (nanos >>> shift);
  }

  private static long upperBound(int bucket) {
    if (bucket < PARTS) {
      return bucket;
    }
    int shift = bucket / PARTS - 1;
    return ((long) (bucket - shift * PARTS) + 1 << shift) - 1;
  }

  void clear() {
    for (int i = 0; i < counts.length(); i++) {
      counts.set(i, 0);
    }
  }

  long count() {
    long all = 0;
    for (int i = 0; i < counts.length(); i++) {
      all += counts.get(i);
    }
    return all;
  }

  /** The time within which this part of all was through, in nanoseconds; 0 where there is none. */
  long quantile(double part) {
    long wanted = (long) Math.ceil(part * count());
    long seen = 0;
    for (int i = 0; i < counts.length(); i++) {
      seen += counts.get(i);
      if (seen >= wanted && seen > 0) {
        return upperBound(i);
      }
    }
    return 0;
  }
}
