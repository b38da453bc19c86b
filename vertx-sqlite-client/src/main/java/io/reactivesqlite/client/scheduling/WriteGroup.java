// SPDX-License-Identifier: Apache-2.0
package io.reactivesqlite.client.scheduling;

import io.reactivesqlite.client.engine.EngineException;
import io.reactivesqlite.client.engine.NativeConnection;
import java.util.List;

/** Writes that run in one transaction, and share its fsync. */
final class WriteGroup {

  /** After so long a group is committed: what has run should not wait for the rest. */
  private static final long LONGEST_NANOS = 20_000_000;

  /** How it ended. */
  enum End {
    /** The jobs that have {@link #ran} are committed, each with its own outcome. */
    COMMITTED,
    /** A lock of another process is in the way; nothing is written. */
    LOCKED,
    /** Something ended the transaction, and with it what all had written. */
    UNDONE,
    /** Nothing has run: these cannot share a transaction, or there is no connection. */
    NOT_BEGUN
  }

  private final Database database;
  private final LaneConnection connection;
  private final List<Job> jobs;
  private int ran;

  WriteGroup(Database database, LaneConnection connection, List<Job> jobs) {
    this.database = database;
    this.connection = connection;
    this.jobs = jobs;
  }

  /** How many of the jobs, from the first on, have run. */
  int ran() {
    return ran;
  }

  End run() {
    End end;
    try {
      end = run(connection.connection());
    } catch (EngineException e) {
      end = BusyRetry.isBusy(e) ? End.LOCKED : End.UNDONE;
    } catch (SchedulingException e) {
      // Each of them will be told when it runs alone.
      end = End.NOT_BEGUN;
    }
    connection.endTransaction();
    if (end != End.COMMITTED) {
      connection.forgetWritten();
    }
    return end;
  }

  private End run(NativeConnection c) throws EngineException {
    long latest = System.nanoTime() + LONGEST_NANOS;
    c.execute("BEGIN IMMEDIATE");
    if (database.schemaMoved(c) && !stillGroupable(c)) {
      return End.NOT_BEGUN;
    }
    for (Job job : jobs) {
      connection.run(job);
      ran++;
      if (!c.inTransaction()) {
        return End.UNDONE;
      }
      if (BusyRetry.isBusy(job.failure())) {
        // Alone it would have waited for the lock.
        return End.LOCKED;
      }
      if (System.nanoTime() > latest) {
        break;
      }
    }
    c.execute("COMMIT");
    return End.COMMITTED;
  }

  /**
   * The schema is another one, perhaps by another process: what was known of the statements may be
   * wrong, also that they may share a transaction.
   */
  private boolean stillGroupable(NativeConnection c) throws EngineException {
    for (Job job : jobs) {
      job.access(c);
      if (!job.groupable()) {
        return false;
      }
    }
    return true;
  }
}
