// SPDX-License-Identifier: Apache-2.0
package io.reactivesqlite.client.scheduling;

/** How many requests may wait in one queue; 0 or less for no bound. */
record QueueBound(int limit) {

  boolean exceededBy(int length) {
    return limit > 0 && length > limit;
  }

  SchedulingException exception(String what) {
    return new SchedulingException(
        SchedulingException.Reason.QUEUE_FULL,
        limit
            + " "
            + what
            + " are waiting already, which is the queue limit: slow the producer down, or raise queueLimit");
  }
}
