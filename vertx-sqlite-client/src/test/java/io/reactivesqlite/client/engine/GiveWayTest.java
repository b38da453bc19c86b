// SPDX-License-Identifier: Apache-2.0
package io.reactivesqlite.client.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.reflect.Field;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.sqlite.core.NativeDB;

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

  private void runFor(long nanos) throws Exception {
    clock.addAndGet(nanos);
    assertThat(giveWay.progress()).isZero();
  }

  @Test
  void offersEachTimeWhereOthersTakeLittle() throws Exception {
    taken = 400_000;
    for (int i = 0; i < 1_000; i++) {
      runFor(50_000);
    }
    assertThat(offers).isEqualTo(1_000);
  }

  @Test
  void whereOthersTakeMuchItGivesAwayNoMoreThanItRuns() throws Exception {
    taken = 3_000_000;
    for (int i = 0; i < 10; i++) {
      runFor(50_000);
    }
    // After 20 ms: seven offers.
    assertThat(offers).isEqualTo(7);
    long ran = 0;
    int before = offers;
    while (ran < 3_000_000_000L) {
      runFor(50_000);
      ran += 50_000;
    }
    assertThat((offers - before) * taken).isBetween(ran - 2 * taken, ran + 2 * taken);
  }

  @Test
  void whoWasStarvedOffersAgainWhenItHasCaughtUp() throws Exception {
    taken = 3_000_000;
    for (int i = 0; i < 10; i++) {
      runFor(50_000);
    }
    taken = 0;
    runFor(21_000_000);
    int before = offers;
    runFor(50_000);
    assertThat(offers).isEqualTo(before + 1);
  }

  private static NativeConnection open() throws EngineException {
    return NativeConnection.open(
        new OpenSpec(":memory:", null, true, 0, 16, sql -> true, List.of(), List.of(), List.of()));
  }

  /** The native driver's own note of its progress handler. */
  private static boolean givesWay(NativeConnection connection) throws Exception {
    Field handler = NativeDB.class.getDeclaredField("progressHandler");
    handler.setAccessible(true);
    return handler.getLong(connection.db()) != 0;
  }

  @Test
  void eachConnectionGivesWayAlsoAfterAProgressHandlerOfTheUsers() throws Exception {
    NativeConnection connection = open();
    assertThat(givesWay(connection)).isTrue();
    connection.progress(100, () -> true);
    connection.progress(100, null);
    assertThat(givesWay(connection)).isTrue();
    connection.close();
  }

  @Test
  void aLongStatementIsAskedAndAShortOneIsNot() throws Exception {
    NativeConnection connection = open();
    connection.callbacks().handler(GiveWay.INSTRUCTIONS, giveWay);
    connection.scalar("SELECT 1");
    assertThat(offers).isZero();
    connection.scalar(
        "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 10000) SELECT count(*) FROM n");
    assertThat(offers).isPositive();
    connection.close();
  }
}
