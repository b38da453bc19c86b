// SPDX-License-Identifier: Apache-2.0
package io.reactivesqlite.client.impl;

import io.netty.channel.EventLoop;
import io.reactivesqlite.client.scheduling.Delivery;
import io.reactivesqlite.client.scheduling.Job;
import io.vertx.core.impl.ContextInternal;
import io.vertx.core.impl.logging.Logger;
import io.vertx.core.impl.logging.LoggerFactory;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.RejectedExecutionException;

/**
 * Delivers finished jobs on their callers' contexts, with one hop for all that wait on the same
 * event loop.
 *
 * <p>Promises are never completed on a lane's thread: a listener that is added late would run there
 * at once, and overtake others that are still on their way.
 */
final class ContextDelivery implements Delivery {

  private static final Logger LOG = LoggerFactory.getLogger(ContextDelivery.class);

  @Override
  public void deliver(List<Job> jobs) {
    int size = jobs.size();
    EventLoop loop = loopOf(jobs.get(0));
    int same = 1;
    while (same < size && loopOf(jobs.get(same)) == loop) {
      same++;
    }
    if (same == size) {
      deliverTo(loop, jobs);
      return;
    }
    // Rare: callers on several event loops, or on worker contexts, were served together.
    List<Job> rest = new ArrayList<>(jobs);
    while (!rest.isEmpty()) {
      EventLoop next = loopOf(rest.get(0));
      List<Job> batch = new ArrayList<>();
      rest.removeIf(job -> loopOf(job) == next && batch.add(job));
      deliverTo(next, batch);
    }
  }

  private static EventLoop loopOf(Job job) {
    ContextInternal context = ((ContextJob) job).context();
    return context.isEventLoopContext() ? context.nettyEventLoop() : null;
  }

  private static void deliverTo(EventLoop loop, List<Job> jobs) {
    try {
      if (loop == null) {
        for (Job job : jobs) {
          ((ContextJob) job).context().runOnContext(v -> deliverNow(job));
        }
      } else {
        loop.execute(() -> dispatch(jobs));
      }
    } catch (RejectedExecutionException e) {
      // Their Vert.x was closed: nobody is left to be told. The lane serves others, too.
      LOG.debug("callers of " + jobs.size() + " statements are gone", e);
    }
  }

  /** On the event loop: neighbours of the same context share one dispatch. */
  private static void dispatch(List<Job> jobs) {
    int i = 0;
    while (i < jobs.size()) {
      ContextInternal context = ((ContextJob) jobs.get(i)).context();
      int start = i++;
      while (i < jobs.size() && ((ContextJob) jobs.get(i)).context() == context) {
        i++;
      }
      List<Job> run = jobs.subList(start, i);
      context.dispatch(run, list -> list.forEach(ContextDelivery::deliverNow));
    }
  }

  private static void deliverNow(Job job) {
    try {
      job.deliver();
    } catch (Throwable e) {
      // A handler of the user's threw; the others in the batch must still be told.
      ((ContextJob) job).context().reportException(e);
    }
  }
}
