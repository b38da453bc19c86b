// SPDX-License-Identifier: Apache-2.0
package io.reactivesqlite.client.impl;

import io.reactivesqlite.client.engine.NativeConnection;
import io.reactivesqlite.client.scheduling.Job;
import io.vertx.core.impl.ContextInternal;
import io.vertx.core.impl.future.PromiseInternal;

/** Runs a piece of code on a lane's connection and gives its result to a promise. */
final class CallJob<R> extends Job implements ContextJob {

  /** The code. */
  @FunctionalInterface
  interface Call<R> {
    R on(NativeConnection connection) throws Exception;
  }

  private final Access access;
  private final Call<R> call;
  private final PromiseInternal<R> promise;
  private R result;

  CallJob(Access access, PromiseInternal<R> promise, Call<R> call) {
    this.access = access;
    this.call = call;
    this.promise = promise;
  }

  @Override
  public ContextInternal context() {
    return promise.context();
  }

  @Override
  protected Access access(NativeConnection connection) {
    return access;
  }

  /** What needs no lock is quick, and mostly closes or resets something. */
  @Override
  protected boolean mustRun() {
    return access == Access.NONE;
  }

  @Override
  protected void run(NativeConnection connection) throws Exception {
    if (access == Access.WRITE) {
      wroteAnything();
    }
    result = call.on(connection);
  }

  @Override
  public void deliver() {
    if (failure() != null) {
      promise.fail(Failures.of(failure(), null));
    } else {
      promise.complete(result);
    }
  }
}
