// SPDX-License-Identifier: Apache-2.0
package io.reactivesqlite.client.scheduling;

import io.reactivesqlite.client.engine.EngineException;
import io.reactivesqlite.client.engine.NativeConnection;
import io.reactivesqlite.client.engine.NativeStatement;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.ReentrantLock;

/**
 * Keeps the write-ahead log of one database short, with a connection of its own and off the
 * callers' path.
 *
 * <p>Readers that overlap all the time would let the log grow for ever, as it starts again from the
 * front only at a moment without them: then a writer that has the turn waits for that moment, for
 * the longer the longer the log is. Mostly that takes milliseconds: while nobody writes, new
 * readers soon find all they need in the database.
 *
 * @see <a href="https://www.sqlite.org/wal.html#ckpt">Checkpointing</a>
 */
final class Checkpoints {

  /** The log should start again from the front when it is so many times longer than wanted. */
  private static final int START_AGAIN_FACTOR = 4;

  /**
   * Each try waits for as long as SQLite itself waits for a lock. A log that is longer than that is
   * worth more of them, in proportion: so readers who read for a bounded time let it get only so
   * long.
   */
  private static final int START_AGAIN_TRIES = 5;

  /** The turn should not be held for so long that somebody notices. */
  private static final int MOST_TRIES = 20;

  /** So many limits after the last checkpoint the next one is late. */
  private static final int LATE_FACTOR = 4;

  private static final int NOWHERE = -1;

  // What a statement adds to the log, SQLite tells only afterwards; so it is learned.
  private static final double FEWEST_PAGES = 1.0 / 64;
  private static final double MOST_PAGES = 8;

  private static final System.Logger LOG = System.getLogger(Checkpoints.class.getName());

  private final String name;
  private final AtomicBoolean running = new AtomicBoolean();

  /** Guards the connection. */
  private final ReentrantLock lock = new ReentrantLock();

  private NativeConnection connection;
  private boolean complete = true;
  private long startAgainAt;

  /** How far the log could be moved when the longest wait was in vain: a reader holds it there. */
  private long heldAt;

  private volatile int limit;
  private volatile double pagesPerUnit = 1;
  private volatile boolean startAgainDue;
  private volatile long logPages;
  private volatile long movedPages;
  private volatile long failures;
  private volatile long waits;

  /** Commits and statements so far; only who has the turn counts. */
  private volatile long units;

  /** How many of them the last checkpoint has seen, or would have. */
  private volatile long unitsSeen;

  Checkpoints(String name) {
    this.name = name;
  }

  /**
   * @param connection closed by {@link #close()}
   * @param limit how many pages the log may have before a checkpoint; 0 for no checkpoints
   */
  void open(NativeConnection connection, int limit) {
    lock.lock();
    try {
      this.connection = connection;
      this.limit = limit;
      begun();
    } finally {
      lock.unlock();
    }
  }

  /** Closes the connection; on a worker thread. */
  void close() throws EngineException {
    lock.lock();
    try {
      NativeConnection c = connection;
      connection = null;
      limit = 0;
      startAgainDue = false;
      if (c != null) {
        c.close();
      }
    } finally {
      lock.unlock();
    }
  }

  /**
   * A number that is another one when anybody, of this process or not, has committed; {@code null}
   * when the database is closed. Reads shared memory in WAL mode, and four bytes of the file
   * without.
   */
  Long dataVersion() throws EngineException {
    lock.lock();
    try {
      return connection == null ? null : (Long) connection.scalar("PRAGMA data_version");
    } finally {
      lock.unlock();
    }
  }

  /** To be told by who has the turn, after it has committed and before it gives the turn back. */
  @SuppressWarnings("NonAtomicOperationOnVolatileField") // one writer: who has the turn
  void committed(int commits, int statements, Executor workers) {
    int wanted = limit;
    if (wanted == 0) {
      return;
    }
    units += commits + statements;
    // A checkpoint that still waits for a thread does not keep the log short.
    if (startAgainDue || (running.get() && unseenPages() >= (double) wanted * LATE_FACTOR)) {
      startAgain();
    }
    if (unseenPages() >= wanted && running.compareAndSet(false, true)) {
      try {
        workers.execute(this::checkpoint);
      } catch (RejectedExecutionException e) {
        unitsSeen = units;
        running.set(false);
        failed(e);
      }
    }
  }

  private double unseenPages() {
    return (units - unitsSeen) * pagesPerUnit;
  }

  private void checkpoint() {
    lock.lock();
    try {
      if (connection != null) {
        checkpoint("PASSIVE");
        startAgainDue = isDue();
      }
    } catch (EngineException e) {
      failed(e);
    } finally {
      lock.unlock();
      running.set(false);
    }
  }

  /** Whether the log was moved as far as it goes with nobody in the way. */
  private boolean checkpoint(String mode) throws EngineException {
    long counted = units - unitsSeen;
    unitsSeen += counted;
    long[] result = run("PRAGMA wal_checkpoint(" + mode + ")");
    if (result[1] < 0) {
      // Another process makes one.
      return false;
    }
    if (result[1] < logPages) {
      begun();
    }
    learn(result[1], counted);
    logPages = result[1];
    movedPages = result[2];
    complete = logPages == movedPages;
    return result[0] == 0;
  }

  /** While the same reader holds the log, no waiting helps. */
  private boolean isDue() {
    return logPages >= startAgainAt && movedPages != heldAt;
  }

  /** The log begins anew. */
  private void begun() {
    complete = true;
    startAgainAt = (long) limit * START_AGAIN_FACTOR;
    heldAt = NOWHERE;
  }

  private void learn(long log, long counted) {
    if (counted == 0) {
      return;
    }
    long added = complete ? log : Math.max(0, log - logPages);
    double measured = Math.min(MOST_PAGES, Math.max(FEWEST_PAGES, (double) added / counted));
    pagesPerUnit = (pagesPerUnit + measured) / 2;
  }

  /** A wait in vain is followed by one twice as long, when the log is twice as long. */
  private void startAgain() {
    // A checkpoint that runs now is the next best thing.
    if (!lock.tryLock()) {
      return;
    }
    try {
      startAgainDue = false;
      int tries = 0;
      do {
        if (connection == null || limit == 0) {
          return;
        }
        tries++;
        waits++;
        if (checkpoint("RESTART")) {
          begun();
          return;
        }
      } while (isDue() && tries < triesFor(logPages));
      if (isDue()) {
        heldAt = tries == MOST_TRIES ? movedPages : NOWHERE;
        startAgainAt = 2 * logPages;
      }
    } catch (EngineException e) {
      failed(e);
    } finally {
      lock.unlock();
    }
  }

  private long triesFor(long pages) {
    return Math.min(MOST_TRIES, START_AGAIN_TRIES * pages / ((long) limit * START_AGAIN_FACTOR));
  }

  /** Whether somebody was in the way, pages in the log, and how many of these were moved. */
  private long[] run(String sql) throws EngineException {
    NativeStatement statement = connection.take(sql);
    try {
      statement.start(null);
      Object[] row = statement.row();
      return new long[] {(Long) row[0], (Long) row[1], (Long) row[2]};
    } finally {
      connection.giveBack(statement);
    }
  }

  /** The log is whole without it; only longer. The next one may do better. */
  private void failed(Exception e) {
    failures++;
    LOG.log(System.Logger.Level.WARNING, "a checkpoint of the database " + name + " failed", e);
  }

  /** Pages in the log as of the last checkpoint. */
  long logPages() {
    return logPages;
  }

  /** How many of them the last checkpoint could move into the database. */
  long movedPages() {
    return movedPages;
  }

  long failures() {
    return failures;
  }

  /** How often writers have tried to let the log start again. */
  long waits() {
    return waits;
  }
}
