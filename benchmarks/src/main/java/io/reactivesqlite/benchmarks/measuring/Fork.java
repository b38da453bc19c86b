// SPDX-License-Identifier: Apache-2.0
package io.reactivesqlite.benchmarks.measuring;

import io.reactivesqlite.benchmarks.Competitor;
import io.reactivesqlite.benchmarks.Load;
import io.reactivesqlite.benchmarks.Schema;
import io.reactivesqlite.benchmarks.Times;
import io.reactivesqlite.benchmarks.competitors.Asynchronous;
import io.reactivesqlite.benchmarks.competitors.JdbcSession;
import io.reactivesqlite.benchmarks.competitors.JdbcThreads;
import io.reactivesqlite.benchmarks.competitors.VertxPool;
import io.reactivesqlite.benchmarks.competitors.hibernate.BlockingSessions;
import io.reactivesqlite.benchmarks.competitors.hibernate.OrmSessions;
import io.reactivesqlite.benchmarks.competitors.hibernate.ReactiveSessions;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
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
  private final Times times;
  private final Path database;

  private Fork(Competitor competitor, Load load, Times times, Path database) {
    this.competitor = competitor;
    this.load = load;
    this.times = times;
    this.database = database;
  }

  /**
   * @param args competitor, load, the times, the database, and the file for the result
   */
  public static void main(String[] args) throws Exception {
    Times times =
        new Times(
            Integer.parseInt(args[2]),
            Integer.parseInt(args[3]),
            Integer.parseInt(args[4]),
            Integer.parseInt(args[5]));
    Fork fork = new Fork(Competitor.of(args[0]), Load.of(args[1]), times, Path.of(args[6]));
    try {
      Files.writeString(Path.of(args[7]), fork.measure().encode());
    } catch (Throwable e) {
      e.printStackTrace();
      System.exit(1);
    }
    // A competitor's threads that nobody has ended must not keep the process alive.
    System.exit(0);
  }

  private JsonObject measure() throws Exception {
    return load == Load.EVENT_LOOP ? eventLoop() : throughput();
  }

  private JsonObject eventLoop() throws Exception {
    VertxPool pool = new VertxPool(competitor, database, load, 1);
    String control = competitor == Competitor.OURS ? url() : null;
    return result(new EventLoopDelay(times, pool).measure(control), List.of());
  }

  private JsonObject throughput() throws Exception {
    Throughput throughput = new Throughput(load, times, this::start);
    throughput.measure(load.levels(competitor));
    List<String> complaints = throughput.complaints();
    if (complaints.isEmpty()) {
      checkWritten(throughput.written());
    }
    return result(throughput.measurements(), complaints);
  }

  private static JsonObject result(List<Measurement> measured, List<String> complaints) {
    JsonArray numbers = new JsonArray();
    measured.forEach(m -> numbers.add(m.toJson()));
    return new JsonObject().put("measured", numbers).put("complaints", new JsonArray(complaints));
  }

  private Throughput.Running start(Work work, int callers) throws Exception {
    return switch (competitor) {
      case OURS, OURS_SHARED, AGROAL, C3P0 ->
          start(work, callers, new VertxPool(competitor, database, load, load.verticles()));
      case JDBC_THREADS -> start(work, callers, new JdbcThreads(url(), load.poolSize()));
      case JDBC_LOOP -> {
        JdbcSession session = new JdbcSession(url());
        yield new Throughput.Running(Loops.start(work, session), session::close);
      }
      case HIBERNATE_REACTIVE ->
          start(
              work, callers, new ReactiveSessions(database, load.synchronous(), load.verticles()));
      case HIBERNATE_THREADS ->
          start(
              work,
              callers,
              new BlockingSessions(
                  new OrmSessions(url(), load.poolSize()), load.poolSize(), load.verticles()));
      case HIBERNATE_LOOP -> {
        OrmSessions sessions = new OrmSessions(url(), 1);
        yield new Throughput.Running(Loops.start(work, sessions), sessions::close);
      }
      case PYTHON, C -> throw new IllegalArgumentException(competitor + " is no Java");
    };
  }

  private static Throughput.Running start(Work work, int callers, Asynchronous competitor) {
    return new Throughput.Running(Loops.start(work, competitor, callers), competitor::close);
  }

  private String url() {
    return Schema.jdbcUrl(database, load.synchronous());
  }

  /** What was acknowledged must be in the file. */
  private void checkWritten(long written) throws SQLException {
    if (written == 0) {
      return;
    }
    String sql =
        load.changesAccounts() ? "SELECT sum(balance) FROM account" : "SELECT count(*) FROM added";
    try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + database);
        Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery(sql)) {
      rows.next();
      if (rows.getLong(1) != written) {
        throw new IllegalStateException(
            written + " writes were acknowledged, but " + rows.getLong(1) + " are there");
      }
    }
  }
}
