// SPDX-License-Identifier: Apache-2.0
package io.reactivesqlite.migrations.liquibase;

import java.util.concurrent.Callable;
import java.util.concurrent.atomic.AtomicReference;

/**
 * A thread for one call. Liquibase keeps its surroundings in an inheritable thread local; a fresh
 * thread keeps them away from the caller's, and from the threads the caller makes later.
 */
final class Worker {

  private Worker() {}

  static <T> T call(Callable<T> task) {
    AtomicReference<T> result = new AtomicReference<>();
    AtomicReference<Throwable> failure = new AtomicReference<>();
    Thread thread =
        new Thread(
            null,
            () -> {
              try {
                result.set(task.call());
              } catch (Throwable e) {
                failure.set(e);
              }
            },
            "sqlite-migrate",
            0,
            false);
    thread.setDaemon(true);
    // Java 17 passes it on, newer Java does not with the rest of what a thread inherits; revisions
    // in Java are found by it.
    thread.setContextClassLoader(Thread.currentThread().getContextClassLoader());
    thread.start();
    join(thread);
    if (failure.get() != null) {
      throw Failures.translated(failure.get());
    }
    return result.get();
  }

  /**
   * An interrupt of the caller stops the migration between two change sets; it is not abandoned.
   */
  private static void join(Thread thread) {
    boolean interrupted = false;
    while (true) {
      try {
        thread.join();
        break;
      } catch (InterruptedException e) {
        interrupted = true;
        thread.interrupt();
      }
    }
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
  }
}
