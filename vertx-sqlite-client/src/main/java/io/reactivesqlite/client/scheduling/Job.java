// SPDX-License-Identifier: Apache-2.0
package io.reactivesqlite.client.scheduling;

import io.reactivesqlite.client.engine.EngineException;
import io.reactivesqlite.client.engine.NativeConnection;
import java.util.concurrent.atomic.AtomicReference;

/**
 * One request to one lane. It is handed over, runs on the lane's thread (again, where its group had
 * to be undone), and is delivered exactly once.
 */
public abstract class Job {

  /** What a job does to the locks of the database. */
  public enum Access {
    NONE,
    READ,
    WRITE
  }

  private enum State {
    WAITING,
    RUNNING,
    DONE
  }

  private final AtomicReference<State> state = new AtomicReference<>(State.WAITING);
  private final long submittedAt = System.nanoTime();
  private volatile LaneConnection runsOn;
  private volatile SchedulingException stop;
  private volatile Throwable failure;

  /**
   * Since when a lock of another process is in the way, given by {@link BusyRetry}; 0 for never.
   */
  long busySince;

  /** The place in the order of submission, given by {@link ReadLanes}. */
  long sequence;

  /** What the job is going to do; may ask SQLite through the connection. */
  protected abstract Access access(NativeConnection connection) throws EngineException;

  /** Whether {@link #access} will have to ask SQLite, which reads the database. */
  protected boolean accessIsUnknown() {
    return false;
  }

  /** Whether the job may share a transaction with strangers. */
  protected boolean groupable() {
    return false;
  }

  /** Does the work. May be called a second time; then everything of the first run is void. */
  protected abstract void run(NativeConnection connection) throws Exception;

  /** Called on the lane's thread when a run has failed for good. */
  protected void gaveUp(NativeConnection connection) throws EngineException {}

  /**
   * Whether the job ends something that is open, such as a transaction. It is neither refused for a
   * full queue nor cancelled: nobody could end that thing afterwards.
   */
  protected boolean mustRun() {
    return false;
  }

  /** Hands the outcome over; called once, wherever the {@link Delivery} brings it. */
  public abstract void deliver();

  /** How long a run may take, in nanoseconds; 0 for ever. */
  protected long timeoutNanos() {
    return 0;
  }

  /** Why the job failed, or {@code null}. */
  public final Throwable failure() {
    return failure;
  }

  /** Marks the outcome of a run; {@code null} for success. */
  final void outcome(Throwable failure) {
    this.failure = failure;
  }

  /** When the job was made, by {@link System#nanoTime}. */
  public final long submittedAt() {
    return submittedAt;
  }

  /** Takes the job for a run; {@code false} where it was cancelled meanwhile. */
  final boolean begin() {
    return state.compareAndSet(State.WAITING, State.RUNNING);
  }

  /** Puts a job that could not run yet back into waiting. */
  final void defer() {
    state.compareAndSet(State.RUNNING, State.WAITING);
  }

  final void end() {
    state.set(State.DONE);
  }

  /** Whether nothing more will happen to it, as it was abandoned. */
  final boolean isOver() {
    return state.get() == State.DONE;
  }

  final void runningOn(LaneConnection lane) {
    runsOn = lane;
  }

  /** To be called by a run that has written: which statement it was. */
  protected final void wrote(String sql) {
    runsOn.wrote(sql);
  }

  /** To be called by a run that may have written anything. */
  protected final void wroteAnything() {
    runsOn.wrote(LaneConnection.ANYTHING);
  }

  /** To be called by a run that has rolled the transaction back. */
  protected final void rolledBack() {
    runsOn.forgetWritten();
  }

  /** To be called by a run that comes to its next statement: the timeout counts from here. */
  protected final void restartClock() {
    runsOn.restartClock();
  }

  final SchedulingException stopReason() {
    return stop;
  }

  /**
   * Ends a waiting job without running it.
   *
   * @return whether it was still waiting, so that its caller must be told
   */
  final boolean abandon(Throwable reason) {
    if (state.compareAndSet(State.WAITING, State.DONE)) {
      failure = reason;
      return true;
    }
    return false;
  }

  /**
   * Stops the job, whether it waits or runs; its failure will be the reason, unless it is through
   * already.
   */
  public final void cancel(SchedulingException reason, Delivery delivery) {
    if (abandon(reason)) {
      delivery.deliver(this);
    } else {
      stop = reason;
      LaneConnection lane = runsOn;
      if (lane != null) {
        lane.interrupt(this);
      }
    }
  }
}
