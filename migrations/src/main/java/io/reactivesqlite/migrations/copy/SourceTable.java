// SPDX-License-Identifier: Apache-2.0
package io.reactivesqlite.migrations.copy;

import io.reactivesqlite.migrations.rebuild.Names;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * A table of the SQLite database.
 *
 * @param name its name
 * @param columns those that hold values; a generated column is not among them
 * @param generated the columns that SQLite computes
 * @param rowid a name of the rowid that no column hides; none for WITHOUT ROWID
 */
record SourceTable(
    String name, List<String> columns, List<String> generated, Optional<String> rowid) {

  private static final List<String> ROWID_NAMES = List.of("rowid", "_rowid_", "oid");

  /** All tables with rows of their own, and why the others are none. */
  static List<SourceTable> read(Connection source, Map<String, String> leftOut)
      throws SQLException {
    Map<String, Boolean> withRowid = new TreeMap<>();
    try (Statement statement = source.createStatement();
        ResultSet rows =
            statement.executeQuery(
                "select name, type, wr from pragma_table_list where schema = 'main' and type <> 'view'")) {
      while (rows.next()) {
        String name = rows.getString(1);
        switch (rows.getString(2)) {
          case "virtual" -> leftOut.put(name, "it is a virtual table; make its like on the target");
          case "shadow" -> leftOut.put(name, "it belongs to a virtual table");
          default -> withRowid.put(name, !rows.getBoolean(3));
        }
      }
    }
    withRowid.keySet().removeIf(name -> Names.fold(name).startsWith("sqlite_"));
    List<SourceTable> tables = new ArrayList<>();
    for (Map.Entry<String, Boolean> table : withRowid.entrySet()) {
      tables.add(read(source, table.getKey(), table.getValue()));
    }
    return tables;
  }

  private static SourceTable read(Connection source, String name, boolean withRowid)
      throws SQLException {
    List<String> columns = new ArrayList<>();
    List<String> generated = new ArrayList<>();
    try (PreparedStatement statement =
        source.prepareStatement("select name, hidden from pragma_table_xinfo(?) order by cid")) {
      statement.setString(1, name);
      try (ResultSet rows = statement.executeQuery()) {
        while (rows.next()) {
          (rows.getInt(2) == 0 ? columns : generated).add(rows.getString(1));
        }
      }
    }
    Optional<String> rowid =
        withRowid
            ? ROWID_NAMES.stream()
                .filter(each -> !Names.contains(columns, each) && !Names.contains(generated, each))
                .findFirst()
            : Optional.empty();
    return new SourceTable(name, columns, generated, rowid);
  }

  long count(Connection source) throws SQLException {
    return number(source, "select count(*) from " + Names.quote(name)).orElse(0L);
  }

  /** The last value that AUTOINCREMENT gave, also to a row that is gone. */
  Optional<Long> lastGiven(Connection source) throws SQLException {
    boolean kept =
        number(source, "select 1 from sqlite_schema where name = 'sqlite_sequence'").isPresent();
    return kept
        ? number(source, "select seq from sqlite_sequence where name = " + Names.string(name))
        : Optional.empty();
  }

  /** Reads the columns in the order of the rowid, which comes last, or of the key. */
  String select(List<String> wanted, boolean afterRowid) {
    String from = " from " + Names.quote(name);
    if (rowid.isEmpty()) {
      return "select " + Names.quoteAll(wanted) + from;
    }
    return "select %s%s%s%s%s order by %s"
        .formatted(
            Names.quoteAll(wanted),
            wanted.isEmpty() ? "" : ", ",
            rowid.get(),
            from,
            afterRowid ? " where " + rowid.get() + " > ?" : "",
            rowid.get());
  }

  static Optional<Long> number(Connection source, String sql) throws SQLException {
    try (Statement statement = source.createStatement();
        ResultSet rows = statement.executeQuery(sql)) {
      return rows.next() ? Optional.of(rows.getLong(1)) : Optional.empty();
    }
  }
}
