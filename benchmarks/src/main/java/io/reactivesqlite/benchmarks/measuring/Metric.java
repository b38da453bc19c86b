// SPDX-License-Identifier: Apache-2.0
package io.reactivesqlite.benchmarks.measuring;

/** What is measured of a competitor under a load. */
public enum Metric {
  THROUGHPUT("throughput"),
  ALLOCATED("allocated bytes per operation"),
  P50("p50 µs"),
  P99("p99 µs"),
  P999("p99.9 µs"),
  MAX("max µs"),
  ERRORS("lock errors");

  private final String title;

  Metric(String title) {
    this.title = title;
  }

  public String title() {
    return title;
  }
}
