// SPDX-License-Identifier: Apache-2.0
package io.reactivesqlite.client.scheduling;

import io.reactivesqlite.client.engine.EngineException;
import io.reactivesqlite.client.engine.NativeConnection;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;

/** A job made of a few lines of a test. */
final class TestJob extends Job {

  /** The lines. */
  @FunctionalInterface
  interface Code {
    void on(NativeConnection connection) throws EngineException, SchedulingException;
  }

  private final Access access;
  private final Code code;
  private final CompletableFuture<Void> outcome = new CompletableFuture<>();
  private final AtomicInteger deliveries = new AtomicInteger();
  private final AtomicInteger runs = new AtomicInteger();
  private long timeoutNanos;
  private boolean groupable;
  private String writes;

  TestJob(Access access, Code code) {
    this.access = access;
    this.code = code;
  }

  static TestJob write(String sql) {
    TestJob job = new TestJob(Access.WRITE, c -> c.execute(sql));
    job.writes = sql;
    return job;
  }

  static TestJob read(String sql) {
    return new TestJob(Access.READ, c -> c.scalar(sql));
  }

  static TestJob plain(String sql) {
    return new TestJob(Access.NONE, c -> c.execute(sql));
  }

  /** Counts to a number that takes SQLite hours; only an interrupt ends it. */
  static TestJob endless() {
    return read(Endless.SQL);
  }

  TestJob timeoutMillis(long millis) {
    timeoutNanos = millis * 1_000_000;
    return this;
  }

  TestJob inGroups() {
    groupable = true;
    return this;
  }

  @Override
  protected boolean groupable() {
    return groupable;
  }

  @Override
  protected Access access(NativeConnection connection) {
    return access;
  }

  @Override
  protected void run(NativeConnection connection) throws EngineException, SchedulingException {
    runs.incrementAndGet();
    code.on(connection);
    if (writes != null) {
      wrote(writes);
    }
  }

  @Override
  protected long timeoutNanos() {
    return timeoutNanos;
  }

  @Override
  public void deliver() {
    deliveries.incrementAndGet();
    if (failure() == null) {
      outcome.complete(null);
    } else {
      outcome.completeExceptionally(failure());
    }
  }

  CompletableFuture<Void> outcome() {
    return outcome;
  }

  boolean delivered() {
    return deliveries.get() > 0;
  }

  int deliveries() {
    return deliveries.get();
  }

  int runs() {
    return runs.get();
  }

  SchedulingException.Reason reason() {
    return failure() instanceof SchedulingException e ? e.reason() : null;
  }
}
