// SPDX-License-Identifier: Apache-2.0
package io.reactivesqlite.client.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class GiveWayTest {

  private final AtomicLong clock = new AtomicLong(1_000);
  private long taken;
  private int offers;
  private final GiveWay giveWay =
      new GiveWay(
          clock::get,
          () -> {
            offers++;
            clock.addAndGet(taken);
          });

  @Test
  void offersEachTimeWhileNobodyTakesIt() {
    for (int i = 0; i < 5; i++) {
      clock.incrementAndGet();
      assertThat(giveWay.progress()).isZero();
    }
    assertThat(offers).isEqualTo(5);
  }

  @Test
  void keepsFourFifthsWhereOthersTakeLong() {
    taken = 3_000;
    giveWay.progress();
    clock.addAndGet(4 * 3_000 - 1);
    giveWay.progress();
    assertThat(offers).isEqualTo(1);
    clock.incrementAndGet();
    giveWay.progress();
    assertThat(offers).isEqualTo(2);
  }

  @Test
  void aLongStatementIsAskedAndAShortOneIsNot() throws Exception {
    NativeConnection connection =
        NativeConnection.open(
            new OpenSpec(
                ":memory:",
                null,
                true,
                0,
                16,
                sql -> true,
                java.util.List.of(),
                java.util.List.of(),
                java.util.List.of()));
    connection.callbacks().handler(GiveWay.INSTRUCTIONS, giveWay);
    connection.scalar("SELECT 1");
    assertThat(offers).isZero();
    connection.scalar(
        "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 10000) SELECT count(*) FROM n");
    assertThat(offers).isPositive();
    connection.close();
  }
}
