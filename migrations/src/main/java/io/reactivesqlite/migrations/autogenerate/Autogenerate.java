// SPDX-License-Identifier: Apache-2.0
package io.reactivesqlite.migrations.autogenerate;

import io.reactivesqlite.migrations.rebuild.Probes;
import io.reactivesqlite.migrations.rebuild.Schema;
import io.reactivesqlite.migrations.rebuild.SqlScript;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/** Compares the DDL that entities ask for with a database. */
public final class Autogenerate {

  private final List<String> ddl;
  private final Rules rules;

  /**
   * A comparison with a schema.
   *
   * @param ddl the statements that create the wanted schema on an empty database, see {@link
   *     EntityDdl}
   * @param rules what takes part
   */
  public Autogenerate(List<String> ddl, Rules rules) {
    this.ddl = List.copyOf(ddl);
    this.rules = Objects.requireNonNull(rules);
  }

  /**
   * What was found.
   *
   * @param differences one line each, for people
   * @param upgrade statements that make the database what the entities ask for
   * @param downgrade statements that make it what it was
   * @param broken views and triggers that the upgrade leaves alone although they name what will be
   *     gone, with what SQLite says; running it is refused until the revision takes care of them
   */
  public record Result(
      List<String> differences, List<String> upgrade, List<String> downgrade, List<String> broken) {

    public Result {
      differences = List.copyOf(differences);
      upgrade = List.copyOf(upgrade);
      downgrade = List.copyOf(downgrade);
      broken = List.copyOf(broken);
    }

    /** Whether there is nothing to do. */
    public boolean isEmpty() {
      return differences.isEmpty();
    }

    /** The upgrade as one text, with what a person has to look at marked. */
    public String upgradeSql() {
      StringBuilder remarks = new StringBuilder();
      differences.forEach(
          each -> remarks.append("-- ").append(each.replace('\n', ' ')).append('\n'));
      broken.forEach(
          each -> remarks.append("-- Review: ").append(each.replace('\n', ' ')).append('\n'));
      return remarks + text(upgrade, true);
    }

    /** The downgrade as one text. */
    public String downgradeSql() {
      return text(downgrade, false);
    }

    private static String text(List<String> statements, boolean remarks) {
      StringBuilder text = new StringBuilder();
      for (String statement : statements) {
        if (remarks && loses(statement)) {
          text.append("-- Review: this loses data.\n");
        }
        text.append(statement.strip()).append(";\n");
      }
      return text.toString();
    }

    // The old table of a rebuild is a copy by then.
    private static boolean loses(String statement) {
      String normalized = SqlScript.normalized(statement);
      return (normalized.startsWith("drop table ") && !normalized.contains("_before_rebuild"))
          || normalized.contains(" drop column ");
    }
  }

  /** The differences only. */
  public List<String> differences(Connection database) throws SQLException {
    try (Connection wanted = wanted()) {
      return SchemaEvolution.differences(Schema.read(database), Schema.read(wanted), rules);
    }
  }

  /** The differences and the way there and back. The database is only read. */
  public Result compare(Connection database) throws SQLException {
    try (Connection wanted = wanted();
        Connection scratch = memory()) {
      Schema is = Schema.read(database);
      Schema shall = Schema.read(wanted);
      List<String> differences = SchemaEvolution.differences(is, shall, rules);
      if (differences.isEmpty()) {
        return new Result(List.of(), List.of(), List.of(), List.of());
      }
      SchemaEvolution.copy(is, scratch);
      Map<String, Optional<String>> before = Probes.of(scratch);
      List<String> upgrade =
          new SchemaEvolution(scratch, shall, rules, false, firstRows()).statements();
      requireNone("upgrade", SchemaEvolution.differences(Schema.read(scratch), shall, rules));
      List<String> broken = broken(before, Probes.of(scratch));
      // What was dropped is made again with its own text, so the way back is looked for the same
      // way.
      List<String> downgrade =
          new SchemaEvolution(scratch, is, rules.reversed(), true, List.of()).statements();
      requireNone("downgrade", SchemaEvolution.differences(Schema.read(scratch), is, rules));
      return new Result(differences, upgrade, downgrade, broken);
    }
  }

  private static List<String> broken(
      Map<String, Optional<String>> before, Map<String, Optional<String>> after) {
    return after.entrySet().stream()
        .filter(each -> each.getValue().isPresent())
        .filter(each -> Optional.empty().equals(before.get(each.getKey())))
        .map(
            each ->
                "%s will not work any more (%s). Drop or change it in this revision; otherwise it is refused."
                    .formatted(each.getKey(), each.getValue().get()))
        .toList();
  }

  private List<String> firstRows() {
    return ddl.stream().filter(sql -> SqlScript.verb(sql).equals("INSERT")).toList();
  }

  private static void requireNone(String way, List<String> left) {
    if (!left.isEmpty()) {
      throw new IllegalStateException(
          "No %s was found that leaves nothing: %s. Write this revision by hand, or exclude the table."
              .formatted(way, left));
    }
  }

  private Connection wanted() throws SQLException {
    Connection wanted = memory();
    try (Statement statement = wanted.createStatement()) {
      for (String sql : ddl) {
        try {
          statement.execute(sql);
        } catch (SQLException failure) {
          wanted.close();
          throw new SQLException(
              "SQLite does not take the DDL of the entities: %s. Is the dialect one for SQLite? [%s]"
                  .formatted(failure.getMessage(), sql),
              failure);
        }
      }
    }
    return wanted;
  }

  private static Connection memory() throws SQLException {
    return DriverManager.getConnection("jdbc:sqlite::memory:");
  }
}
