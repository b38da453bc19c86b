// SPDX-License-Identifier: Apache-2.0
package io.reactivesqlite.client.scheduling;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class LookoutTest {

  private final AtomicLong clock = new AtomicLong(Long.MAX_VALUE - 1_000);
  private long taken = 1_000;
  private int offers;
  private int comesAfter = Integer.MAX_VALUE;
  private final Lookout lookout =
      new Lookout(
          clock::get,
          () -> {
            offers++;
            clock.addAndGet(taken);
          });

  private boolean looksOut() {
    offers = 0;
    return lookout.sees(() -> offers >= comesAfter, clock.get());
  }

  @Test
  void seesWhatComesInTime() {
    comesAfter = 100;
    assertThat(looksOut()).isTrue();
    assertThat(offers).isEqualTo(100);
  }

  @Test
  void seesWhatIsThereAlreadyWithoutAnOffer() {
    comesAfter = 0;
    assertThat(looksOut()).isTrue();
    assertThat(offers).isZero();
  }

  @Test
  void givesUpAfterItsTime() {
    assertThat(looksOut()).isFalse();
    assertThat(offers * taken).isBetween(Lookout.NANOS, Lookout.NANOS + 2 * taken);
  }

  private void lose(long nanos) {
    long before = taken;
    taken = nanos;
    looksOut();
    assertThat(offers).isEqualTo(1);
    taken = before;
  }

  @Test
  void bearsWithWhatTakesTheCoreNowAndThen() {
    comesAfter = 3;
    for (int i = 0; i < 1_000; i++) {
      lose(4_000_000);
      assertThat(looksOut()).isTrue();
      clock.addAndGet(Lookout.REST * 4_000_000);
    }
  }

  @Test
  void restsWhereOthersDoNotLookUp() {
    lose(Lookout.PATIENCE_NANOS);
    lose(4_000_000);
    comesAfter = 3;
    assertThat(looksOut()).isFalse();
    assertThat(offers).isZero();
    // The loss itself took a part of it.
    clock.addAndGet((Lookout.REST - 1) * 4_000_000L - 1);
    assertThat(looksOut()).isFalse();

    clock.addAndGet(1);
    assertThat(looksOut()).isTrue();
  }

  @Test
  void seesWhatIsThereAlsoWhileItRests() {
    lose(2 * Lookout.PATIENCE_NANOS);
    comesAfter = 0;
    assertThat(looksOut()).isTrue();
  }

  @Test
  void besideThreadsThatNeverLookUpItLosesLittle() {
    taken = 3_000_000;
    long start = clock.get();
    long lost = 0;
    for (int i = 0; i < 100_000; i++) {
      looksOut();
      lost += offers * taken;
      clock.addAndGet(100_000);
    }
    assertThat(lost)
        .isPositive()
        .isLessThan((clock.get() - start) / 20 + Lookout.PATIENCE_NANOS + taken);
  }

  @Test
  void whatSeveralLanesLoseAtOnceAddsUp() throws Exception {
    int lanes = 4;
    int each = 4;
    ExecutorService threads = Executors.newFixedThreadPool(lanes);
    try {
      for (int round = 0; round < 5_000; round++) {
        // As each thread sees it, the first offer begins at 0 and takes long.
        ThreadLocal<Long> time = ThreadLocal.withInitial(() -> 0L);
        Lookout shared = new Lookout(time::get, () -> time.set(Lookout.LONG_NANOS));
        CyclicBarrier together = new CyclicBarrier(lanes);
        List<Future<?>> ends = new ArrayList<>();
        for (int i = 0; i < lanes; i++) {
          ends.add(
              threads.submit(
                  () -> {
                    together.await();
                    for (int loss = 0; loss < each; loss++) {
                      time.set(0L);
                      shared.sees(() -> false, 0);
                    }
                    return null;
                  }));
        }
        for (Future<?> end : ends) {
          end.get();
        }
        // Without the last of the losses there would be patience left.
        long evenAt = Lookout.LONG_NANOS + lanes * each * Lookout.REST * Lookout.LONG_NANOS;
        long usedUp = evenAt - Lookout.REST * Lookout.PATIENCE_NANOS - 1;
        time.set(usedUp);
        shared.sees(() -> false, usedUp);
        assertThat(time.get()).isEqualTo(usedUp);
      }
    } finally {
      threads.shutdownNow();
    }
  }
}
