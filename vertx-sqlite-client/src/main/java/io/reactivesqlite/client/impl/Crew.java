// SPDX-License-Identifier: Apache-2.0
package io.reactivesqlite.client.impl;

import java.util.ArrayDeque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.AbstractExecutorService;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/**
 * Gives work to whoever has worked last. A pool of threads gives it to the thread that has rested
 * longest, so that each statement would run on another thread, whose stack no cache has kept and
 * which the operating system last saw on another core: half of the time of a point select.
 *
 * <p>A member of the crew is a task of the pool, and gives its thread back when it has rested for
 * {@link #REST_NANOS}.
 */
final class Crew extends AbstractExecutorService {

  private static final long REST_NANOS = 100_000_000;

  private static final Map<Executor, Crew> AT_WORK = new HashMap<>();

  private final Executor pool;
  private final int size;
  private final long restNanos;

  // What follows is guarded by the crew.
  private final ArrayDeque<Runnable> waiting = new ArrayDeque<>();
  private final ArrayDeque<Member> resting = new ArrayDeque<>();
  private int members;
  private boolean dismissed;

  // Guarded by the map.
  private int users;

  /**
   * @param size how many members there are at most; tasks wait for one then
   * @param restNanos after so long without a task a member gives its thread back
   */
  Crew(Executor pool, int size, long restNanos) {
    this.pool = pool;
    this.size = size;
    this.restNanos = restNanos;
  }

  /** The crew of a pool, the same for all; to be given back with {@link #release}. */
  static Crew of(Executor pool, int size) {
    synchronized (AT_WORK) {
      Crew crew = AT_WORK.computeIfAbsent(pool, p -> new Crew(p, size, REST_NANOS));
      crew.users++;
      return crew;
    }
  }

  void release() {
    synchronized (AT_WORK) {
      if (--users > 0) {
        return;
      }
      AT_WORK.remove(pool);
    }
    shutdown();
  }

  @Override
  public void execute(Runnable task) {
    Member last;
    synchronized (this) {
      last = resting.poll();
      if (last != null) {
        last.task = task;
      } else {
        // For whoever is free first, which may be sooner than the pool has a thread.
        waiting.add(task);
        if (members == size) {
          return;
        }
        members++;
      }
    }
    if (last != null) {
      LockSupport.unpark(last.thread);
    } else {
      hire(task);
    }
  }

  private void hire(Runnable task) {
    try {
      pool.execute(new Member());
    } catch (RuntimeException e) {
      synchronized (this) {
        members--;
        waiting.remove(task);
      }
      throw e;
    }
  }

  private final class Member implements Runnable {

    private Thread thread;
    private Runnable task;

    @Override
    public void run() {
      thread = Thread.currentThread();
      boolean through = false;
      try {
        for (Runnable next = next(); next != null; next = next()) {
          next.run();
        }
        through = true;
      } finally {
        if (!through) {
          leave();
        }
      }
    }

    /** {@code null} where the member has left. */
    private Runnable next() {
      synchronized (Crew.this) {
        Runnable next = waiting.poll();
        if (next != null) {
          return next;
        }
        resting.push(this);
      }
      long start = System.nanoTime();
      while (true) {
        long left = restNanos - (System.nanoTime() - start);
        // Who is interrupted is to end: the pool is shut down.
        boolean goes = left <= 0 || Thread.interrupted();
        synchronized (Crew.this) {
          if (task != null) {
            Runnable next = task;
            task = null;
            return next;
          }
          if (goes || dismissed) {
            resting.remove(this);
            members--;
            return null;
          }
        }
        LockSupport.parkNanos(Crew.this, left);
      }
    }

    /** After a task that threw: another member takes its place, if there is something to do. */
    private void leave() {
      Runnable next;
      synchronized (Crew.this) {
        next = waiting.peek();
        if (next == null) {
          members--;
        }
      }
      if (next != null) {
        hire(next);
      }
    }
  }

  synchronized int resting() {
    return resting.size();
  }

  synchronized boolean isIdle() {
    return members == 0 && waiting.isEmpty();
  }

  /** Those who rest give their threads back at once. What was given to the crew still runs. */
  @Override
  public void shutdown() {
    List<Member> all;
    synchronized (this) {
      dismissed = true;
      all = List.copyOf(resting);
    }
    all.forEach(member -> LockSupport.unpark(member.thread));
  }

  @Override
  public List<Runnable> shutdownNow() {
    shutdown();
    return List.of();
  }

  @Override
  public synchronized boolean isShutdown() {
    return dismissed;
  }

  @Override
  public synchronized boolean isTerminated() {
    return dismissed && isIdle();
  }

  /** Not of use here: nobody waits for the threads of a pool that others use, too. */
  @Override
  public boolean awaitTermination(long timeout, TimeUnit unit) {
    return isTerminated();
  }
}
