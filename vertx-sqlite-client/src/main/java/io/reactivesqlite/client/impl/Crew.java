// SPDX-License-Identifier: Apache-2.0
package io.reactivesqlite.client.impl;

import java.util.ArrayDeque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.AbstractExecutorService;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/**
 * Gives work to whoever has worked last. A pool of threads gives it to the thread that has rested
 * longest, so that each statement would run on another thread, whose stack no cache has kept and
 * which the operating system last saw on another core.
 *
 * <p>A member of the crew is a task of the pool. It gives its thread back when it has rested for
 * {@link #REST_NANOS}, and after a task where others wait for a thread of the pool.
 */
final class Crew extends AbstractExecutorService {

  private static final long REST_NANOS = 100_000_000;

  private static final Map<ExecutorService, Crew> AT_WORK = new HashMap<>();

  private final ExecutorService pool;
  private final long restNanos;

  // What follows is guarded by the crew.
  private final ArrayDeque<Runnable> waiting = new ArrayDeque<>();
  private final ArrayDeque<Member> resting = new ArrayDeque<>();
  private int size;

  /** With those whom the pool has not taken yet. */
  private int members;

  /** Whom the pool has taken. */
  private int hired;

  private boolean dismissed;

  // Guarded by the map.
  private int users;

  /**
   * @param size how many members there are at most; tasks wait for one then
   * @param restNanos after so long without a task a member gives its thread back
   */
  Crew(ExecutorService pool, int size, long restNanos) {
    this.pool = pool;
    this.size = size;
    this.restNanos = restNanos;
  }

  /**
   * The crew of a pool, the same for all, and as large as the largest that was asked for; to be
   * given back with {@link #release}.
   */
  static Crew of(ExecutorService pool, int size) {
    synchronized (AT_WORK) {
      Crew crew = AT_WORK.computeIfAbsent(pool, p -> new Crew(p, size, REST_NANOS));
      crew.grow(size);
      crew.users++;
      return crew;
    }
  }

  private synchronized void grow(int least) {
    size = Math.max(size, least);
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
    if (pool.isShutdown()) {
      throw new RejectedExecutionException("the worker pool is shut down");
    }
    Member last;
    synchronized (this) {
      last = resting.poll();
      if (last != null) {
        last.task = task;
      } else {
        // For whoever is free first, which may be sooner than the pool has a thread. Nobody counts
        // on a member whom the pool may still refuse.
        waiting.add(task);
        if (members >= size && hired > 0) {
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
    Member member = new Member();
    try {
      pool.execute(member);
      isHired(member);
    } catch (RuntimeException | Error e) {
      boolean stillWaits;
      synchronized (this) {
        members--;
        stillWaits = waiting.remove(task);
      }
      // Otherwise another member has it.
      if (stillWaits) {
        throw new RejectedExecutionException("the worker pool gives no thread", e);
      }
    }
  }

  /** The pool has taken it, which the member may see before who asked for it. */
  private synchronized void isHired(Member member) {
    if (!member.hired) {
      member.hired = true;
      hired++;
    }
  }

  /** Whether there are enough without this one, who has nothing to do yet. */
  private synchronized boolean isOneTooMany() {
    if (hired <= size) {
      return false;
    }
    leaves();
    return true;
  }

  private void leaves() {
    hired--;
    members--;
  }

  private boolean othersWait() {
    return pool instanceof ThreadPoolExecutor threads && !threads.getQueue().isEmpty();
  }

  private final class Member implements Runnable {

    private Thread thread;
    private Runnable task;
    private boolean hired;

    @Override
    public void run() {
      thread = Thread.currentThread();
      isHired(this);
      if (isOneTooMany()) {
        return;
      }
      for (Runnable next = next(); next != null; next = next()) {
        try {
          next.run();
        } catch (Throwable e) {
          thread.getUncaughtExceptionHandler().uncaughtException(thread, e);
        }
        if (othersWait() && lineUp()) {
          return;
        }
      }
    }

    /** Whether this member goes on later, on whichever thread comes to it. */
    private boolean lineUp() {
      try {
        pool.execute(this);
        return true;
      } catch (RejectedExecutionException e) {
        // The pool is shut down: what it was given before still runs here.
        return false;
      }
    }

    /** {@code null} where the member has left. */
    private Runnable next() {
      // Whatever the last task has left.
      Thread.interrupted();
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
        // A pool that ends interrupts its threads, and says so itself.
        Thread.interrupted();
        boolean goes = left <= 0 || pool.isShutdown();
        synchronized (Crew.this) {
          if (task != null) {
            Runnable next = task;
            task = null;
            return next;
          }
          if (goes || dismissed) {
            resting.remove(this);
            leaves();
            return null;
          }
        }
        LockSupport.parkNanos(Crew.this, left);
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
