// SPDX-License-Identifier: Apache-2.0
package io.reactivesqlite.client.scheduling;

/** Calls back later; the callback must be quick. */
@FunctionalInterface
public interface Timers {
  void after(long millis, Runnable callback);
}
