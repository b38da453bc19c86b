// SPDX-License-Identifier: Apache-2.0
package io.reactivesqlite.benchmarks.competitors;

/** A competitor that takes requests without waiting for their results. */
public interface Asynchronous {

  /** To be told when a request is through. */
  @FunctionalInterface
  interface Completion {
    /**
     * @param failure {@code null} for success
     */
    void done(Throwable failure);
  }

  /** Starts a request; {@code number} chooses the row. */
  void start(Operation operation, long number, Completion completion);

  /** Runs the first request of a caller where callers of this competitor live. */
  void onCaller(int caller, Runnable first);

  /** Ends all threads and connections. */
  void close() throws Exception;
}
