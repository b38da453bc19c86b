// SPDX-License-Identifier: Apache-2.0
package io.reactivesqlite.client.scheduling;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.Executor;

/** A lane's thread that moves only when the test says so: every interleaving can be played. */
final class ManualThread implements Executor {

  private final Deque<Runnable> tasks = new ArrayDeque<>();
  private int handedOver;

  @Override
  public synchronized void execute(Runnable task) {
    tasks.add(task);
    handedOver++;
  }

  /** How many tasks were handed over until now. */
  synchronized int handedOver() {
    return handedOver;
  }

  /** Runs what was handed over, and what that hands over in turn. */
  void runAll() {
    Runnable task;
    while ((task = poll()) != null) {
      task.run();
    }
  }

  private synchronized Runnable poll() {
    return tasks.poll();
  }
}
