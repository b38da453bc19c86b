// SPDX-License-Identifier: Apache-2.0
package io.reactivesqlite.client.scheduling;

import io.reactivesqlite.client.engine.EngineException;
import io.reactivesqlite.client.engine.NativeConnection;
import io.reactivesqlite.client.engine.NativeStatement;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.ReentrantLock;

/**
 * Keeps the write-ahead log of one database short, with a connection of its own and off the
 * callers' path.
 *
 * <p>Readers that overlap all the time would let the log grow for ever, as it starts again from the
 * front only at a moment without them: then a writer that has the turn waits for a few milliseconds
 * for that moment, with nobody reading from the log.
 *
 * @see <a href="https://www.sqlite.org/wal.html#ckpt">Checkpointing</a>
 */
final class Checkpoints {

  /** The log should start again from the front when it is so many times longer than wanted. */
  private static final int START_AGAIN_FACTOR = 4;

  /** Each try waits for as long as SQLite itself waits for a lock. */
  private static final int START_AGAIN_TRIES = 5;

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

  private volatile int limit;
  private volatile double pagesPerUnit = 1;
  private volatile boolean startAgainDue;
  private volatile long logPages;
  private volatile long movedPages;
  private volatile long failures;

  /** Commits and statements since the last checkpoint; only who has the turn counts. */
  private volatile long units;

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
      this.startAgainAt = (long) limit * START_AGAIN_FACTOR;
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
    if (startAgainDue) {
      startAgain();
    }
    if (units * pagesPerUnit >= wanted && running.compareAndSet(false, true)) {
      long counted = units;
      units = 0;
      workers.execute(() -> checkpoint(counted));
    }
  }

  private void checkpoint(long counted) {
    lock.lock();
    try {
      if (connection != null) {
        long[] result = run("PRAGMA wal_checkpoint(PASSIVE)");
        learn(result[1], counted);
        logPages = result[1];
        movedPages = result[2];
        complete = logPages == movedPages;
        // What a long reader holds back, no waiting helps.
        startAgainDue = logPages >= startAgainAt && logPages - movedPages < limit;
      }
    } catch (EngineException e) {
      failed(e);
    } finally {
      lock.unlock();
      running.set(false);
    }
  }

  private void learn(long log, long counted) {
    long added = complete ? log : Math.max(0, log - logPages);
    double measured = Math.min(MOST_PAGES, Math.max(FEWEST_PAGES, (double) added / counted));
    pagesPerUnit = (pagesPerUnit + measured) / 2;
  }

  private void startAgain() {
    // A checkpoint that runs now is the next best thing.
    if (!lock.tryLock()) {
      return;
    }
    try {
      startAgainDue = false;
      for (int i = 0; i < START_AGAIN_TRIES && connection != null; i++) {
        long[] result = run("PRAGMA wal_checkpoint(RESTART)");
        if (result[0] == 0) {
          logPages = result[1];
          movedPages = result[2];
          complete = true;
          startAgainAt = (long) limit * START_AGAIN_FACTOR;
          return;
        }
      }
      startAgainAt = logPages + (long) limit * START_AGAIN_FACTOR;
    } catch (EngineException e) {
      failed(e);
    } finally {
      lock.unlock();
    }
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
  private void failed(EngineException e) {
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
}
