// SPDX-License-Identifier: Apache-2.0
package io.reactivesqlite.client.impl.sharing;

import io.netty.channel.EventLoop;
import io.reactivesqlite.client.SQLiteConnectOptions;
import io.reactivesqlite.client.SQLiteErrorKind;
import io.reactivesqlite.client.SQLiteException;
import io.reactivesqlite.client.TransactionMode;
import io.reactivesqlite.client.engine.SqlScanner;
import io.reactivesqlite.client.engine.StatementVerb;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.impl.ContextInternal;
import io.vertx.core.impl.VertxInternal;
import io.vertx.sqlclient.SqlConnection;
import io.vertx.sqlclient.impl.command.CommandBase;
import io.vertx.sqlclient.impl.command.CommandScheduler;
import io.vertx.sqlclient.impl.command.QueryCommandBase;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

/**
 * Transactions of many sessions, one after the other, each as a savepoint of one transaction of
 * SQLite: they share its commit, and so its fsync. Nobody is told of a commit before the shared one
 * is through. A transaction that is alone begins and commits by itself, without delay.
 *
 * <p>Sessions follow each other in the order in which their transactions asked for something. What
 * one rolls back the others do not notice. Only where SQLite itself ends the shared transaction
 * (the disk is full, the commit fails) all of its members fail.
 *
 * <p>Who has committed waits for the one that runs after it. So one that takes its time is the last
 * to have company for a while, and one that does not end within the timeout of the turn is rolled
 * back: it may wait for the very answer that waits for it.
 */
public final class SharedTransactions {
  /** Members of one shared transaction, at most. */
  private static final int MEMBERS = 64;

  /** After this time the next transaction is one of its own: the first waits for its commit. */
  private static final long LONGEST_NANOS = TimeUnit.MILLISECONDS.toNanos(20);

  /** A transaction that keeps its forerunners waiting for so long is no company. */
  private static final long SLOW_NANOS = TimeUnit.MILLISECONDS.toNanos(100);

  /** So many transactions after a slow one commit alone. */
  private static final int ALONE = 64;

  private static final long WATCH_MILLIS = 100;

  private final VertxInternal vertx;

  /** Of no verticle, which might end before those who wait. */
  private final ContextInternal own;

  private final SharedLane lane;
  private final long turnTimeoutNanos;
  private final int queueLimit;

  // Guarded by this. No promise of a user's is completed under it.
  private final Map<EventLoop, ContextInternal> besides = new HashMap<>();
  private final Deque<Member> waiting = new ArrayDeque<>();
  private List<Promise<Void>> released = new ArrayList<>();
  private Member holder;

  /** The part that has begun the shared transaction; {@code null} where none is open. */
  private TransactionPart first;

  private int members;
  private int alone;
  private long longestNanos = LONGEST_NANOS;
  private boolean watching;

  /**
   * @param connections opens the connection of all of them, when the first one comes, and another
   *     one where that is lost
   * @param options what the database was opened with
   */
  public SharedTransactions(
      VertxInternal vertx,
      Supplier<Future<SqlConnection>> connections,
      SQLiteConnectOptions options) {
    this.vertx = vertx;
    this.own = vertx.createEventLoopContext();
    this.lane = new SharedLane(vertx, connections);
    this.turnTimeoutNanos = TimeUnit.MILLISECONDS.toNanos(options.getTurnTimeout());
    this.queueLimit = options.getQueueLimit();
  }

  /**
   * Who wants deferred transactions wants them to read side by side; and a write that is stopped
   * because of its time takes the whole transaction of SQLite with it.
   */
  public static boolean arePossible(SQLiteConnectOptions options) {
    return options.getTransactionMode() == TransactionMode.IMMEDIATE
        && options.getStatementTimeout() == 0;
  }

  /** A transaction that lines up as soon as it asks for something. */
  public Member begin() {
    return new Member();
  }

  /** For tests, which must not depend on how fast a machine is. */
  public synchronized void mayLast(long nanos) {
    longestNanos = nanos;
  }

  /** How many wait for their turn; for tests. */
  public synchronized int waiting() {
    return waiting.size();
  }

  /** Lets the first who waits go on, if nobody is in front. */
  private void proceed() {
    if (holder != null || waiting.isEmpty()) {
      return;
    }
    holder = waiting.poll();
    if (lane.isOpen()) {
      holder.enter();
    } else {
      if (first != null) {
        // lost with its connection, which those who have committed must hear
        end(own);
      }
      lane.open().onComplete(opened -> own.runOnContext(v -> laneOpened(opened.cause())));
    }
  }

  private synchronized void laneOpened(Throwable failure) {
    final Member next = holder;
    if (failure == null && next.state != State.OVER) {
      next.enter();
      return;
    }
    // it cannot begin, or was given up meanwhile
    holder = null;
    if (failure != null) {
      next.fail(failure);
    }
    proceed();
  }

  /** The holder is through: the next one joins, or the shared transaction ends. */
  private void left(ContextInternal context) {
    final long now = System.nanoTime();
    if (holder.nested && now - holder.runningSince > SLOW_NANOS) {
      alone = ALONE;
    } else if (alone > 0) {
      alone--;
    }
    holder = null;
    final boolean goesOn =
        !waiting.isEmpty()
            && members < MEMBERS
            && now - first.openedAt() < longestNanos
            && alone == 0
            && first.mayBeFollowed();
    if (!goesOn) {
      end(context);
    }
    proceed();
  }

  private void end(ContextInternal context) {
    final List<Promise<Void>> told = released;
    released = new ArrayList<>();
    final Future<Void> commit = lane.commit(beside(context), first);
    first = null;
    commit.onComplete(ended -> told.forEach(promise -> promise.handle(ended)));
  }

  /**
   * A context on the same event loop. Many wait for what comes there, so it must not be one that
   * ends with its verticle, or that a worker blocks.
   */
  private ContextInternal beside(ContextInternal context) {
    return besides.computeIfAbsent(
        context.nettyEventLoop(), loop -> vertx.createEventLoopContext(loop, null, null));
  }

  private void watch() {
    if (turnTimeoutNanos > 0 && !watching) {
      watching = true;
      own.setTimer(WATCH_MILLIS, timer -> expire());
    }
  }

  private synchronized void expire() {
    watching = false;
    final long now = System.nanoTime();
    while (!waiting.isEmpty() && now - waiting.peek().waitingSince > turnTimeoutNanos) {
      waiting
          .poll()
          .fail(
              SQLiteException.of(
                  SQLiteErrorKind.TIMEOUT,
                  "waited "
                      + TimeUnit.NANOSECONDS.toMillis(turnTimeoutNanos)
                      + " ms for the turn to write, which is held by another session",
                  null));
    }
    final boolean keepsWaiting = holder != null && holder.nested;
    if (keepsWaiting && now - holder.runningSince > turnTimeoutNanos) {
      holder.expel();
    }
    if (!waiting.isEmpty() || keepsWaiting) {
      watch();
    }
  }

  private enum State {
    NEW,
    WAITING,
    RUNNING,
    OVER
  }

  private record Pending<R>(ContextInternal context, CommandBase<R> command, Promise<R> promise) {

    /** What is wrong with it must not become the failure of whoever lets it go on. */
    void run(SharedLane lane, TransactionPart part) {
      try {
        lane.schedule(context, command, part).onComplete(promise);
      } catch (RuntimeException e) {
        context.runOnContext(v -> promise.fail(e));
      }
    }
  }

  /** One transaction. */
  public final class Member implements CommandScheduler {
    private final List<Pending<?>> pending = new ArrayList<>(1);
    private State state = State.NEW;
    private Throwable failure;
    private TransactionPart part;
    private boolean nested;

    private long waitingSince;
    private long runningSince;

    private Member() {}

    @Override
    public <R> Future<R> schedule(ContextInternal context, CommandBase<R> command) {
      if (command instanceof QueryCommandBase<?> query && endsTransaction(query.sql())) {
        return context.failedFuture(
            SQLiteException.of(
                SQLiteErrorKind.MISUSE,
                "A shared transaction ends with its function or session, not with a statement:"
                    + " others have a part in it",
                query.sql()));
      }
      synchronized (SharedTransactions.this) {
        if (state == State.RUNNING) {
          return lane.schedule(context, command, part);
        }
        if (state == State.NEW && queueLimit > 0 && waiting.size() >= queueLimit) {
          fail(
              SQLiteException.of(
                  SQLiteErrorKind.QUEUE_FULL,
                  waiting.size() + " transactions wait for their turn to write already",
                  null));
        }
        if (state == State.OVER) {
          return context.failedFuture(over());
        }
        final Promise<R> promise = context.promise();
        pending.add(new Pending<>(context, command, promise));
        if (state == State.NEW) {
          state = State.WAITING;
          waitingSince = System.nanoTime();
          waiting.add(this);
          proceed();
          watch();
        }
        return promise.future();
      }
    }

    /** It has the turn now. */
    private void enter() {
      state = State.RUNNING;
      runningSince = System.nanoTime();
      nested = first != null;
      if (nested) {
        part = TransactionPart.following();
        members++;
        watch();
      } else {
        part = TransactionPart.first();
        first = part;
        members = 1;
      }
      pending.forEach(command -> command.run(lane, part));
      pending.clear();
    }

    /** Those that have committed before it must have their answer. */
    private void expel() {
      fail(
          SQLiteException.of(
              SQLiteErrorKind.TIMEOUT,
              "The transaction was rolled back: others, whose commit it shares, waited "
                  + TimeUnit.NANOSECONDS.toMillis(turnTimeoutNanos)
                  + " ms for the turn to write to come back from it",
              null));
      lane.schedule(own, part.undo());
      left(own);
    }

    private void fail(Throwable failure) {
      this.failure = failure;
      state = State.OVER;
      final List<Pending<?>> failed = List.copyOf(pending);
      pending.clear();
      own.runOnContext(v -> failed.forEach(command -> command.promise.fail(failure)));
    }

    private Throwable over() {
      return failure != null
          ? failure
          : SQLiteException.of(SQLiteErrorKind.MISUSE, "The transaction is over", null);
    }

    /** Completes when what it did is durable. Its statements must have been answered. */
    public Future<Void> commit(ContextInternal context) {
      synchronized (SharedTransactions.this) {
        if (state == State.OVER) {
          return context.failedFuture(over());
        }
        if (state == State.WAITING) {
          giveUp("The transaction was committed before its first statement had its turn");
          return context.failedFuture(failure);
        }
        final boolean entered = state == State.RUNNING;
        state = State.OVER;
        if (!entered) {
          // it never asked for anything
          return context.succeededFuture();
        }
        final Promise<Void> promise = context.promise();
        released.add(promise);
        left(context);
        return promise.future();
      }
    }

    /** Undoes what it did; nothing happens where it is over. */
    public Future<Void> rollback(ContextInternal context) {
      synchronized (SharedTransactions.this) {
        final State was = state;
        if (was == State.WAITING) {
          giveUp("The transaction was rolled back before its turn came");
        }
        state = State.OVER;
        if (was != State.RUNNING) {
          return context.succeededFuture();
        }
        final Future<Void> undone;
        if (nested) {
          undone = lane.schedule(context, part.undo());
          left(context);
        } else {
          undone = lane.rollback(context);
          first = null;
          holder = null;
          proceed();
        }
        return undone;
      }
    }

    private void giveUp(String message) {
      waiting.remove(this);
      fail(SQLiteException.of(SQLiteErrorKind.MISUSE, message, null));
    }
  }

  private static boolean endsTransaction(String sql) {
    if (sql == null) {
      return false;
    }
    final StatementVerb verb = SqlScanner.verb(sql);
    return verb == StatementVerb.COMMIT || verb == StatementVerb.ROLLBACK;
  }
}
