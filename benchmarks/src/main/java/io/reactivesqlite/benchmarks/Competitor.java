// SPDX-License-Identifier: Apache-2.0
package io.reactivesqlite.benchmarks;

import java.util.Arrays;

/** Those who take part. */
public enum Competitor {
  OURS("reactive-sqlite", "Reactive SQLite"),
  OURS_SHARED("reactive-sqlite-shared", "Reactive SQLite, shared transactions"),
  AGROAL("vertx-jdbc-agroal", "vertx-jdbc-client, Agroal"),
  C3P0("vertx-jdbc-c3p0", "vertx-jdbc-client, c3p0"),
  JDBC_THREADS("jdbc-threads", "JDBC, thread pool"),
  JDBC_LOOP("jdbc-loop", "JDBC, one thread"),
  PYTHON("python", "Python sqlite3"),
  C("c", "C loop"),
  HIBERNATE_REACTIVE("hibernate-reactive", "Hibernate Reactive on Reactive SQLite"),
  HIBERNATE_THREADS("hibernate-orm-threads", "Hibernate ORM on JDBC, worker threads"),
  HIBERNATE_LOOP("hibernate-orm-loop", "Hibernate ORM on JDBC, one thread");

  private final String id;
  private final String title;

  Competitor(String id, String title) {
    this.id = id;
    this.title = title;
  }

  /** The name in options and in JSON. */
  public String id() {
    return id;
  }

  /** The name that readers see. */
  public String title() {
    return title;
  }

  /** Whether it is a process that is no Java at all, with an SQLite of its own. */
  public boolean isForeign() {
    return this == PYTHON || this == C;
  }

  /** Whether its transactions share commits, which concerns transactions only. */
  boolean sharesTransactions() {
    return this == OURS_SHARED;
  }

  /** Whether it knows only one request at a time. */
  public boolean isLoop() {
    return this == JDBC_LOOP || this == HIBERNATE_LOOP || isForeign();
  }

  /** Whether it speaks in entities, not in SQL. */
  public boolean isHibernate() {
    return this == HIBERNATE_REACTIVE || this == HIBERNATE_THREADS || this == HIBERNATE_LOOP;
  }

  public static Competitor of(String id) {
    return Arrays.stream(values())
        .filter(c -> c.id.equals(id))
        .findFirst()
        .orElseThrow(
            () ->
                new IllegalArgumentException(
                    "no competitor is called "
                        + id
                        + "; there are "
                        + Arrays.stream(values()).map(Competitor::id).toList()));
  }
}
