// SPDX-License-Identifier: Apache-2.0
package io.reactivesqlite.migrations.copy;

import io.reactivesqlite.migrations.copy.CopyOrder.Group;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** What targets do differently. This one asks for nothing but JDBC and standard SQL. */
class Engine {

  final Connection target;
  private final String quote;

  private Engine(Connection target) throws SQLException {
    this.target = target;
    this.quote = target.getMetaData().getIdentifierQuoteString().strip();
  }

  static Engine of(Connection target) throws SQLException {
    return target.getMetaData().getDatabaseProductName().equals("PostgreSQL")
        ? new PostgreSql(target)
        : new Engine(target);
  }

  final String quoted(String name) {
    return quote + name.replace(quote, quote + quote) + quote;
  }

  final String insert(TablePair pair) {
    List<String> names =
        pair.columns().stream().map(column -> quoted(column.target().name())).toList();
    return "insert into %s (%s)%s values (%s)"
        .formatted(
            quoted(pair.target().name()),
            String.join(", ", names),
            overriding(),
            String.join(", ", Collections.nCopies(names.size(), "?")));
  }

  /** What lets an insert give values to columns that count by themselves. */
  String overriding() {
    return "";
  }

  /** Empties tables, those that refer first. */
  void empty(List<Group> groups) throws SQLException {
    List<Group> backwards = new ArrayList<>(groups);
    Collections.reverse(backwards);
    for (Group group : backwards) {
      for (TablePair pair : group.tables()) {
        execute("delete from " + quoted(pair.target().name()));
      }
    }
  }

  /** Whether foreign keys in circles can wait for the end of the transaction. */
  boolean canDefer() {
    return false;
  }

  /** Lets the foreign keys of a group wait. */
  void defer(Group group) throws SQLException {
    throw new IllegalStateException("this database cannot");
  }

  /** Checks what has waited, and lets nothing wait any more. */
  void checkDeferred(Group group) throws SQLException {
    throw new IllegalStateException("this database cannot");
  }

  /** Lets columns count on behind what was copied. */
  void countOn(TablePair pair, Optional<Long> lastGiven) throws SQLException {
    // The others have columns that look at the table itself, or none that count.
  }

  /** The sequences, by name, with their steps. */
  Map<String, Long> sequences() throws SQLException {
    return Map.of();
  }

  /** Lets a sequence go on with a value. */
  void continueSequence(String name, long next) throws SQLException {
    throw new IllegalStateException("this database has no sequences");
  }

  /** Triggers that would run for every row. */
  List<String> insertTriggers(TablePair pair) throws SQLException {
    return List.of();
  }

  final void execute(String sql) throws SQLException {
    try (Statement statement = target.createStatement()) {
      statement.execute(sql);
    }
  }

  final boolean hasRows(TablePair pair) throws SQLException {
    try (Statement statement = target.createStatement()) {
      statement.setMaxRows(1);
      try (ResultSet rows =
          statement.executeQuery("select 1 from " + quoted(pair.target().name()))) {
        return rows.next();
      }
    }
  }

  /** PostgreSQL, and what speaks as it does. */
  private static final class PostgreSql extends Engine {

    PostgreSql(Connection target) throws SQLException {
      super(target);
    }

    @Override
    String overriding() {
      return " overriding system value";
    }

    /** All at once, so that it does not matter who refers to whom. */
    @Override
    void empty(List<Group> groups) throws SQLException {
      List<String> names =
          groups.stream()
              .flatMap(group -> group.tables().stream())
              .map(pair -> quoted(pair.target().name()))
              .toList();
      if (!names.isEmpty()) {
        execute("truncate " + String.join(", ", names));
      }
    }

    @Override
    boolean canDefer() {
      return true;
    }

    /**
     * Altering a constraint is part of the transaction: a process that dies leaves it as it was.
     */
    @Override
    void defer(Group group) throws SQLException {
      alter(group, "deferrable initially deferred");
      execute("set constraints all deferred");
    }

    @Override
    void checkDeferred(Group group) throws SQLException {
      execute("set constraints all immediate");
      alter(group, "not deferrable");
    }

    private void alter(Group group, String how) throws SQLException {
      for (TargetTable.ForeignKey key : group.circular()) {
        if (!key.deferrable()) {
          execute(
              "alter table %s alter constraint %s %s"
                  .formatted(quoted(key.from()), quoted(key.name()), how));
        }
      }
    }

    @Override
    void countOn(TablePair pair, Optional<Long> lastGiven) throws SQLException {
      for (TargetTable.Column column : pair.target().columns()) {
        if (!column.counted()) {
          continue;
        }
        String table = quoted(pair.target().name());
        try (PreparedStatement statement =
            target.prepareStatement(
                """
                select setval(sequence, greatest(last, 1), last > 0)
                from (select pg_get_serial_sequence(?, ?) sequence) s,
                  (select greatest(max(%s), ?) last from %s) m
                where sequence is not null
                """
                    .formatted(quoted(column.name()), table))) {
          statement.setString(1, table);
          statement.setString(2, column.name());
          statement.setLong(3, lastGiven.orElse(0L));
          statement.executeQuery().close();
        }
      }
    }

    @Override
    Map<String, Long> sequences() throws SQLException {
      Map<String, Long> steps = new TreeMap<>();
      try (Statement statement = target.createStatement();
          ResultSet rows =
              statement.executeQuery(
                  "select sequencename, increment_by from pg_sequences where schemaname = current_schema()")) {
        while (rows.next()) {
          steps.put(rows.getString(1), rows.getLong(2));
        }
      }
      return steps;
    }

    @Override
    void continueSequence(String name, long next) throws SQLException {
      try (PreparedStatement statement =
          target.prepareStatement("select setval(cast(? as regclass), ?, false)")) {
        statement.setString(1, quoted(name));
        statement.setLong(2, next);
        statement.executeQuery().close();
      }
    }

    @Override
    List<String> insertTriggers(TablePair pair) throws SQLException {
      List<String> names = new ArrayList<>();
      try (PreparedStatement statement =
          target.prepareStatement(
              """
              select distinct trigger_name from information_schema.triggers
              where event_object_schema = current_schema() and event_object_table = ?
                and event_manipulation = 'INSERT'
              """)) {
        statement.setString(1, pair.target().name());
        try (ResultSet rows = statement.executeQuery()) {
          while (rows.next()) {
            names.add(rows.getString(1));
          }
        }
      }
      return names;
    }
  }
}
