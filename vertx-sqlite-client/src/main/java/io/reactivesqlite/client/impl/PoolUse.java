// SPDX-License-Identifier: Apache-2.0
package io.reactivesqlite.client.impl;

import io.vertx.core.spi.metrics.PoolMetrics;

/**
 * What the metrics of a pool hear of one statement that runs without a connection of its own: that
 * it waits, that it is served, that it is over.
 *
 * @param <M> what the metrics hand out to know it again
 */
final class PoolUse<M> {

  private final PoolMetrics<M> metrics;
  private final M waiting;
  private M served;
  private boolean begun;

  private PoolUse(PoolMetrics<M> metrics) {
    this.metrics = metrics;
    this.waiting = metrics.submitted();
  }

  /** A statement was submitted; {@code null} where nobody measures. */
  static <M> PoolUse<M> submitted(PoolMetrics<M> metrics) {
    return metrics == null ? null : new PoolUse<>(metrics);
  }

  /** A lane takes the statement up. A group that is undone takes it up again; that counts once. */
  void begin() {
    if (!begun) {
      begun = true;
      served = metrics.begin(waiting);
    }
  }

  /** It has its outcome; on the caller's context, after whatever the lane did. */
  void end(boolean succeeded) {
    if (begun) {
      metrics.end(served, succeeded);
    } else {
      metrics.rejected(waiting);
    }
  }
}
