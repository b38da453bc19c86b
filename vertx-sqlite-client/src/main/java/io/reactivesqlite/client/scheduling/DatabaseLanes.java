// SPDX-License-Identifier: Apache-2.0
package io.reactivesqlite.client.scheduling;

import io.reactivesqlite.client.engine.EngineException;
import io.reactivesqlite.client.engine.NativeConnection;
import io.reactivesqlite.client.engine.OpenSpec;
import io.reactivesqlite.client.engine.StatementProfile;
import io.reactivesqlite.client.engine.StatementVerb;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;

/** All lanes that one pool, or one single connection, keeps on a database. */
public final class DatabaseLanes {

  /** How often the lanes are looked after while they work, for timeouts and held up queues. */
  private static final long WATCH_MILLIS = 20;

  /** How often closing looks for idle lanes before it leaves that to a timer. */
  private static final int QUICK_LOOKS = 3;

  /**
   * What a pool wants of its lanes.
   *
   * @param readers how many reader lanes
   * @param queueLimit how many requests may wait in one queue; 0 for no limit
   * @param maxGroupSize how many writes may share a transaction; 1 switches groups off
   * @param busyTimeoutMillis how long a lock of another process is waited for
   * @param turnTimeoutMillis how long the turn to write is waited for; 0 for ever
   */
  public record Limits(
      int readers,
      int queueLimit,
      int maxGroupSize,
      long busyTimeoutMillis,
      long turnTimeoutMillis) {}

  private final Database database;
  private final OpenSpec spec;
  private final OpenSpec readerSpec;
  private final Limits limits;
  private final Supplier<Executor> threads;
  private final Executor housekeeping;
  private final Delivery delivery;
  private final Timers timers;
  private final BusyRetry busy;
  private final QueueBound bound;
  private final WriteLane writer;
  private final ReadLanes readers;
  private final ProfileCache profiles;
  private final Set<SessionLane> sessions = ConcurrentHashMap.newKeySet();
  private final AtomicInteger sessionNumber = new AtomicInteger();
  private final AtomicBoolean watching = new AtomicBoolean();
  private boolean closing;

  public DatabaseLanes(
      Database database,
      OpenSpec spec,
      Limits limits,
      Supplier<Executor> threads,
      Delivery delivery,
      Timers timers) {
    this.database = database;
    this.spec = spec;
    List<String> readerSetup = new ArrayList<>(spec.setup());
    readerSetup.add("PRAGMA query_only=1");
    this.readerSpec = spec.withSetup(readerSetup);
    this.limits = limits;
    this.threads = threads;
    this.housekeeping = threads.get();
    this.delivery = delivery;
    this.timers = timers;
    this.busy = new BusyRetry(limits.busyTimeoutMillis(), timers);
    this.bound = new QueueBound(limits.queueLimit());
    this.profiles = ProfileCache.shared(database);
    this.writer =
        new WriteLane(
            database,
            this::open,
            threads.get(),
            housekeeping,
            delivery,
            bound,
            busy,
            limits.maxGroupSize(),
            turnTimeoutNanos());
    this.readers =
        new ReadLanes(
            database,
            limits.readers(),
            () -> NativeConnection.open(readerSpec),
            threads,
            delivery,
            bound,
            busy,
            writer,
            timers,
            turnTimeoutNanos());
  }

  private NativeConnection open() throws EngineException {
    return NativeConnection.open(spec);
  }

  private long turnTimeoutNanos() {
    return limits.turnTimeoutMillis() * 1_000_000;
  }

  public Database database() {
    return database;
  }

  /** What is known of the statements that run on the pool's lanes. */
  public ProfileCache profiles() {
    return profiles;
  }

  /**
   * Takes a statement that belongs to no connection: reads go to the reader lanes, writes to the
   * writer lane.
   */
  public void submit(StatementJob job) {
    StatementProfile profile = job.knownProfile();
    if (profile != null ? profile.writes() : surelyWrites(job)) {
      writer.submit(job);
    } else {
      readers.submit(job);
    }
    watch();
  }

  /**
   * Stops a statement that was submitted here, wherever it is; nothing happens if it is through.
   */
  public void cancel(StatementJob job, SchedulingException reason) {
    job.cancel(reason, delivery);
    if (job.isOver()) {
      readers.forget(job);
      writer.forget(job);
    }
  }

  /**
   * A statement that was never seen goes to the readers, who ask SQLite; but these need not be
   * asked, and keep their order so.
   */
  private static boolean surelyWrites(StatementJob job) {
    return switch (job.verb()) {
      case INSERT, REPLACE, UPDATE, DELETE, CREATE, DROP, ALTER, REINDEX, ANALYZE, VACUUM -> true;
      default -> false;
    };
  }

  /** Why a statement cannot run outside a connection of one's own, or {@code null} where it can. */
  public static SchedulingException refusal(StatementProfile profile) {
    if (profile.controlsTransaction()) {
      return refused(
          profile.verb()
              + " on a pool would hit any of its connections: use withTransaction, or getConnection and begin()");
    }
    if (profile.verb() == StatementVerb.ATTACH || profile.verb() == StatementVerb.DETACH) {
      return refused(
          profile.verb()
              + " on a pool would reach one of its connections only: use initSql, which runs on each, or a connection of your own");
    }
    if (profile.verb() == StatementVerb.CREATE && profile.temporary()) {
      return refused(
          "a temporary table, view or trigger belongs to one connection, which on a pool is any of them: use initSql, which runs on each, or a connection of your own");
    }
    StatementProfile.Pragma pragma = profile.pragma();
    if (pragma != null && pragma.hasValue() && !Pragmas.OF_THE_DATABASE.contains(pragma.name())) {
      return refused(
          "PRAGMA "
              + pragma.name()
              + " with a value sets one connection of the pool only: use the connect options or initSql, which reach each, or a connection of your own");
    }
    return null;
  }

  private static SchedulingException refused(String message) {
    return new SchedulingException(SchedulingException.Reason.REFUSED, message);
  }

  /** A new lane for one user. */
  public synchronized SessionLane newSession() throws SchedulingException {
    if (closing) {
      throw new SchedulingException(SchedulingException.Reason.CLOSED, "the pool is closed");
    }
    SessionLane session =
        new SessionLane(
            "session." + sessionNumber.incrementAndGet(),
            database,
            profiles.forConnection(),
            this::open,
            threads.get(),
            housekeeping,
            delivery,
            busy,
            bound,
            turnTimeoutNanos());
    sessions.add(session);
    return session;
  }

  /** A thread of the pool's own, for work that belongs to no lane. */
  public Executor housekeeping() {
    return housekeeping;
  }

  /** Runs a job that only reads on a reader lane. */
  public void submitRead(Job job) {
    watch();
    readers.submit(job);
  }

  public Timers timers() {
    return timers;
  }

  /** To be told when a session has been closed. */
  public void forget(SessionLane session) {
    sessions.remove(session);
  }

  /**
   * To be called after each request was submitted: looks after the lanes until they are idle again.
   */
  public void watch() {
    if (!watching.get() && watching.compareAndSet(false, true)) {
      timers.after(WATCH_MILLIS, this::lookAfter);
    }
  }

  private void lookAfter() {
    long now = System.nanoTime();
    writer.watch(now);
    readers.watch(now);
    sessions.forEach(session -> session.watch(now));
    if (!idle()) {
      timers.after(WATCH_MILLIS, this::lookAfter);
      return;
    }
    watching.set(false);
    // Who came just now may have seen that somebody looks after them still.
    if (!idle()) {
      watch();
    }
  }

  private boolean idle() {
    // In this order: the readers hand over to the writer.
    if (!readers.idle() || !writer.idle()) {
      return false;
    }
    for (SessionLane session : sessions) {
      if (!session.idle()) {
        return false;
      }
    }
    return true;
  }

  /**
   * Accepts no more statements, lets what was accepted finish within the grace time, then stops it,
   * and closes the connections.
   *
   * @param lastWords a statement for the writer's connection, or {@code null}
   * @param closed called on a worker thread
   */
  public void close(long graceMillis, String lastWords, Runnable closed) {
    synchronized (this) {
      closing = true;
    }
    writer.close();
    readers.close();
    long end = System.nanoTime() + graceMillis * 1_000_000;
    closeWhenIdle(end, lastWords, closed, QUICK_LOOKS);
  }

  /**
   * Who closes has mostly just heard of his last result, and the lane that sent it ends in a
   * moment: at first it is worth a look after each hop to another thread, later on after each
   * timer.
   */
  private void closeWhenIdle(long end, String lastWords, Runnable closed, int quickLooks) {
    if (readers.idle() && writer.idle() && sessions.isEmpty()) {
      closeNow(lastWords, closed);
      return;
    }
    if (System.nanoTime() > end) {
      SchedulingException reason =
          new SchedulingException(
              SchedulingException.Reason.CLOSED, "the pool was closed, and its grace time is over");
      readers.abort(reason);
      writer.abort(reason);
      sessions.forEach(session -> session.abort(reason));
    }
    if (quickLooks > 0) {
      housekeeping.execute(() -> closeWhenIdle(end, lastWords, closed, quickLooks - 1));
    } else {
      timers.after(2, () -> closeWhenIdle(end, lastWords, closed, 0));
    }
  }

  private void closeNow(String lastWords, Runnable closed) {
    AtomicInteger open = new AtomicInteger(readers.lanes() + 1);
    Runnable oneClosed =
        () -> {
          if (open.decrementAndGet() == 0) {
            closed.run();
          }
        };
    readers.closeConnections(oneClosed);
    writer.closeConnection(lastWords, oneClosed);
  }

  /** The figures of these lanes. */
  public LaneFigures figures() {
    long[] cache = new long[2];
    readers.addCacheFigures(cache);
    writer.addCacheFigures(cache);
    for (SessionLane session : sessions) {
      NativeConnection c = session.nativeConnection();
      if (c != null) {
        cache[0] += c.cacheHits();
        cache[1] += c.cacheMisses();
      }
    }
    return new LaneFigures(
        readers.waiting(),
        readers.served(),
        readers.snapshots(),
        writer.waiting(),
        writer.served(),
        writer.groups(),
        writer.undoneGroups(),
        sessions.size(),
        cache[0],
        cache[1]);
  }

  /** A connection beside the lanes, for work that takes long; to be closed by who asked for it. */
  public NativeConnection openBeside() throws EngineException {
    return open();
  }

  /** How connections of these lanes are opened. */
  public OpenSpec spec() {
    return spec;
  }

  /** Takes a job that is known to write, or wants the writer lane's turn. */
  public void submitWrite(Job job) {
    watch();
    writer.submit(job);
  }
}
