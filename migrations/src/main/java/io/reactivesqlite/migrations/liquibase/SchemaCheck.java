// SPDX-License-Identifier: Apache-2.0
package io.reactivesqlite.migrations.liquibase;

import io.reactivesqlite.migrations.rebuild.Names;
import io.reactivesqlite.migrations.rebuild.Probes;
import io.reactivesqlite.migrations.rebuild.SchemaChangeException;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * What must be as good after a change as before it: foreign keys, views, triggers, and the pages of
 * every table that was made anew. What was broken already does not count against the change.
 */
final class SchemaCheck {

  private final long violationsBefore;
  private final Set<String> workingBefore;
  private final Map<String, Long> pagesBefore;

  private long violationsAfter;

  /**
   * What the check before the last commit found. It spares the next change set the same search, as
   * long as nobody has written since.
   */
  record Baseline(long violations, long ownChanges, long othersVersion) {
    private boolean stillTrue(Connection connection) throws SQLException {
      return ownChanges == ownChanges(connection) && othersVersion == othersVersion(connection);
    }

    private static long ownChanges(Connection connection) throws SQLException {
      return ChangeSetTransaction.number(connection, "SELECT total_changes()");
    }

    private static long othersVersion(Connection connection) throws SQLException {
      return ChangeSetTransaction.number(connection, "PRAGMA data_version");
    }
  }

  private SchemaCheck(
      long violationsBefore, Set<String> workingBefore, Map<String, Long> pagesBefore) {
    this.violationsBefore = violationsBefore;
    this.workingBefore = workingBefore;
    this.pagesBefore = pagesBefore;
  }

  /** What holds now; {@code last} is what the check before found, or null. */
  static SchemaCheck before(Connection connection, Baseline last) throws SQLException {
    Set<String> working = new LinkedHashSet<>();
    Probes.of(connection)
        .forEach(
            (name, failure) -> {
              if (failure.isEmpty()) {
                working.add(name);
              }
            });
    long violations =
        last != null && last.stillTrue(connection)
            ? last.violations()
            : violations(connection).stream().mapToLong(Violation::rows).sum();
    return new SchemaCheck(violations, working, rootPages(connection));
  }

  /** What is known after the commit. */
  Baseline committed(Connection connection) throws SQLException {
    return new Baseline(
        violationsAfter, Baseline.ownChanges(connection), Baseline.othersVersion(connection));
  }

  void verifyAfter(Connection connection) throws SQLException {
    verifyForeignKeys(connection);
    for (Map.Entry<String, Optional<String>> probe : Probes.of(connection).entrySet()) {
      if (probe.getValue().isPresent() && workingBefore.contains(probe.getKey())) {
        throw new SchemaChangeException(
            probe.getKey()
                + " would no longer work: "
                + probe.getValue().get()
                + ". Drop or change it in the same change set. Nothing was changed.");
      }
    }
    for (Map.Entry<String, Long> page : rootPages(connection).entrySet()) {
      if (!page.getValue().equals(pagesBefore.get(page.getKey()))) {
        verifyIntegrity(connection, page.getKey());
      }
    }
  }

  private void verifyForeignKeys(Connection connection) throws SQLException {
    List<Violation> after = violations(connection);
    violationsAfter = after.stream().mapToLong(Violation::rows).sum();
    if (violationsAfter > violationsBefore) {
      throw new SchemaChangeException(
          "Foreign keys would be broken: "
              + after.stream().map(Violation::toString).collect(Collectors.joining("; "))
              + ". While a change set alters the schema, ON DELETE and ON UPDATE actions do not run:"
              + " change those rows first, in a change set of their own. Nothing was changed.");
    }
  }

  private static void verifyIntegrity(Connection connection, String table) throws SQLException {
    try (Statement statement = connection.createStatement();
        ResultSet rows =
            statement.executeQuery("PRAGMA integrity_check(" + Names.string(table) + ")")) {
      while (rows.next()) {
        if (!"ok".equals(rows.getString(1))) {
          throw new SchemaChangeException(
              "Table '"
                  + table
                  + "' did not pass integrity_check: "
                  + rows.getString(1)
                  + ". Nothing was changed.");
        }
      }
    }
  }

  private record Violation(String child, String parent, long rows, String problem) {
    @Override
    public String toString() {
      return problem != null
          ? problem
          : rows + " row(s) of table '" + child + "' refer to rows missing in '" + parent + "'";
    }
  }

  private static List<Violation> violations(Connection connection) throws SQLException {
    List<String> children = new ArrayList<>();
    try (Statement statement = connection.createStatement();
        ResultSet rows =
            statement.executeQuery(
                "SELECT DISTINCT s.name FROM main.sqlite_schema AS s,"
                    + " pragma_foreign_key_list(s.name) AS f WHERE s.type = 'table'")) {
      while (rows.next()) {
        children.add(rows.getString(1));
      }
    }
    List<Violation> violations = new ArrayList<>();
    for (String child : children) {
      try (Statement statement = connection.createStatement();
          ResultSet rows =
              statement.executeQuery(
                  "SELECT parent, count(*) FROM pragma_foreign_key_check("
                      + Names.string(child)
                      + ") GROUP BY parent")) {
        while (rows.next()) {
          violations.add(new Violation(child, rows.getString(1), rows.getLong(2), null));
        }
      } catch (SQLException e) {
        // The parent's columns are not unique, so no row could ever be checked.
        violations.add(new Violation(child, null, 1, e.getMessage()));
      }
    }
    return violations;
  }

  private static Map<String, Long> rootPages(Connection connection) throws SQLException {
    Map<String, Long> pages = new HashMap<>();
    try (Statement statement = connection.createStatement();
        ResultSet rows =
            statement.executeQuery(
                "SELECT name, rootpage FROM main.sqlite_schema"
                    + " WHERE type = 'table' AND rootpage > 0")) {
      while (rows.next()) {
        pages.put(rows.getString(1), rows.getLong(2));
      }
    }
    return pages;
  }
}
