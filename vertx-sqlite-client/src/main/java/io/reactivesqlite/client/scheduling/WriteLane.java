// SPDX-License-Identifier: Apache-2.0
package io.reactivesqlite.client.scheduling;

import io.reactivesqlite.client.engine.EngineException;
import io.reactivesqlite.client.engine.NativeConnection;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;

/**
 * The writer lane of a pool. Writes that wait together run in one transaction and share its fsync;
 * each caller is told only after the commit, and sees exactly what autocommit would have given. A
 * group that takes long is committed early: what has run should not wait for the rest.
 *
 * <p>Whatever ends the shared transaction early (a conflict resolved by ROLLBACK, a full disk, an
 * interrupt, a failing COMMIT) undoes the group, and its members run again one by one. A lone write
 * runs as it is: it pays nothing for the company it might have had.
 */
final class WriteLane {

  private static final System.Logger LOG = System.getLogger(WriteLane.class.getName());

  private final Database database;
  private final LaneConnection connection;
  private final Executor thread;
  private final Executor housekeeping;
  private final Delivery delivery;
  private final ForeignLock lock;
  private final int maxGroupSize;
  private final long turnTimeoutNanos;
  private final JobQueue queue;
  private final AtomicBoolean active = new AtomicBoolean();
  private volatile boolean closing;
  private volatile SchedulingException aborted;

  /** Taken from the queue, but not through; only the lane's thread looks here. */
  private List<Job> pending = new ArrayList<>();

  /**
   * As {@link #pending}, while the turn is with somebody else, or a lock of another process is in
   * the way: these can be given up.
   */
  private volatile List<Job> parked = List.of();

  /** The ticket that was asked for last, or one that was used up. */
  private volatile WriteTurn.Ticket asked;

  /** Since when the lane waits for its turn; 0 where it does not. */
  private volatile long waitingSince;

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
    this.queue = new JobQueue(delivery, bound, "writes");
    this.lock = new ForeignLock(busy);
    this.maxGroupSize = maxGroupSize;
    this.turnTimeoutNanos = turnTimeoutNanos;
  }

  void submit(Job job) {
    if (closing) {
      job.abandon(new SchedulingException(SchedulingException.Reason.CLOSED, "the pool is closed"));
      delivery.deliver(job);
      return;
    }
    accept(job);
  }

  /** Also while closing: for what a reader lane had accepted before. */
  void accept(Job job) {
    if (queue.offer(job)) {
      wake();
    }
  }

  private void wake() {
    if (!active.get() && active.compareAndSet(false, true)) {
      askForTurn();
    }
  }

  private void askForTurn() {
    waitingSince = System.nanoTime();
    WriteTurn.Ticket ticket =
        database
            .turn()
            .acquire(
                WriteTurn.Mode.EXCLUSIVE,
                "the writer lane of a pool",
                granted -> thread.execute(() -> run(granted)));
    if (ticket.grantedAtOnce()) {
      waitingSince = 0;
      thread.execute(() -> run(ticket));
    } else {
      asked = ticket;
    }
  }

  private void run(WriteTurn.Ticket ticket) {
    waitingSince = 0;
    try {
      work(ticket);
    } catch (Throwable e) {
      // A mistake of ours, or callers whose event loop is gone. The turn belongs to others too: it
      // must not be lost with us.
      LOG.log(System.Logger.Level.ERROR, "the writer lane of " + database + " failed", e);
      recover(ticket, e);
    }
  }

  private void recover(WriteTurn.Ticket ticket, Throwable reason) {
    List<Job> lost = pending;
    pending = new ArrayList<>();
    try {
      connection.drop();
      lost.forEach(job -> job.outcome(reason));
      deliver(lost);
    } catch (Throwable e) {
      LOG.log(System.Logger.Level.ERROR, "nobody could be told", e);
    } finally {
      rest(ticket);
    }
  }

  private void rest(WriteTurn.Ticket ticket) {
    ticket.release();
    active.set(false);
    if (!queue.isEmpty()) {
      wake();
    }
  }

  private void work(WriteTurn.Ticket ticket) {
    unpark();
    long sliceEnd = System.nanoTime() + ReadLanes.SLICE_NANOS;
    while (true) {
      if (pending.isEmpty() && !takeGroup()) {
        if (lock.isMet() && !queue.isEmpty()) {
          tryAgainLater(ticket);
        } else {
          rest(ticket);
        }
        return;
      }
      if (!serve(ticket)) {
        return;
      }
      if (database.turn().hasWaiters()) {
        park();
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

  /** What is not through yet waits for the next turn, where it can be given up. */
  private void park() {
    if (!pending.isEmpty()) {
      pending.forEach(Job::defer);
      parked = pending;
      pending = new ArrayList<>();
    }
  }

  private void unpark() {
    for (Job job : parked) {
      if (job.begin()) {
        pending.add(job);
      }
    }
    parked = List.of();
  }

  /** Fills {@link #pending} with one job, or with as many as may share a transaction. */
  private boolean takeGroup() {
    NativeConnection c;
    try {
      c = connection.connection();
    } catch (EngineException | SchedulingException | RuntimeException e) {
      if (!BusyRetry.isBusy(e)) {
        failAll(e);
      }
      Job first;
      while ((first = queue.peek()) != null && !timeIsLeft(first)) {
        queue.giveUp(first, e);
      }
      return false;
    }
    while (pending.size() < maxGroupSize) {
      Job job = queue.peek();
      if (job == null) {
        break;
      }
      if (job.isOver()) {
        queue.remove(job);
        continue;
      }
      try {
        job.access(c);
      } catch (EngineException | RuntimeException e) {
        if (BusyRetry.isBusy(e) && (!pending.isEmpty() || timeIsLeft(job))) {
          break;
        }
        queue.giveUp(job, e);
        continue;
      }
      if (!pending.isEmpty() && !job.groupable()) {
        break;
      }
      queue.remove(job);
      if (job.begin()) {
        pending.add(job);
        if (!job.groupable()) {
          break;
        }
      }
    }
    return !pending.isEmpty();
  }

  private void failAll(Throwable reason) {
    queue.forEach(job -> queue.giveUp(job, reason));
  }

  /**
   * Runs what is pending; {@code false} where it must be tried again later, with the ticket kept.
   */
  private boolean serve(WriteTurn.Ticket ticket) {
    if (aborted != null) {
      pending.forEach(job -> job.outcome(aborted));
      finish(pending.size(), 0);
      return true;
    }
    if (pending.size() > 1) {
      WriteGroup group = new WriteGroup(database, connection, pending);
      switch (group.run()) {
        case COMMITTED -> {
          lock.gone();
          groups++;
          finish(group.ran(), 1);
          return true;
        }
        case LOCKED -> {
          if (timeIsLeft(pending.get(0))) {
            tryAgainLater(ticket);
            return false;
          }
          undoneGroups++;
        }
        case UNDONE -> undoneGroups++;
        case NOT_BEGUN -> {}
      }
    }
    return runOneByOne(ticket);
  }

  private boolean runOneByOne(WriteTurn.Ticket ticket) {
    int done = 0;
    int succeeded = 0;
    Throwable busyFailure = null;
    for (Job job : pending) {
      if (busyFailure != null && !timeIsLeft(job)) {
        // It has waited for the same lock all the while.
        job.outcome(busyFailure);
      } else {
        connection.run(job);
        connection.endTransaction();
        succeeded += job.failure() == null ? 1 : 0;
        if (BusyRetry.isBusy(job.failure())) {
          busyFailure = job.failure();
          if (timeIsLeft(job)) {
            job.outcome(null);
            groups += succeeded;
            finish(done, done);
            tryAgainLater(ticket);
            return false;
          }
        } else {
          lock.gone();
        }
      }
      done++;
    }
    groups += succeeded;
    finish(done, done);
    return true;
  }

  /** Delivers the first of those pending, which needed so many commits. */
  private void finish(int count, int commits) {
    List<Job> finished = pending;
    if (count == pending.size()) {
      pending = new ArrayList<>();
    } else {
      finished = new ArrayList<>(pending.subList(0, count));
      pending = new ArrayList<>(pending.subList(count, pending.size()));
    }
    served += count;
    if (commits > 0) {
      database.observers().committed(connection);
    }
    deliver(finished);
    if (commits > 0) {
      database.committed(commits, count, housekeeping);
    }
  }

  private void deliver(List<Job> jobs) {
    if (!jobs.isEmpty()) {
      jobs.forEach(Job::end);
      delivery.deliver(jobs);
    }
  }

  private boolean timeIsLeft(Job job) {
    return aborted == null && lock.timeIsLeft(job);
  }

  private void tryAgainLater(WriteTurn.Ticket ticket) {
    park();
    lock.pause(() -> thread.execute(() -> run(ticket)));
  }

  /**
   * Called from time to time: stops what runs too long, and fails what has waited too long for its
   * turn.
   */
  void watch(long now) {
    connection.checkTimeout(now);
    long since = waitingSince;
    if (turnTimeoutNanos > 0 && since != 0 && now - since > turnTimeoutNanos) {
      SchedulingException timeout = database.turn().timeout(turnTimeoutNanos);
      forEachWaiting(
          job -> {
            if (now - job.submittedAt() > turnTimeoutNanos) {
              queue.giveUp(job, timeout);
            }
          });
    }
  }

  private void forEachWaiting(Consumer<Job> action) {
    parked.forEach(action);
    queue.forEach(action);
  }

  /** To be told of a job that was given up: others may have its place. */
  void forget(Job job) {
    queue.remove(job);
  }

  boolean idle() {
    return queue.size() == 0 && !active.get();
  }

  int waiting() {
    return queue.size();
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
    aborted = reason;
    forEachWaiting(job -> queue.giveUp(job, reason));
    connection.stop(reason);
    WriteTurn.Ticket ticket = asked;
    if (ticket != null && ticket.leave()) {
      thread.execute(
          () -> {
            parked = List.of();
            failAll(reason);
            rest(ticket);
          });
    }
  }

  /**
   * Closes the connection, when idle. It happens on the lane's own thread: somebody might just be
   * submitting from a thread that has not heard of the closing yet.
   */
  void closeConnection(String lastWords, Runnable closed) {
    thread.execute(
        () -> {
          if (lastWords != null && connection.ifOpen() != null) {
            say(lastWords);
          }
          connection.closeQuietly();
          closed.run();
        });
  }

  /** Last words may write. They are not worth waiting for. */
  private void say(String lastWords) {
    WriteTurn.Ticket ticket =
        database.turn().acquire(WriteTurn.Mode.EXCLUSIVE, "a pool that closes", granted -> {});
    try {
      if (ticket.grantedAtOnce()) {
        connection.ifOpen().execute(lastWords);
      }
    } catch (EngineException e) {
      LOG.log(System.Logger.Level.DEBUG, lastWords + " failed on " + database, e);
    } finally {
      ticket.release();
    }
  }
}
