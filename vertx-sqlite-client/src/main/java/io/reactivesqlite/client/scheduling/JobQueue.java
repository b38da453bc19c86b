// SPDX-License-Identifier: Apache-2.0
package io.reactivesqlite.client.scheduling;

import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;

/**
 * Jobs that wait for a lane, first in, first out, with their number at hand. Lanes take them from
 * the front; from whichever place a job that is given up leaves at once, so that its place is free
 * for others.
 */
final class JobQueue {

  private final ConcurrentLinkedQueue<Job> jobs = new ConcurrentLinkedQueue<>();
  private final AtomicInteger size = new AtomicInteger();
  private final Delivery delivery;
  private final QueueBound bound;
  private final String what;

  /**
   * @param what names the jobs in the message for who finds the queue full
   */
  JobQueue(Delivery delivery, QueueBound bound, String what) {
    this.delivery = delivery;
    this.bound = bound;
    this.what = what;
  }

  /** Adds a job; where the queue is full, the job ends here and its caller is told. */
  boolean offer(Job job) {
    if (bound.exceededBy(size.incrementAndGet())) {
      size.decrementAndGet();
      tell(job, bound.exception(what));
      return false;
    }
    jobs.add(job);
    return true;
  }

  /** Adds a job that has its place already, or must have one. */
  void add(Job job) {
    size.incrementAndGet();
    jobs.add(job);
  }

  Job peek() {
    return jobs.peek();
  }

  Job poll() {
    Job job = jobs.poll();
    if (job != null) {
      size.decrementAndGet();
    }
    return job;
  }

  /** Takes out a job, which may be gone already. */
  void remove(Job job) {
    if (jobs.remove(job)) {
      size.decrementAndGet();
    }
  }

  boolean isEmpty() {
    return jobs.isEmpty();
  }

  int size() {
    return size.get();
  }

  /** Those that wait, in their order; what comes or goes meanwhile may be seen or not. */
  void forEach(Consumer<Job> action) {
    jobs.forEach(action);
  }

  /** Ends a job that waits, tells its caller, and frees its place. */
  void giveUp(Job job, Throwable reason) {
    tell(job, reason);
    remove(job);
  }

  private void tell(Job job, Throwable reason) {
    if (job.abandon(reason)) {
      delivery.deliver(job);
    }
  }
}
