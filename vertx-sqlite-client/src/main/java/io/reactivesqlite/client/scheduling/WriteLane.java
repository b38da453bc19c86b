// SPDX-License-Identifier: Apache-2.0
package io.reactivesqlite.client.scheduling;

import io.reactivesqlite.client.engine.EngineException;
import io.reactivesqlite.client.engine.NativeConnection;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * The writer lane of a pool. Writes that wait together run in one transaction and share its fsync;
 * each caller is told only after the commit, and sees exactly what autocommit would have given.
 *
 * <p>Whatever ends the shared transaction early (a conflict resolved by ROLLBACK, a full disk, an
 * interrupt, a failing COMMIT) undoes the group, and its members run again one by one. A lone write
 * runs as it is: it pays nothing for the company it might have had.
 */
final class WriteLane {

  private final Database database;
  private final LaneConnection connection;
  private final Executor thread;
  private final Executor housekeeping;
  private final Delivery delivery;
  private final QueueBound bound;
  private final BusyRetry busy;
  private final int maxGroupSize;
  private final long turnTimeoutNanos;
  private final ConcurrentLinkedQueue<Job> queue = new ConcurrentLinkedQueue<>();
  private final AtomicInteger queued = new AtomicInteger();
  private final AtomicBoolean active = new AtomicBoolean();
  private volatile boolean closing;

  /** Taken from the queue, but not through; only the lane's thread looks here. */
  private List<Job> pending = new ArrayList<>();

  // One writer, read by metrics.
  private volatile long groups;
  private volatile long served;
  private volatile long undoneGroups;

  WriteLane(
      Database database,
      LaneConnection.Opener opener,
      Executor thread,
      Executor housekeeping,
      Delivery delivery,
      QueueBound bound,
      BusyRetry busy,
      int maxGroupSize,
      long turnTimeoutNanos) {
    this.database = database;
    this.connection = new LaneConnection("writer", opener, database);
    this.thread = thread;
    this.housekeeping = housekeeping;
    this.delivery = delivery;
    this.bound = bound;
    this.busy = busy;
    this.maxGroupSize = maxGroupSize;
    this.turnTimeoutNanos = turnTimeoutNanos;
  }

  void submit(Job job) {
    if (closing) {
      job.abandon(new SchedulingException(SchedulingException.Reason.CLOSED, "the pool is closed"));
      delivery.deliver(job);
      return;
    }
    if (bound.exceededBy(queued.incrementAndGet())) {
      queued.decrementAndGet();
      job.abandon(bound.exception("writes"));
      delivery.deliver(job);
      return;
    }
    queue.add(job);
    wake();
  }

  private void wake() {
    if (!active.get() && active.compareAndSet(false, true)) {
      askForTurn();
    }
  }

  private void askForTurn() {
    WriteTurn.Ticket ticket =
        database
            .turn()
            .acquire(
                WriteTurn.Mode.EXCLUSIVE,
                "the writer lane of a pool",
                granted -> thread.execute(() -> run(granted)));
    if (ticket.grantedAtOnce()) {
      thread.execute(() -> run(ticket));
    }
  }

  private void run(WriteTurn.Ticket ticket) {
    long sliceEnd = System.nanoTime() + ReadLanes.SLICE_NANOS;
    while (true) {
      if (pending.isEmpty() && !takeGroup()) {
        ticket.release();
        active.set(false);
        if (!queue.isEmpty()) {
          wake();
        }
        return;
      }
      if (!serve(ticket)) {
        return;
      }
      if (database.turn().hasWaiters()) {
        ticket.release();
        askForTurn();
        return;
      }
      if (System.nanoTime() > sliceEnd) {
        thread.execute(() -> run(ticket));
        return;
      }
    }
  }

  /** Fills {@link #pending} with one job, or with as many as may share a transaction. */
  private boolean takeGroup() {
    NativeConnection c;
    try {
      c = connection.connection();
    } catch (EngineException e) {
      failAll(e);
      return false;
    }
    while (pending.size() < maxGroupSize) {
      Job job = queue.peek();
      if (job == null) {
        break;
      }
      try {
        job.access(c);
      } catch (Throwable e) {
        // Whatever it was: the caller must hear of it, and the lane must live.
        take();
        if (job.abandon(e)) {
          delivery.deliver(job);
        }
        continue;
      }
      if (!pending.isEmpty() && !job.groupable()) {
        break;
      }
      take();
      if (job.begin()) {
        pending.add(job);
        if (!job.groupable()) {
          break;
        }
      }
    }
    return !pending.isEmpty();
  }

  private void take() {
    queue.poll();
    queued.decrementAndGet();
  }

  private void failAll(Throwable reason) {
    Job job;
    while ((job = queue.poll()) != null) {
      queued.decrementAndGet();
      if (job.abandon(reason)) {
        delivery.deliver(job);
      }
    }
  }

  /**
   * Runs what is pending; {@code false} where it must be tried again later, with the ticket kept.
   */
  private boolean serve(WriteTurn.Ticket ticket) {
    List<Job> jobs = pending;
    if (jobs.size() > 1) {
      switch (runGroup(jobs)) {
        case DONE -> {
          served += jobs.size();
          groups++;
          finish(jobs);
          return true;
        }
        case BUSY -> {
          tryAgainLater(ticket, jobs.get(0));
          return false;
        }
        case UNDONE -> undoneGroups++;
      }
    }
    List<Job> finished = new ArrayList<>(jobs.size());
    for (int i = 0; i < jobs.size(); i++) {
      Job job = jobs.get(i);
      connection.run(job);
      if (BusyRetry.isBusy(job.failure()) && timeIsLeft(job)) {
        pending = new ArrayList<>(jobs.subList(i, jobs.size()));
        deliver(finished);
        tryAgainLater(ticket, job);
        return false;
      }
      served++;
      groups++;
      finished.add(job);
    }
    finish(finished);
    return true;
  }

  private void finish(List<Job> jobs) {
    pending = new ArrayList<>();
    deliver(jobs);
    database.committed(jobs.size(), housekeeping);
  }

  private void deliver(List<Job> jobs) {
    if (!jobs.isEmpty()) {
      jobs.forEach(Job::end);
      delivery.deliver(jobs);
    }
  }

  private boolean timeIsLeft(Job job) {
    if (job.stopReason() != null) {
      return false;
    }
    if (job.busySince == 0) {
      job.busySince = System.nanoTime();
    }
    return !busy.isOver(job.busySince);
  }

  private void tryAgainLater(WriteTurn.Ticket ticket, Job first) {
    busy.pause(System.nanoTime() - first.busySince, () -> thread.execute(() -> run(ticket)));
  }

  private enum GroupEnd {
    DONE,
    BUSY,
    UNDONE
  }

  private GroupEnd runGroup(List<Job> jobs) {
    NativeConnection c;
    try {
      c = connection.connection();
      c.execute("BEGIN IMMEDIATE");
    } catch (EngineException e) {
      return BusyRetry.isBusy(e) && timeIsLeft(jobs.get(0)) ? GroupEnd.BUSY : GroupEnd.UNDONE;
    }
    try {
      for (Job job : jobs) {
        connection.run(job);
        if (!c.inTransaction()) {
          return GroupEnd.UNDONE;
        }
      }
      c.execute("COMMIT");
      return GroupEnd.DONE;
    } catch (EngineException e) {
      rollBack(c);
      return GroupEnd.UNDONE;
    }
  }

  private void rollBack(NativeConnection c) {
    try {
      c.rollbackIfOpen();
    } catch (EngineException e) {
      // Closing rolls back for certain; the next job opens another connection.
      connection.closeQuietly();
    }
  }

  /**
   * Called from time to time: stops what runs too long, and fails what has waited too long for its
   * turn.
   */
  void watch(long now) {
    connection.checkTimeout(now);
    if (turnTimeoutNanos == 0) {
      return;
    }
    // The lane's thread alone takes jobs out of the queue; an abandoned one is passed over when its
    // turn comes.
    for (Job job : queue) {
      if (now - job.submittedAt() <= turnTimeoutNanos) {
        return;
      }
      if (job.abandon(database.turn().timeout(turnTimeoutNanos))) {
        delivery.deliver(job);
      }
    }
  }

  boolean idle() {
    return queued.get() == 0 && !active.get();
  }

  int waiting() {
    return queued.get();
  }

  long served() {
    return served;
  }

  long groups() {
    return groups;
  }

  long undoneGroups() {
    return undoneGroups;
  }

  void addCacheFigures(long[] hitsAndMisses) {
    NativeConnection c = connection.ifOpen();
    if (c != null) {
      hitsAndMisses[0] += c.cacheHits();
      hitsAndMisses[1] += c.cacheMisses();
    }
  }

  void close() {
    closing = true;
  }

  void abort(SchedulingException reason) {
    for (Job job : queue) {
      if (job.abandon(reason)) {
        delivery.deliver(job);
      }
    }
    connection.stop(reason);
  }

  /** Closes the connection; only when idle, on a worker thread. */
  void closeConnection(String lastWords) throws EngineException {
    NativeConnection c = connection.ifOpen();
    if (c != null && lastWords != null) {
      c.execute(lastWords);
    }
    connection.close();
  }
}
