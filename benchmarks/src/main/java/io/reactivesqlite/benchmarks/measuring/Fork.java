// SPDX-License-Identifier: Apache-2.0
package io.reactivesqlite.benchmarks.measuring;

import io.reactivesqlite.benchmarks.Competitor;
import io.reactivesqlite.benchmarks.Load;
import io.reactivesqlite.benchmarks.Plan;
import io.reactivesqlite.benchmarks.Schema;
import io.reactivesqlite.benchmarks.competitors.Asynchronous;
import io.reactivesqlite.benchmarks.competitors.JdbcSession;
import io.reactivesqlite.benchmarks.competitors.JdbcThreads;
import io.reactivesqlite.benchmarks.competitors.VertxPool;
import io.vertx.core.json.JsonArray;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;

/** The main class of a measured process: one competitor under one load. */
public final class Fork {

  private final Competitor competitor;
  private final Load load;
  private final Plan plan;
  private final Path database;
  private final Work work;

  private Fork(Competitor competitor, Load load, Plan plan, Path database) {
    this.competitor = competitor;
    this.load = load;
    this.plan = plan;
    this.database = database;
    this.work = new Work(load);
  }

  /**
   * @param args competitor, load, the plan's times, the database, and the file for the result
   */
  public static void main(String[] args) throws Exception {
    Plan plan =
        new Plan(
            "fork",
            1,
            Integer.parseInt(args[2]),
            Integer.parseInt(args[3]),
            Integer.parseInt(args[4]),
            Integer.parseInt(args[5]));
    Fork fork = new Fork(Competitor.of(args[0]), Load.of(args[1]), plan, Path.of(args[6]));
    List<Measurement> measured;
    try {
      measured = fork.measure();
      fork.checkWritten();
    } catch (Throwable e) {
      e.printStackTrace();
      Runtime.getRuntime().halt(1);
      return;
    }
    JsonArray result = new JsonArray();
    measured.forEach(m -> result.add(m.toJson()));
    Files.writeString(Path.of(args[7]), result.encode());
    // A competitor's threads that nobody has ended must not keep the process alive.
    Runtime.getRuntime().halt(0);
  }

  private List<Measurement> measure() throws Exception {
    return switch (competitor) {
      case OURS, AGROAL, C3P0 -> pool();
      case JDBC_THREADS -> loops(new JdbcThreads(url(), load.poolSize()));
      case JDBC_LOOP -> {
        try (JdbcSession session = new JdbcSession(url())) {
          yield throughput().measure(List.of(1), level -> Loops.start(work, session));
        }
      }
      case PYTHON, C -> throw new IllegalArgumentException(competitor + " is no Java");
    };
  }

  private List<Measurement> pool() throws Exception {
    VertxPool pool = new VertxPool(competitor, database, load, load == Load.MIXED ? 8 : 1);
    if (load != Load.EVENT_LOOP) {
      return loops(pool);
    }
    String control = competitor == Competitor.OURS ? url() : null;
    List<Measurement> measured = new EventLoopDelay(plan, pool).measure(control);
    pool.close();
    return measured;
  }

  /** Where measuring fails the process ends; nothing needs to be closed then. */
  private List<Measurement> loops(Asynchronous asynchronous) throws Exception {
    List<Measurement> measured =
        throughput()
            .measure(load.levels(competitor), level -> Loops.start(work, asynchronous, level));
    asynchronous.close();
    return measured;
  }

  private Throughput throughput() {
    return new Throughput(load, plan, work);
  }

  private String url() {
    return Schema.jdbcUrl(database, load.synchronous());
  }

  /** What was acknowledged must be in the file. */
  private void checkWritten() throws SQLException {
    if (work.written() == 0) {
      return;
    }
    String sql =
        load == Load.READ_MODIFY_WRITE
            ? "SELECT sum(balance) FROM account"
            : "SELECT count(*) FROM added";
    try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + database);
        Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery(sql)) {
      rows.next();
      if (rows.getLong(1) != work.written()) {
        throw new IllegalStateException(
            work.written() + " writes were acknowledged, but " + rows.getLong(1) + " are there");
      }
    }
  }
}
