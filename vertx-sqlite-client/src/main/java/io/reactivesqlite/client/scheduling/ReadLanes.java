// SPDX-License-Identifier: Apache-2.0
package io.reactivesqlite.client.scheduling;

import io.reactivesqlite.client.engine.EngineException;
import io.reactivesqlite.client.engine.NativeConnection;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Supplier;

/**
 * The reader lanes of a pool: one queue, several connections that cannot write.
 *
 * <p>Reads that wait together share one snapshot, as taking and dropping WAL's locks costs more
 * than a point read itself. A read may join a snapshot only if it was submitted before the snapshot
 * began, so nobody ever sees less than was committed before they asked.
 */
final class ReadLanes {

  /**
   * Two lanes work as soon as there is something in the queue; more only where these two are held
   * up.
   */
  private static final int EAGER_LANES = 2;

  /** A lane whose job runs for longer than this is held up; others should take over its queue. */
  private static final long HELD_UP_NANOS = 500_000;

  /** How long a lane may keep a worker thread before it lines up again. */
  static final long SLICE_NANOS = 20_000_000;

  /** After so long somebody looks whether a queue that was left to working lanes moves on. */
  private static final long SECOND_LOOK_MILLIS = 1;

  /** How many finished jobs a lane collects at most before it delivers them. */
  private static final int DELIVER_AT = 64;

  private final Database database;
  private final Delivery delivery;
  private final BusyRetry busy;
  private final WriteLane writeLane;
  private final Timers timers;
  private final long turnTimeoutNanos;
  private final Lane[] lanes;
  private final JobQueue queue;
  private final AtomicLong submitted = new AtomicLong();
  private final AtomicLong snapshots = new AtomicLong();
  private final AtomicLong served = new AtomicLong();
  private final AtomicInteger retries = new AtomicInteger();
  private final AtomicBoolean looking = new AtomicBoolean();
  private volatile boolean closing;

  ReadLanes(
      Database database,
      int count,
      LaneConnection.Opener opener,
      Supplier<Executor> threads,
      Delivery delivery,
      QueueBound bound,
      BusyRetry busy,
      WriteLane writeLane,
      Timers timers,
      long turnTimeoutNanos) {
    this.database = database;
    this.delivery = delivery;
    this.queue = new JobQueue(delivery, bound, "reads");
    this.busy = busy;
    this.writeLane = writeLane;
    this.timers = timers;
    this.turnTimeoutNanos = turnTimeoutNanos;
    this.lanes = new Lane[count];
    for (int i = 0; i < count; i++) {
      lanes[i] = new Lane(new LaneConnection("reader." + i, opener, database), threads.get());
    }
  }

  void submit(Job job) {
    if (closing) {
      job.abandon(new SchedulingException(SchedulingException.Reason.CLOSED, "the pool is closed"));
      delivery.deliver(job);
      return;
    }
    job.sequence = submitted.incrementAndGet();
    if (queue.offer(job)) {
      wakeLanes();
    }
  }

  private void submitAgain(Job job) {
    job.sequence = submitted.incrementAndGet();
    queue.add(job);
    retries.decrementAndGet();
    wakeLanes();
  }

  private void wakeLanes() {
    int eager = queue.size() > 1 ? EAGER_LANES : 1;
    long now = 0;
    for (int i = 0; i < lanes.length; i++) {
      Lane lane = lanes[i];
      if (lane.active.get()) {
        if (i + 1 < eager) {
          continue;
        }
        now = now == 0 ? System.nanoTime() : now;
        if (lane.connection.runningFor(now) < HELD_UP_NANOS) {
          lookAgainSoon();
          return;
        }
      } else if (lane.wake()) {
        return;
      }
    }
  }

  /** The job that a lane is at now may turn out to be a slow one. */
  private void lookAgainSoon() {
    if (!looking.get() && looking.compareAndSet(false, true)) {
      timers.after(
          SECOND_LOOK_MILLIS,
          () -> {
            looking.set(false);
            if (!queue.isEmpty()) {
              wakeLanes();
            }
          });
    }
  }

  /** Called from time to time: stops what runs too long, and gives up a turn that does not come. */
  void watch(long now) {
    boolean waiting = false;
    for (Lane lane : lanes) {
      lane.connection.checkTimeout(now);
      waiting |= lane.waitsForTurn;
    }
    if (waiting && turnTimeoutNanos > 0) {
      queue.forEach(
          job -> {
            if (now - job.submittedAt() > turnTimeoutNanos) {
              queue.giveUp(job, database.turn().timeout(turnTimeoutNanos));
            }
          });
    }
  }

  /** To be told of a job that was given up: others may have its place. */
  void forget(Job job) {
    queue.remove(job);
  }

  boolean idle() {
    if (queue.size() > 0 || retries.get() > 0) {
      return false;
    }
    for (Lane lane : lanes) {
      if (lane.active.get()) {
        return false;
      }
    }
    return true;
  }

  int waiting() {
    return queue.size();
  }

  /** Reads served, and snapshots taken for them. */
  long served() {
    return served.get();
  }

  long snapshots() {
    return snapshots.get();
  }

  void addCacheFigures(long[] hitsAndMisses) {
    for (Lane lane : lanes) {
      NativeConnection c = lane.connection.ifOpen();
      if (c != null) {
        hitsAndMisses[0] += c.cacheHits();
        hitsAndMisses[1] += c.cacheMisses();
      }
    }
  }

  /** Accepts no more; what waits is still served. */
  void close() {
    closing = true;
  }

  /** Fails what waits and stops what runs. */
  void abort(SchedulingException reason) {
    queue.forEach(job -> queue.giveUp(job, reason));
    for (Lane lane : lanes) {
      lane.connection.stop(reason);
      WriteTurn.Ticket ticket = lane.asked;
      if (ticket != null && ticket.leave()) {
        lane.thread.execute(() -> lane.runWith(null));
      }
    }
  }

  int lanes() {
    return lanes.length;
  }

  /** Closes the connections, when idle, each on its lane's own thread. */
  void closeConnections(Runnable oneClosed) {
    for (Lane lane : lanes) {
      lane.thread.execute(
          () -> {
            lane.connection.closeQuietly();
            oneClosed.run();
          });
    }
  }

  /** One connection that takes jobs from the common queue. */
  private final class Lane implements Runnable {
    final LaneConnection connection;
    private final Executor thread;
    final AtomicBoolean active = new AtomicBoolean();
    private List<Job> finished = new ArrayList<>();
    private WriteTurn.Ticket ticket;
    private volatile boolean waitsForTurn;

    /** The ticket that was asked for last, or one that was used up. */
    private volatile WriteTurn.Ticket asked;

    Lane(LaneConnection connection, Executor thread) {
      this.connection = connection;
      this.thread = thread;
    }

    boolean wake() {
      if (active.compareAndSet(false, true)) {
        thread.execute(this);
        return true;
      }
      return false;
    }

    @Override
    public void run() {
      long sliceEnd = System.nanoTime() + SLICE_NANOS;
      while (true) {
        boolean turnNeeded = ticket == null && database.readersTakeTurns();
        if (turnNeeded && !queue.isEmpty() && !takeTurn()) {
          return;
        }
        // Without its turn a lane takes nothing, also what has come just now.
        Job job = turnNeeded && ticket == null ? null : queue.poll();
        if (job == null) {
          releaseTurn();
          active.set(false);
          if (queue.isEmpty() || !active.compareAndSet(false, true)) {
            return;
          }
          continue;
        }
        if (!job.begin()) {
          continue;
        }
        serve(job);
        releaseTurn();
        if (System.nanoTime() > sliceEnd) {
          thread.execute(this);
          return;
        }
      }
    }

    /**
     * Only a database without WAL asks for this. What waits stays in the queue meanwhile, where it
     * can be given up.
     */
    private boolean takeTurn() {
      waitsForTurn = true;
      WriteTurn.Ticket next =
          database
              .turn()
              .acquire(
                  WriteTurn.Mode.SHARED,
                  connection.name(),
                  granted -> thread.execute(() -> runWith(granted)));
      if (next.grantedAtOnce()) {
        waitsForTurn = false;
        ticket = next;
        return true;
      }
      asked = next;
      return false;
    }

    private void runWith(WriteTurn.Ticket granted) {
      waitsForTurn = false;
      ticket = granted;
      run();
    }

    private void releaseTurn() {
      WriteTurn.Ticket t = ticket;
      if (t != null) {
        ticket = null;
        t.release();
      }
    }

    private void serve(Job first) {
      if (queue.isEmpty()) {
        try {
          if (runAndCollect(connection.connection(), first)) {
            snapshots.incrementAndGet();
          }
        } catch (EngineException | SchedulingException e) {
          fail(first, e);
        }
      } else {
        serveFromSnapshots(first);
      }
      flush();
    }

    private void serveFromSnapshots(Job first) {
      long end = System.nanoTime() + SLICE_NANOS;
      long limit = -1;
      Job job = first;
      while (job != null) {
        try {
          NativeConnection c = connection.connection();
          if (job.sequence > limit) {
            c.rollbackIfOpen();
            c.execute("BEGIN");
            // BEGIN takes no snapshot yet; the first read does. Whoever is counted now was there
            // before it.
            limit = submitted.get();
            snapshots.incrementAndGet();
          }
          runAndCollect(c, job);
        } catch (EngineException | SchedulingException | RuntimeException e) {
          fail(job, e);
        }
        job = nextWithin(limit, end);
      }
      connection.endTransaction();
    }

    /**
     * Where another lane snatches the job that was looked at, the one returned may be newer than
     * the limit.
     */
    private Job nextWithin(long limit, long end) {
      Job next;
      while ((next = queue.peek()) != null && next.sequence <= limit && System.nanoTime() < end) {
        next = queue.poll();
        if (next == null) {
          return null;
        }
        if (next.begin()) {
          return next;
        }
      }
      return null;
    }

    /** Opening the connection, or BEGIN, or asking what the job does, failed. */
    private void fail(Job job, Exception e) {
      job.outcome(e);
      if (!retriesLater(job)) {
        collect(job);
      }
    }

    private boolean retriesLater(Job job) {
      if (!BusyRetry.isBusy(job.failure())) {
        return false;
      }
      retries.incrementAndGet();
      boolean later = busy.retry(job, ReadLanes.this::submitAgain);
      if (!later) {
        retries.decrementAndGet();
      }
      return later;
    }

    /** Whether it was a read, which has run. */
    private boolean runAndCollect(NativeConnection c, Job job) {
      try {
        if (job.access(c) == Job.Access.WRITE) {
          job.defer();
          writeLane.accept(job);
          return false;
        }
      } catch (EngineException | RuntimeException e) {
        fail(job, e);
        return false;
      }
      connection.run(job);
      if (retriesLater(job)) {
        return false;
      }
      collect(job);
      return true;
    }

    private void collect(Job job) {
      job.end();
      finished.add(job);
      if (finished.size() >= DELIVER_AT) {
        flush();
      }
    }

    private void flush() {
      if (!finished.isEmpty()) {
        List<Job> batch = finished;
        finished = new ArrayList<>();
        served.addAndGet(batch.size());
        delivery.deliver(batch);
      }
    }
  }
}
