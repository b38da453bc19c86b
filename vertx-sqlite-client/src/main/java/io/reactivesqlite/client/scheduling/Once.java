// SPDX-License-Identifier: Apache-2.0
package io.reactivesqlite.client.scheduling;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/**
 * Something that is done once: whoever comes first does it, the others wait for it without a
 * thread. Where it fails, all who wait are told, and the next one tries again.
 */
public final class Once {

  private boolean done;
  private List<Consumer<Throwable>> waiting;

  /**
   * @param action does it, and tells its argument {@code null} or why it failed; on any thread
   * @param then told the same; on any thread
   */
  public void run(Consumer<Consumer<Throwable>> action, Consumer<Throwable> then) {
    boolean doneBefore;
    synchronized (this) {
      doneBefore = done;
      if (!done) {
        if (waiting != null) {
          waiting.add(then);
          return;
        }
        waiting = new ArrayList<>(List.of(then));
      }
    }
    if (doneBefore) {
      then.accept(null);
    } else {
      action.accept(this::ended);
    }
  }

  private void ended(Throwable failure) {
    List<Consumer<Throwable>> all;
    synchronized (this) {
      done = failure == null;
      all = waiting;
      waiting = null;
    }
    all.forEach(then -> then.accept(failure));
  }
}
