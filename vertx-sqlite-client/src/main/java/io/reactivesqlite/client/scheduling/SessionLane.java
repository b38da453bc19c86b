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
import java.util.function.BooleanSupplier;

/**
 * The lane of one connection that belongs to one user: strictly first in, first out. Before it
 * writes it takes its turn, and keeps it until its transaction ends; while it waits it holds no
 * thread.
 */
public final class SessionLane {

  private static final int DELIVER_AT = 64;

  private final Database database;
  private final ProfileCache profiles;
  private final LaneConnection connection;
  private final Executor thread;
  private final Executor housekeeping;
  private final Delivery delivery;
  private final BusyRetry busy;
  private final QueueBound bound;
  private final long turnTimeoutNanos;
  private final ConcurrentLinkedQueue<Job> queue = new ConcurrentLinkedQueue<>();
  private final AtomicInteger queued = new AtomicInteger();
  private final AtomicBoolean lingering = new AtomicBoolean();
  private final BooleanSupplier another = () -> !lingering.get();
  private volatile boolean closed;
  private volatile Job last;

  /** Taken from the queue, but not through: it runs, waits for its turn, or is just about to. */
  private volatile Job next;

  // What follows belongs to the lane's thread, which hands over through the executor.
  private WriteTurn.Ticket held;
  private long schemaBefore;
  private int cursorsOnLocks;
  private boolean inTransaction;
  private boolean hadTurn;
  private long idleSince;
  private boolean jobsFollowSoon;
  private List<Job> finished = new ArrayList<>();

  /** The ticket that the lane waits for, and the job that wants it. */
  private volatile Waiting waiting;

  private record Waiting(Job job, WriteTurn.Ticket ticket, long since) {}

  SessionLane(
      String name,
      Database database,
      ProfileCache profiles,
      LaneConnection.Opener opener,
      Executor thread,
      Executor housekeeping,
      Delivery delivery,
      BusyRetry busy,
      QueueBound bound,
      long turnTimeoutNanos) {
    this.database = database;
    this.profiles = profiles;
    this.connection = new LaneConnection(name, opener, database);
    this.thread = thread;
    this.housekeeping = housekeeping;
    this.delivery = delivery;
    this.busy = busy;
    this.bound = bound;
    this.turnTimeoutNanos = turnTimeoutNanos;
  }

  /** Names the connection in messages. */
  public String name() {
    return connection.name();
  }

  public Database database() {
    return database;
  }

  /** What is known of the statements that run on this connection. */
  public ProfileCache profiles() {
    return profiles;
  }

  public void submit(Job job) {
    SchedulingException refusal = null;
    if (closed) {
      refusal =
          new SchedulingException(SchedulingException.Reason.CLOSED, "the connection is closed");
    } else if (bound.exceededBy(queued.get() + 1) && !job.mustRun()) {
      refusal = bound.exception("commands of this connection");
    }
    if (refusal != null) {
      job.abandon(refusal);
      delivery.deliver(job);
      return;
    }
    enqueue(job);
  }

  /** Without the questions that {@link #submit} asks. */
  void enqueue(Job job) {
    queue.add(job);
    if (queued.getAndIncrement() == 0 && !lingering.compareAndSet(true, false)) {
      thread.execute(this::run);
    }
  }

  /** Submits the last job, which closes the lane: whatever comes later is refused. */
  public void submitLast(Job job) {
    boolean first;
    synchronized (this) {
      first = !closed;
      closed = true;
    }
    if (first) {
      last = job;
      enqueue(job);
    } else {
      submit(job);
    }
  }

  public boolean isClosed() {
    return closed;
  }

  private void run() {
    long now = System.nanoTime();
    jobsFollowSoon = now - idleSince < Lookout.NANOS;
    long sliceEnd = now + ReadLanes.SLICE_NANOS;
    while (true) {
      Job job = next;
      if (job == null) {
        // In this order, so that who wants to stop it always finds it in one of the two places.
        job = queue.peek();
        next = job;
        queue.poll();
      }
      if (!serve(job)) {
        flush();
        return;
      }
      next = null;
      boolean lingers = hadTurn && (held != null || jobsFollowSoon);
      lingering.set(lingers);
      boolean more = queued.decrementAndGet() > 0;
      if (!more || finished.size() >= DELIVER_AT) {
        flush();
      }
      if (!more) {
        idleSince = System.nanoTime();
        if (!lingers || !anotherComes()) {
          return;
        }
      }
      lingering.set(false);
      if (System.nanoTime() > sliceEnd) {
        flush();
        thread.execute(this::run);
        return;
      }
    }
  }

  /**
   * All who write wait for the one that has the turn. So its thread looks out for its next job for
   * a moment, also after it gave the turn back, if its jobs follow each other closely.
   */
  private boolean anotherComes() {
    return database.lookout().sees(another, idleSince) || !lingering.compareAndSet(true, false);
  }

  /** {@code false} where the job must wait; the lane is woken again then. */
  private boolean serve(Job job) {
    try {
      // Nobody waits for the turn any more on behalf of a job that was given up.
      if (!job.isOver() && !hasTurnFor(job)) {
        return false;
      }
    } catch (EngineException | SchedulingException | RuntimeException e) {
      if (busy.retryBefore(job, e, again -> thread.execute(this::run))) {
        return false;
      }
      if (job.abandon(e)) {
        finished.add(job);
      }
      hadTurn = false;
      releaseTurnIfUnused();
      return true;
    }
    if (job.begin()) {
      connection.run(job);
      if (busy.retry(job, again -> thread.execute(this::run))) {
        return false;
      }
      if (job.failure() != null) {
        giveUp(job);
      }
      noteTransaction();
      job.end();
      finished.add(job);
    }
    hadTurn = held != null && held.mode() == WriteTurn.Mode.EXCLUSIVE;
    releaseTurnIfUnused();
    return true;
  }

  private void noteTransaction() {
    NativeConnection c = connection.ifOpen();
    boolean now = c != null && c.inTransaction();
    profiles.snapshotToCome(now && !inTransaction && held == null);
    inTransaction = now;
  }

  private void giveUp(Job job) {
    NativeConnection c = connection.ifOpen();
    if (c != null) {
      try {
        job.gaveUp(c);
      } catch (EngineException e) {
        job.failure().addSuppressed(e);
      }
    }
  }

  private boolean hasTurnFor(Job job) throws EngineException, SchedulingException {
    if (held == null
        && database.readersTakeTurns()
        && (connection.ifOpen() == null || job.accessIsUnknown())) {
      // Opening a connection and asking SQLite read the database, too.
      if (!takeTurn(job, WriteTurn.Mode.SHARED)) {
        return false;
      }
      if (job.isOver()) {
        return true;
      }
    }
    WriteTurn.Mode needed = database.turnFor(job.access(connection.connection()));
    if (needed == null || (held != null && held.mode().compareTo(needed) >= 0)) {
      return true;
    }
    if (held != null && !connection.ifOpen().inTransaction() && cursorsOnLocks == 0) {
      // Nothing was read that must stay as it is: line up with the others.
      held.release();
      held = null;
    }
    return takeTurn(job, needed);
  }

  private boolean takeTurn(Job job, WriteTurn.Mode mode) throws SchedulingException {
    WriteTurn turn = database.turn();
    WriteTurn.Ticket ticket =
        held == null
            ? turn.acquire(mode, owner(), this::granted)
            : turn.upgrade(held, this::granted);
    if (ticket == null) {
      throw new SchedulingException(
          SchedulingException.Reason.REFUSED,
          "this connection reads, and another one that reads already waits for it to end so as to write; both would wait forever:"
              + " begin with an immediate transaction where a write follows a read");
    }
    if (ticket.grantedAtOnce()) {
      hold(ticket);
      return true;
    }
    waiting = new Waiting(job, ticket, System.nanoTime());
    // Who cancelled the job just now may have come too early to see for what it waits.
    return job.isOver() && leaveQueue();
  }

  /**
   * Stops waiting for the turn.
   *
   * @return whether it did; otherwise the turn was just given, or somebody else was quicker, and
   *     the lane will be woken
   */
  private boolean leaveQueue() {
    Waiting w = waiting;
    if (w != null && w.ticket.leave()) {
      waiting = null;
      return true;
    }
    return false;
  }

  private String owner() {
    return "the connection " + connection.name();
  }

  private void granted(WriteTurn.Ticket ticket) {
    thread.execute(
        () -> {
          waiting = null;
          hold(ticket);
          run();
        });
  }

  private void hold(WriteTurn.Ticket ticket) {
    held = ticket;
    schemaBefore = database.schemaEpoch();
  }

  private void releaseTurnIfUnused() {
    if (held == null || cursorsOnLocks > 0) {
      return;
    }
    NativeConnection c = connection.ifOpen();
    if (c != null && c.inTransaction()) {
      return;
    }
    WriteTurn.Ticket ticket = held;
    held = null;
    // The callers hear of their commit only after the next writer may go: they wait for the disk
    // anyway.
    try {
      if (ticket.mode() == WriteTurn.Mode.EXCLUSIVE) {
        committed();
      }
    } finally {
      ticket.release();
    }
  }

  private void committed() {
    if (database.schemaEpoch() != schemaBefore) {
      // The others could not see the change before this commit, and may have described the old
      // schema meanwhile.
      database.schemaChanged();
    }
    database.observers().committed(connection);
    database.committed(1, 1, housekeeping);
  }

  private void flush() {
    if (!finished.isEmpty()) {
      List<Job> batch = finished;
      finished = new ArrayList<>();
      delivery.deliver(batch);
    }
  }

  /** To be called by a running job that leaves a statement open which holds locks. */
  public void cursorOpened() {
    cursorsOnLocks++;
  }

  /** To be called by a running job that closes such a statement. */
  public void cursorClosed() {
    cursorsOnLocks--;
  }

  /** Called from time to time: stops what runs too long, and gives up a turn that does not come. */
  public void watch(long now) {
    connection.checkTimeout(now);
    Waiting w = waiting;
    if (w != null && turnTimeoutNanos > 0 && now - w.since > turnTimeoutNanos) {
      stop(w.job, database.turn().timeout(turnTimeoutNanos));
    }
  }

  /** Stops the job at the head of the queue, wherever it is. */
  private void stop(Job job, SchedulingException reason) {
    job.cancel(reason, delivery);
    Waiting w = waiting;
    if (w != null && w.job == job && job.isOver() && leaveQueue()) {
      thread.execute(this::run);
    }
  }

  /** Stops a job that was submitted here, wherever it is; nothing happens if it is through. */
  public void cancel(Job job, SchedulingException reason) {
    stop(job, reason);
  }

  /** Whether nothing runs and nothing waits. */
  public boolean idle() {
    return queued.get() == 0;
  }

  /** Commands that wait or run. */
  public int waiting() {
    return queued.get();
  }

  /** Stops what runs now, or is the next to run; what ends a transaction is let through. */
  public void cancelRunning(SchedulingException reason) {
    Job job = head();
    if (job != null && !job.mustRun()) {
      stop(job, reason);
    }
  }

  private Job head() {
    Job job = next;
    return job != null ? job : queue.peek();
  }

  /** Fails what waits and stops what runs. The last job, which closes, still runs. */
  void abort(SchedulingException reason) {
    for (Job job : queue) {
      if (job != last && job.abandon(reason)) {
        delivery.deliver(job);
      }
    }
    Job job = head();
    if (job != null && job != last) {
      stop(job, reason);
    }
  }

  /** The native connection; only for jobs of this lane, and for figures. */
  public NativeConnection nativeConnection() {
    return connection.ifOpen();
  }

  /** Closes the native connection; only for the last job of this lane. */
  public void closeNative() throws EngineException {
    cursorsOnLocks = 0;
    connection.close();
  }

  /** Closes the native connection; the next job opens another one. Only for a job of this lane. */
  public void renewNative() {
    cursorsOnLocks = 0;
    connection.drop();
  }
}
