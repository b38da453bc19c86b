// SPDX-License-Identifier: Apache-2.0
package io.reactivesqlite.client.scheduling;

import io.reactivesqlite.client.engine.EngineException;
import io.reactivesqlite.client.engine.NativeConnection;
import io.reactivesqlite.client.engine.ResultCodes;
import java.util.LinkedHashSet;
import java.util.Set;

/**
 * A native connection and the job that runs on it: the one place that runs jobs, so that an
 * interrupt can never hit the wrong one.
 */
final class LaneConnection {

  /** Opens the native connection, on a worker thread. */
  @FunctionalInterface
  interface Opener {
    NativeConnection open() throws EngineException;
  }

  private static final System.Logger LOG = System.getLogger(LaneConnection.class.getName());

  /** Stands for a write of which nobody knows what it has touched. */
  static final String ANYTHING = "";

  private final String name;
  private final Opener opener;
  private final Database database;
  private final Object guard = new Object();
  private Job current;
  private boolean interrupted;
  private boolean closed;
  private volatile long runningSince;
  private volatile NativeConnection connection;

  /** The SQL of the writes that are not committed yet; belongs to the lane's thread. */
  private final Set<String> written = new LinkedHashSet<>();

  LaneConnection(String name, Opener opener, Database database) {
    this.name = name;
    this.opener = opener;
    this.database = database;
  }

  String name() {
    return name;
  }

  /** The connection, opened by the first who asks. */
  NativeConnection connection() throws EngineException, SchedulingException {
    NativeConnection c = connection;
    if (c == null) {
      if (closed) {
        throw new SchedulingException(
            SchedulingException.Reason.CLOSED, "the connection is closed");
      }
      c = opener.open();
      connection = c;
    }
    c.schemaEpoch(database.schemaEpoch());
    return c;
  }

  /** The connection, or {@code null} where none was opened. */
  NativeConnection ifOpen() {
    return connection;
  }

  /** Runs the job and marks its outcome. The job was begun by the caller. */
  void run(Job job) {
    job.runningOn(this);
    synchronized (guard) {
      current = job;
      runningSince = System.nanoTime();
    }
    Throwable failure = null;
    try {
      NativeConnection c = connection();
      if (job.stopReason() != null) {
        failure = job.stopReason();
      } else {
        job.run(c);
      }
    } catch (EngineException e) {
      boolean stopped =
          job.stopReason() != null
              && (e.primaryCode() == ResultCodes.INTERRUPT || BusyRetry.isBusy(e));
      failure = stopped ? job.stopReason() : e;
    } catch (Throwable e) {
      // A mapper, a collector or a function of the user's; also our own mistakes. The caller must
      // hear of it, and the lane must live.
      failure = e;
    } finally {
      synchronized (guard) {
        current = null;
        runningSince = 0;
        if (interrupted) {
          interrupted = false;
          // The job may have closed it.
          if (connection != null) {
            connection.endInterrupt();
          }
        }
      }
    }
    if (failure != null) {
      failure = settle(failure);
    }
    job.outcome(failure);
  }

  /** The timeout of the job that runs counts from now. */
  void restartClock() {
    synchronized (guard) {
      runningSince = System.nanoTime();
    }
  }

  private Throwable settle(Throwable failure) {
    NativeConnection c = connection;
    if (c != null) {
      try {
        boolean transaction = c.inTransaction();
        c.settleAfterFailure();
        if (transaction && !c.inTransaction()) {
          written.clear();
        }
      } catch (EngineException e) {
        failure.addSuppressed(e);
      }
    }
    return failure;
  }

  /** Leaves no transaction behind, whatever has happened in it. */
  void endTransaction() {
    NativeConnection c = connection;
    if (c != null) {
      try {
        c.rollbackIfOpen();
      } catch (EngineException e) {
        // Closing rolls back for certain; the next job opens another connection.
        drop();
      }
    }
  }

  /** To be told of each statement that has written, so that a commit can tell what it changed. */
  void wrote(String sql) {
    written.add(sql);
  }

  /** Forgets the writes that were rolled back. */
  void forgetWritten() {
    written.clear();
  }

  /** The writes since the last call, which are committed now. */
  Set<String> takeWritten() {
    if (written.isEmpty()) {
      return Set.of();
    }
    Set<String> taken = new LinkedHashSet<>(written);
    written.clear();
    return taken;
  }

  /** Interrupts the job if it is the one that runs. */
  void interrupt(Job job) {
    synchronized (guard) {
      NativeConnection c = connection;
      if (current == job && c != null) {
        interrupted = true;
        c.interrupt();
      }
    }
  }

  /** Stops what has run for longer than it may. */
  void checkTimeout(long now) {
    Job job;
    long since;
    synchronized (guard) {
      job = current;
      since = runningSince;
    }
    if (job == null) {
      return;
    }
    if (job.stopReason() != null) {
      // The first interrupt may have come before SQLite had begun.
      interrupt(job);
      return;
    }
    if (job.timeoutNanos() == 0 || now - since < job.timeoutNanos()) {
      return;
    }
    job.cancel(
        new SchedulingException(
            SchedulingException.Reason.STATEMENT_TIMEOUT,
            "the statement ran for longer than its timeout of "
                + job.timeoutNanos() / 1_000_000
                + " ms and was interrupted"),
        jobs -> {});
  }

  /** Stops whatever runs. */
  void stop(SchedulingException reason) {
    Job job;
    synchronized (guard) {
      job = current;
    }
    if (job != null) {
      job.cancel(reason, jobs -> {});
    }
  }

  /** For how long the current job has run, in nanoseconds; 0 where nothing runs. */
  long runningFor(long now) {
    long since = runningSince;
    return since == 0 ? 0 : now - since;
  }

  /** Closes the connection for good; on the lane's thread. */
  void close() throws EngineException {
    closed = true;
    closeNative();
  }

  private void closeNative() throws EngineException {
    NativeConnection c = connection;
    synchronized (guard) {
      // From here on nobody interrupts it, which a connection being closed would not survive.
      connection = null;
    }
    if (c != null) {
      c.close();
    }
  }

  /** As {@link #close()}; what goes wrong is logged. */
  void closeQuietly() {
    try {
      close();
    } catch (EngineException e) {
      LOG.log(System.Logger.Level.WARNING, "closing the connection of " + name + " failed", e);
    }
  }

  /** Closes a connection that has failed; the next job opens another. */
  void drop() {
    try {
      closeNative();
    } catch (EngineException e) {
      LOG.log(System.Logger.Level.WARNING, "closing the connection of " + name + " failed", e);
    }
  }
}
