// SPDX-License-Identifier: Apache-2.0
package io.reactivesqlite.benchmarks.measuring;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;

/** How many bytes all living threads have allocated. */
final class Allocation {

  private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();

  private Allocation() {}

  static long bytes() {
    long all = 0;
    for (long bytes : THREADS.getThreadAllocatedBytes(THREADS.getAllThreadIds())) {
      all += Math.max(0, bytes);
    }
    return all;
  }
}
