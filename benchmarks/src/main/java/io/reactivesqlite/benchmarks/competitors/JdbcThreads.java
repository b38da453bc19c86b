// SPDX-License-Identifier: Apache-2.0
package io.reactivesqlite.benchmarks.competitors;

import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;

/**
 * Plain JDBC on a fixed pool of threads, each with a connection of its own. A request that is
 * through starts its caller's next one from the same thread: no hop back, which favours this
 * competitor.
 */
public final class JdbcThreads implements Asynchronous {

  private final BlockingQueue<Runnable> queue = new LinkedBlockingQueue<>();
  private final List<Thread> threads = new ArrayList<>();
  private final List<JdbcSession> sessions = new ArrayList<>();
  private final ThreadLocal<JdbcSession> session = new ThreadLocal<>();
  private volatile boolean closed;

  public JdbcThreads(String url, int size) throws SQLException {
    for (int i = 0; i < size; i++) {
      JdbcSession own = new JdbcSession(url);
      sessions.add(own);
      threads.add(new Thread(() -> serve(own), "jdbc-" + i));
    }
    threads.forEach(
        thread -> {
          thread.setDaemon(true);
          thread.start();
        });
  }

  private void serve(JdbcSession own) {
    session.set(own);
    try {
      while (!closed) {
        queue.take().run();
      }
    } catch (InterruptedException e) {
      // Closed while waiting for work.
      Thread.currentThread().interrupt();
    }
  }

  @Override
  public void start(Operation operation, long number, Completion completion) {
    queue.add(
        () -> {
          Throwable failure = null;
          try {
            session.get().run(operation, number);
          } catch (SQLException | RuntimeException e) {
            failure = e;
          }
          completion.done(failure);
        });
  }

  @Override
  public void onCaller(int caller, Runnable first) {
    first.run();
  }

  @Override
  public void close() throws SQLException, InterruptedException {
    closed = true;
    for (Thread thread : threads) {
      thread.interrupt();
      thread.join(10_000);
    }
    for (JdbcSession own : sessions) {
      own.close();
    }
  }
}
