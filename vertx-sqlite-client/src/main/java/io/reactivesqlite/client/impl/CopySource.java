// SPDX-License-Identifier: Apache-2.0
package io.reactivesqlite.client.impl;

import io.reactivesqlite.client.engine.EngineException;
import io.reactivesqlite.client.engine.NativeConnection;
import io.reactivesqlite.client.engine.PageCopy;
import io.reactivesqlite.client.scheduling.SchedulingException;
import io.reactivesqlite.client.scheduling.TurnOnThread;
import io.reactivesqlite.client.scheduling.WriteTurn;

/**
 * The reading side of a copy, on a copy thread. In WAL mode it holds one snapshot all the time, and
 * no writer minds. Otherwise it holds the shared turn during each step and lets writers have theirs
 * in between; a write makes SQLite begin the copy again, so after some of these it keeps the turn.
 */
final class CopySource implements AutoCloseable {

  private static final int MOST_RESTARTS = 3;

  private final NativeConnection connection;
  private final TurnOnThread turn;
  private final int pauseMillis;
  private final PageCopy.Observer told;
  private int lastDone;
  private int restarts;
  private boolean hurry;

  CopySource(
      ClientDatabase client, NativeConnection connection, int pauseMillis, PageCopy.Observer told)
      throws EngineException, SchedulingException {
    this.connection = connection;
    this.pauseMillis = pauseMillis;
    this.told = told;
    this.turn =
        client.database().wal()
            ? null
            : new TurnOnThread(
                client.database().turn(),
                WriteTurn.Mode.SHARED,
                "a backup",
                client.options().getTurnTimeout());
    if (turn == null) {
      connection.execute("BEGIN");
      // BEGIN alone takes no snapshot, a read does.
      connection.scalar("SELECT 1 FROM sqlite_schema");
    } else {
      turn.take();
    }
  }

  /** For a copy in one step. */
  static CopySource wholeTime(ClientDatabase client, NativeConnection connection)
      throws EngineException, SchedulingException {
    CopySource source = new CopySource(client, connection, 0, (done, total) -> {});
    // VACUUM INTO refuses to run in a transaction, and takes its own snapshot.
    connection.rollbackIfOpen();
    return source;
  }

  /** Between the steps, on the copy thread. */
  PageCopy.Observer observer() {
    return (done, total) -> {
      if (done <= lastDone && total > 0) {
        restarts++;
      }
      lastDone = done;
      told.step(done, total);
      if (done < total && restarts < MOST_RESTARTS) {
        letOthers();
      }
    };
  }

  private void letOthers() {
    if (turn != null) {
      turn.release();
    }
    if (pauseMillis > 0 && !hurry) {
      try {
        Thread.sleep(pauseMillis);
      } catch (InterruptedException e) {
        // The process wants to end; SQLite's loop cannot be left, but need not take its time.
        hurry = true;
        Thread.currentThread().interrupt();
      }
    }
    if (turn != null) {
      try {
        turn.take();
      } catch (SchedulingException e) {
        // Without its turn the step may meet a lock, which SQLite waits for; the copy stays right.
        hurry = true;
      }
    }
  }

  @Override
  public void close() throws EngineException {
    try {
      connection.rollbackIfOpen();
    } finally {
      if (turn != null) {
        turn.release();
      }
    }
  }
}
