// SPDX-License-Identifier: Apache-2.0
package io.reactivesqlite.client.impl;

import io.vertx.core.Future;
import io.vertx.core.impl.ContextInternal;
import java.util.function.Supplier;

/** What is refused before it is tried is a failed future too, never an exception at the caller. */
final class Futures {

  private Futures() {}

  static <T> Future<T> of(ContextInternal context, Supplier<Future<T>> work) {
    try {
      return work.get();
    } catch (RuntimeException e) {
      return context.failedFuture(e);
    }
  }
}
