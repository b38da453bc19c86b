// SPDX-License-Identifier: Apache-2.0
package io.reactivesqlite.migrations;

import java.util.Random;
import java.util.stream.LongStream;

/**
 * Where random tests begin. By default the same few seeds every time: a build must be repeatable.
 * {@code -Dmigrations.seed=7} runs one; {@code -Dmigrations.random=1000} is the long form, with so
 * many seeds nobody has tried.
 */
public final class Seeds {

  /** What is tried with a seed. */
  public interface Trial {
    void run(long seed) throws Exception;
  }

  private Seeds() {}

  /** The seeds for a test that has a fixed number of them in its short form. */
  public static LongStream of(int fixed) {
    Long one = Long.getLong("migrations.seed");
    if (one != null) {
      return LongStream.of(one);
    }
    Integer many = Integer.getInteger("migrations.random");
    return many == null ? LongStream.range(0, fixed) : new Random().longs(many);
  }

  /** Runs a trial with each seed; whatever fails names its seed. */
  public static void each(int fixed, Trial trial) {
    for (long seed : of(fixed).toArray()) {
      try {
        trial.run(seed);
      } catch (Exception | AssertionError e) {
        throw new AssertionError("Repeat with -Dmigrations.seed=" + seed, e);
      }
    }
  }
}
