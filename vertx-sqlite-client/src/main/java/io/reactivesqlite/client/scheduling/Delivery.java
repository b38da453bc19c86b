// SPDX-License-Identifier: Apache-2.0
package io.reactivesqlite.client.scheduling;

import java.util.List;

/** Brings finished jobs to where their callers wait, and calls {@link Job#deliver()} there. */
public interface Delivery {

  /**
   * Delivers all of them, in this order, with as few hops as possible. The list is not used by the
   * caller again.
   */
  void deliver(List<Job> jobs);

  default void deliver(Job job) {
    deliver(List.of(job));
  }
}
