// SPDX-License-Identifier: Apache-2.0
package io.reactivesqlite.client.scheduling;

import static io.reactivesqlite.client.scheduling.WriteTurn.Mode.EXCLUSIVE;
import static io.reactivesqlite.client.scheduling.WriteTurn.Mode.SHARED;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class WriteTurnTest {

  private final WriteTurn turn = new WriteTurn();
  private final List<String> granted = new ArrayList<>();

  private WriteTurn.Ticket ask(WriteTurn.Mode mode, String owner) {
    return turn.acquire(mode, owner, t -> granted.add(owner));
  }

  @Test
  void aFreeTurnIsGivenAtOnceAndWithoutACallback() {
    assertThat(ask(EXCLUSIVE, "a").grantedAtOnce()).isTrue();
    assertThat(granted).isEmpty();
  }

  @Test
  void writersGetItInTheOrderInWhichTheyAsked() {
    WriteTurn.Ticket first = ask(EXCLUSIVE, "first");
    List<WriteTurn.Ticket> others = new ArrayList<>();
    for (String owner : List.of("a", "b", "c")) {
      others.add(ask(EXCLUSIVE, owner));
    }
    first.release();
    assertThat(granted).containsExactly("a");
    others.get(0).release();
    others.get(1).release();
    assertThat(granted).containsExactly("a", "b", "c");
  }

  @Test
  void readersShareIt() {
    assertThat(ask(SHARED, "a").grantedAtOnce()).isTrue();
    assertThat(ask(SHARED, "b").grantedAtOnce()).isTrue();
    assertThat(turn.holder()).isEqualTo("2 readers");
  }

  @Test
  void aReaderDoesNotOvertakeAWriterWhoWaits() {
    WriteTurn.Ticket reader = ask(SHARED, "reader");
    WriteTurn.Ticket writer = ask(EXCLUSIVE, "writer");
    WriteTurn.Ticket late = ask(SHARED, "late");
    assertThat(writer.grantedAtOnce()).isFalse();
    assertThat(late.grantedAtOnce()).isFalse();
    reader.release();
    assertThat(granted).containsExactly("writer");
    writer.release();
    assertThat(granted).containsExactly("writer", "late");
  }

  @Test
  void readersWhoWaitTogetherStartTogether() {
    WriteTurn.Ticket writer = ask(EXCLUSIVE, "writer");
    ask(SHARED, "a");
    ask(SHARED, "b");
    ask(EXCLUSIVE, "next");
    ask(SHARED, "late");
    writer.release();
    assertThat(granted).containsExactly("a", "b");
  }

  @Test
  void aSecondReleaseDoesNothing() {
    WriteTurn.Ticket a = ask(EXCLUSIVE, "a");
    a.release();
    WriteTurn.Ticket b = ask(EXCLUSIVE, "b");
    ask(EXCLUSIVE, "c");
    a.release();
    assertThat(granted).isEmpty();
    assertThat(turn.holder()).startsWith("b, for ");
    assertThat(b.leave()).as("what was given is not left").isFalse();
    assertThat(granted).isEmpty();
    b.release();
    assertThat(granted).containsExactly("c");
  }

  @Test
  void whoLeavesTheQueueIsNeverCalledAndBlocksNobody() {
    WriteTurn.Ticket reader = ask(SHARED, "reader");
    WriteTurn.Ticket writer = ask(EXCLUSIVE, "writer");
    ask(SHARED, "behind");
    assertThat(writer.leave()).isTrue();
    assertThat(granted).containsExactly("behind");
    reader.release();
    assertThat(granted).containsExactly("behind");
    assertThat(turn.figures().waiting()).isZero();
  }

  @Test
  void aLoneReaderBecomesAWriterAtOnce() {
    WriteTurn.Ticket upgraded = turn.upgrade(ask(SHARED, "a"), t -> granted.add("upgraded"));
    assertThat(upgraded.grantedAtOnce()).isTrue();
    assertThat(upgraded.mode()).isEqualTo(EXCLUSIVE);
    ask(EXCLUSIVE, "b");
    upgraded.release();
    assertThat(granted).containsExactly("b");
  }

  @Test
  void aReaderWhoWantsToWriteGoesBeforeAllWhoWaitButAfterTheOtherReaders() {
    WriteTurn.Ticket a = ask(SHARED, "a");
    WriteTurn.Ticket b = ask(SHARED, "b");
    ask(EXCLUSIVE, "waiting");
    WriteTurn.Ticket upgraded = turn.upgrade(a, t -> granted.add("upgraded"));
    assertThat(upgraded.grantedAtOnce()).isFalse();
    assertThat(granted).isEmpty();
    b.release();
    assertThat(granted).containsExactly("upgraded");
    upgraded.release();
    assertThat(granted).containsExactly("upgraded", "waiting");
  }

  @Test
  void twoReadersCannotBothBecomeWriters() {
    WriteTurn.Ticket a = ask(SHARED, "a");
    WriteTurn.Ticket b = ask(SHARED, "b");
    turn.upgrade(a, t -> granted.add("a"));
    assertThat(turn.upgrade(b, t -> granted.add("b"))).isNull();
    b.release();
    assertThat(granted).containsExactly("a");
  }

  @Test
  void whoGivesUpWaitingToWriteStillReads() {
    WriteTurn.Ticket a = ask(SHARED, "a");
    WriteTurn.Ticket b = ask(SHARED, "b");
    WriteTurn.Ticket upgraded = turn.upgrade(a, t -> granted.add("upgraded"));
    assertThat(upgraded.leave()).isTrue();
    b.release();
    assertThat(ask(EXCLUSIVE, "writer").grantedAtOnce()).as("a still holds its share").isFalse();
    a.release();
    assertThat(granted).containsExactly("writer");
  }

  @Test
  void figuresCountGrantsAndWaits() {
    WriteTurn.Ticket a = ask(EXCLUSIVE, "a");
    ask(EXCLUSIVE, "b");
    ask(EXCLUSIVE, "c");
    assertThat(turn.figures().waiting()).isEqualTo(2);
    assertThat(turn.hasWaiters()).isTrue();
    a.release();
    WriteTurn.Figures figures = turn.figures();
    assertThat(figures.waiting()).isEqualTo(1);
    assertThat(figures.grants()).isEqualTo(2);
    assertThat(figures.waits()).isEqualTo(1);
    assertThat(figures.waitedNanos()).isPositive();
  }

  @Test
  void aTimeoutNamesTheHolder() {
    ask(EXCLUSIVE, "the connection session.7");
    assertThat(turn.timeout(30_000_000_000L))
        .hasMessageStartingWith(
            "waited 30000 ms for the turn to write, which is held by the connection session.7, for ")
        .extracting(SchedulingException::reason)
        .isEqualTo(SchedulingException.Reason.TURN_TIMEOUT);
  }

  @Test
  void underContentionNobodyMeetsAWriterAndNobodyIsForgotten() throws Exception {
    long seed = System.nanoTime();
    System.out.println("WriteTurnTest seed " + seed);
    AtomicInteger readers = new AtomicInteger();
    AtomicInteger writers = new AtomicInteger();
    AtomicInteger mistakes = new AtomicInteger();
    AtomicInteger served = new AtomicInteger();
    AtomicInteger left = new AtomicInteger();
    int threads = 4;
    int rounds = 5_000;
    List<Thread> all = new ArrayList<>();
    for (int n = 0; n < threads; n++) {
      Random random = new Random(seed + n);
      Thread thread =
          new Thread(
              () -> {
                for (int i = 0; i < rounds; i++) {
                  WriteTurn.Mode mode = random.nextInt(3) == 0 ? EXCLUSIVE : SHARED;
                  CompletableFuture<WriteTurn.Ticket> mine = new CompletableFuture<>();
                  WriteTurn.Ticket ticket = turn.acquire(mode, "x", mine::complete);
                  if (!ticket.grantedAtOnce()) {
                    if (random.nextInt(4) == 0) {
                      // Either leaves the queue, or gives back what it was just given.
                      ticket.release();
                      left.incrementAndGet();
                      continue;
                    }
                    if (mine.join() != ticket) {
                      mistakes.incrementAndGet();
                    }
                  }
                  AtomicInteger mineHere = mode == SHARED ? readers : writers;
                  int now = mineHere.incrementAndGet();
                  if (mode == EXCLUSIVE && (now != 1 || readers.get() != 0)
                      || mode == SHARED && writers.get() != 0) {
                    mistakes.incrementAndGet();
                  }
                  mineHere.decrementAndGet();
                  ticket.release();
                  served.incrementAndGet();
                }
              });
      thread.start();
      all.add(thread);
    }
    for (Thread thread : all) {
      thread.join();
    }
    assertThat(mistakes).hasValue(0);
    assertThat(served.get() + left.get()).isEqualTo(threads * rounds);
    assertThat(turn.holder()).isNull();
    assertThat(turn.figures().waiting()).isZero();
  }
}
