// SPDX-License-Identifier: Apache-2.0
package io.reactivesqlite.benchmarks.report;

import io.reactivesqlite.benchmarks.Load;
import io.reactivesqlite.benchmarks.Plan;
import io.reactivesqlite.benchmarks.Results;
import io.reactivesqlite.benchmarks.Times;
import java.util.List;
import java.util.TreeSet;

/** The page about a run, with what one must know to read it. */
final class Page {

  private static final String HEAD =
      """
      # Benchmarks

      This page is written by the benchmarks themselves; do not edit it. Measure again with

      ```
      %s
      ```

      %sThe numbers are
      also in [results.json](results.json).

      ![Throughput by requests in flight, and the figures to reach](results.svg)

      """;

  /** Behind the command; it can be told only once what to measure. */
  private static final String QUICKLY =
      "or, in a few minutes and less exactly, with `-Dbenchmark.args=\"--plan quick\"` behind it. ";

  private static final String METHOD =
      """

      ## How it is measured

      - Closed loops: each of so many callers sends its next request when its last one is through.
      - Rounds: %7$d. In each every competitor runs under every load in a process of its own, one after the
        other, and each round begins with another one. A process warms up for %1$s s with as many requests in flight
        as it will have at most, then measures each level of requests in flight %3$s × %4$s s, with the competitor
        opened anew and %2$s s that do not count before each level. Hibernate warms up for %5$s s and measures each level
        %10$d × %11$s s after %6$s s that do not count: it is much code, which a JVM on few cores takes long to compile, and with
        one request in flight its numbers lie far apart. The query of 10,000 rows and the event loop warm up for %9$s s.
      - A number is the median over all rounds and iterations, its spread half of the range. A figure to reach
        is the median of the rounds' proportions: both sides of a proportion come from the same round.
      - Cores are kept from falling asleep while everybody is measured, where the system lets us (`/dev/cpu_dma_latency`,
        as root on Linux; the table of the machine says whether it did). With `--cores asleep` they are left as
        they are: with one request in flight each step of it waits for a core to wake up then, and an event loop has more
        steps than a thread that blocks.
      - Everybody gets a fresh copy of the same database, the same SQL and the same pragmas: `journal_mode=WAL`,
        `synchronous=FULL` (or `NORMAL` where it says so), `foreign_keys=ON`, `busy_timeout=5000`,
        `cache_size=-2000`; 4 connections at most, 64 in read-modify-write. The Java competitors use the same
        jar of SQLite, and a heap of 512 MB (32 MB for the stream).
      - Every result is checked; after a load that writes, what was acknowledged is counted in the file.
      - A competitor that fails, or does not end in time, is reported and does not stop the others.

      ## What the competitors do

      - **Reactive SQLite** and **vertx-jdbc-client** run the very same code against the `Pool` interface:
        `pool.preparedQuery(sql).execute(tuple)`, from one event loop (from 8 verticles in the mixed load).
      - **Reactive SQLite, shared transactions** asks with `withSharedTransaction` where the others ask with
        `withTransaction`: transactions that wait for one another share a commit and its fsync.
      - **JDBC, thread pool**: one prepared statement and one connection for each of 4 threads; a thread takes
        its caller's next request from a queue without a hop back to the caller, which favours it.
      - **JDBC, one thread**, **Python** and **C** reuse one prepared statement (Python's module does so by
        itself), know one request at a time, and have no event loop to come back to.
      - **Hibernate Reactive** and **Hibernate ORM** have the same entities and the same dialect, and open a session
        for each request. Requests live on two event loops, as those of a server do. Reactive sessions run there; ORM
        runs on 4 worker threads with 4 connections of Agroal, and its result goes back to the event loop. Its
        transactions begin IMMEDIATE and wait up to the busy timeout, so that they do not fail for a lock.
        **Hibernate ORM, one thread** has no hop at all.
      - Durable writes of Hibernate are transactions: begin, the statements, commit. Those of reactive sessions
        that wait for one another share a commit and its fsync, as single inserts do; each is acknowledged after it.
      - Our inserts that wait together share a transaction and its fsync. Each is acknowledged only after the
        commit. Nobody else in the table does that; they pay one fsync each, with 1 or with 256 in flight.

      ## What is not comparable, and other footnotes

      - Python and C use the SQLite of the system, which is another version, compiled with other options, than
        the one in the jar; see the table below.
      - Loops on one thread keep their data in one core's cache and never wake anybody up; one request in flight
        through an event loop and a lane is two thread wake-ups, and these are most of its time.
      - With the batch, the peer runs within a transaction; outside of one each row would be a commit of its own.
      - With the stream, the peer loads the whole result before the first row; it runs in the first round only.
      - In read-modify-write the peer's transactions begin IMMEDIATE through its URL; its default, deferred,
        fails where two have read. Who waits for the lock holds a worker thread there, and whoever has the lock needs
        one to commit, so that most of them run into the busy timeout; it runs in the first round only. The latency
        of a transaction that failed counts, too.
      - Hibernate Reactive makes several futures for each step of a session and for each row, where ORM calls a
        method. A profile of the query of 1,000 entities showed most of its processor time in Hibernate Reactive's own
        reading of rows on the event loop, and little of that in taking the values out of our rows: a driver cannot lift this limit.
      - A durable transaction of one reactive session is two or three ways to a lane and back, and one fsync.
      - Event-loop delay: every 0.5 ms a task is sent to an event loop, and the time until it runs is taken; where the
        sender itself was held up for as long, as by a pause of the JVM, it counts from when the task was due. Three
        controls show what is not the client's: threads that only burn CPU; such threads that offer their core each
        50 µs, as a query of ours does; and the same query on the loop itself.
        The process warms up with many short queries, as slow ones are so few that the JVM would still compile what
        belongs to any query while it is measured. A delay is the median of windows of %8$s s. Where more threads want to run
        than there are cores, the operating system's scheduler is part of the delay: whatever does not yield, be it the
        kernel's housekeeping, the JVM's compilers, or the host of a virtual machine that gives a core to others, reaches p99.9
        when it takes a thousandth of the time of a busy core. An idle core would take the event loop instead.
      - Bytes per operation are what all threads of the process allocate, callers and checks included.
      - A rented machine has neighbours, and its disk may acknowledge an fsync from a cache. Proportions within a
        run are worth more than its numbers.
      """;

  private final Plan plan;
  private final Command again;
  private final Environment environment;
  private final Results results;
  private final Tables tables;

  Page(Plan plan, Command again, Environment environment, Results results, Tables tables) {
    this.plan = plan;
    this.again = again;
    this.environment = environment;
    this.results = results;
    this.tables = tables;
  }

  String of(List<Ratio> ratios) {
    StringBuilder page =
        new StringBuilder(HEAD.formatted(again.line(), again.hasArguments() ? "" : QUICKLY));
    if (!plan.equals(Plan.FULL)) {
      page.append(
          "> These numbers are from a shortened run (`%s`): a look at the shape, not to be quoted.\n\n"
              .formatted(plan.name()));
    }
    if (environment.busy()) {
      page.append(
          "> Others were at work on the machine: the spreads show how much that matters.\n\n");
    }
    page.append("## Figures to reach\n\n").append(tables.ratios(ratios).markdown());
    page.append("\n## All loads\n");
    for (Table table : tables.loads()) {
      page.append("\n### ").append(table.title()).append("\n\n").append(table.markdown());
    }
    failures(page);
    Times usual = plan.usual();
    Times hibernate = plan.hibernate();
    page.append(
        METHOD.formatted(
            seconds(usual.warmupMillis()),
            seconds(usual.settleMillis()),
            usual.iterations(),
            seconds(usual.iterationMillis()),
            seconds(hibernate.warmupMillis()),
            seconds(hibernate.settleMillis()),
            plan.rounds(),
            seconds(3 * usual.iterationMillis()),
            seconds(plan.forLoad(Load.QUERY).warmupMillis()),
            hibernate.iterations(),
            seconds(hibernate.iterationMillis())));
    Table machine = new Table("", List.of("machine and versions", ""));
    environment.facts().forEach((name, value) -> machine.add(List.of(name, value)));
    return page.append("\n## Measured on\n\n").append(machine.markdown()).toString();
  }

  private void failures(StringBuilder page) {
    if (results.failures().isEmpty()) {
      return;
    }
    page.append("\n### What failed\n\n");
    TreeSet<String> lines = new TreeSet<>();
    results
        .failures()
        .forEach(
            f ->
                lines.add(
                    "- %s, %s: `%s`\n"
                        .formatted(
                            f.competitor().title(),
                            f.load().title(),
                            f.reason().replace('`', '\''))));
    lines.forEach(page::append);
  }

  private static String seconds(int millis) {
    return Numbers.plain(millis / 1000.0);
  }
}
