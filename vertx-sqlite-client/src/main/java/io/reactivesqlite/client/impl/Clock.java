// SPDX-License-Identifier: Apache-2.0
package io.reactivesqlite.client.impl;

import io.reactivesqlite.client.scheduling.Timers;
import io.vertx.core.impl.ContextInternal;
import io.vertx.core.impl.VertxInternal;

/**
 * Timers on an event loop, whoever asks: one set on a lane's own thread would wait for that lane.
 */
final class Clock implements Timers {

  private final VertxInternal vertx;
  private final ContextInternal context;

  Clock(VertxInternal vertx) {
    this.vertx = vertx;
    this.context = vertx.createEventLoopContext();
  }

  @Override
  public void after(long millis, Runnable callback) {
    context.setTimer(millis, id -> callback.run());
  }

  /** As {@link #after}; gives what calls it off. */
  Runnable afterUnlessCalledOff(long millis, Runnable callback) {
    long timer = context.setTimer(millis, id -> callback.run());
    return () -> vertx.cancelTimer(timer);
  }
}
