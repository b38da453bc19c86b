// SPDX-License-Identifier: Apache-2.0
package io.reactivesqlite.examples.bookshop;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Test;

class EventLoopDelayTest {

  private static final long BLOCKED_NANOS = TimeUnit.MILLISECONDS.toNanos(300);

  @Test
  void aBlockedLoopIsSeenEachTimeSomethingWasDue() throws Exception {
    Vertx vertx = Vertx.vertx();
    try {
      EventLoopDelay delay = await(EventLoopDelay.of(vertx));
      Promise<Void> through = Promise.promise();
      vertx.runOnContext(
          v -> {
            long end = System.nanoTime() + BLOCKED_NANOS;
            while (System.nanoTime() < end) {
              LockSupport.parkNanos(end - System.nanoTime());
            }
            // Behind what became due meanwhile.
            vertx.setTimer(20, timer -> through.complete());
          });
      await(through.future());

      EventLoopDelay.Seen seen = delay.take();
      assertThat(seen.worstMillis()).isGreaterThan(200);
      assertThat(seen.p99Millis()).isGreaterThan(100);
      assertThat(seen.medianMillis()).isLessThanOrEqualTo(seen.p99Millis());
    } finally {
      await(vertx.close());
    }
  }

  private static <T> T await(Future<T> future) throws Exception {
    return future.toCompletionStage().toCompletableFuture().get(60, TimeUnit.SECONDS);
  }
}
