// SPDX-License-Identifier: Apache-2.0
package io.reactivesqlite.quarkus.runtime;

import io.vertx.sqlclient.Pool;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jboss.logging.Logger;

/** Closes a pool and waits for the end of it, so that the file is whole without its WAL. */
record PoolShutdown(String dataSource, Pool pool, long graceMillis) implements Runnable {

  private static final Logger LOG = Logger.getLogger(PoolShutdown.class);

  /** What closing takes beyond the grace for running statements: interrupting, a checkpoint. */
  private static final long CHECKPOINT_MILLIS = 10_000;

  @Override
  public void run() {
    try {
      pool.close()
          .toCompletionStage()
          .toCompletableFuture()
          .get(graceMillis + CHECKPOINT_MILLIS, TimeUnit.MILLISECONDS);
    } catch (ExecutionException e) {
      LOG.errorf(e.getCause(), "The pool of the datasource %s was not closed cleanly", dataSource);
    } catch (TimeoutException e) {
      LOG.errorf(
          "The pool of the datasource %s is still closing; the database is whole, and the next"
              + " start reads the rest from its WAL",
          dataSource);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
