// SPDX-License-Identifier: Apache-2.0
package io.reactivesqlite.migrations.rebuild;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What a rebuild keeps beyond the columns of the table. */
class TableRebuildTest {

  private Connection connection;

  @BeforeEach
  void open() throws SQLException {
    connection = DriverManager.getConnection("jdbc:sqlite::memory:");
  }

  @AfterEach
  void close() throws SQLException {
    connection.close();
  }

  private void run(String... statements) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      for (String sql : statements) {
        statement.executeUpdate(sql);
      }
    }
  }

  private List<String> query(String sql) throws SQLException {
    List<String> lines = new ArrayList<>();
    try (Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery(sql)) {
      while (rows.next()) {
        List<String> cells = new ArrayList<>();
        for (int i = 1; i <= rows.getMetaData().getColumnCount(); i++) {
          cells.add(rows.getString(i));
        }
        lines.add(String.join(" | ", cells));
      }
    }
    return lines;
  }

  private void rebuild(String table, UnaryOperator<TableSql> edit) throws SQLException {
    Schema schema = Schema.read(connection);
    TableSql before = schema.table(table);
    run("BEGIN IMMEDIATE");
    run(TableRebuild.of(schema, before, edit.apply(before)).statements().toArray(String[]::new));
    run("COMMIT");
  }

  @Test
  void aFullTextIndexStillFindsItsRows() throws SQLException {
    run(
        "CREATE TABLE note (body TEXT)",
        "CREATE VIRTUAL TABLE found USING fts5(body, content='note')",
        "CREATE TRIGGER ai AFTER INSERT ON note BEGIN INSERT INTO found (rowid, body) VALUES"
            + " (new.rowid, new.body); END",
        "INSERT INTO note VALUES ('first'), ('second'), ('third')",
        "DELETE FROM note WHERE body = 'first'",
        "DELETE FROM found WHERE rowid = 1");
    rebuild("note", t -> t.withConstraint("UNIQUE (body)"));
    assertThat(query("SELECT rowid, body FROM note")).containsExactly("2 | second", "3 | third");
    assertThat(query("SELECT rowid, body FROM found WHERE found MATCH 'third'"))
        .containsExactly("3 | third");
    run("INSERT INTO found (found) VALUES ('integrity-check')");
  }

  @Test
  void theRowidIsKeptUnderWhateverNameIsFree() throws SQLException {
    run("CREATE TABLE t (rowid TEXT, a)", "INSERT INTO t (_rowid_, rowid, a) VALUES (7, 'x', 1)");
    rebuild("t", t -> t.withConstraint("UNIQUE (a)"));
    assertThat(query("SELECT _rowid_, rowid, a FROM t")).containsExactly("7 | x | 1");

    run("CREATE TABLE u (rowid, _rowid_, oid)", "INSERT INTO u VALUES (1, 2, 3)");
    rebuild("u", t -> t.withConstraint("UNIQUE (oid)"));
    assertThat(query("SELECT * FROM u")).containsExactly("1 | 2 | 3");
  }

  @Test
  void theCounterOfAnEmptyTableIsKept() throws SQLException {
    run(
        "CREATE TABLE t (id INTEGER PRIMARY KEY AUTOINCREMENT, a)",
        "INSERT INTO t VALUES (41, 1)",
        "DELETE FROM t");
    rebuild("t", t -> t.withType("a", "TEXT"));
    run("INSERT INTO t (a) VALUES ('x')");
    assertThat(query("SELECT id FROM t")).containsExactly("42");
  }

  @Test
  void aTableOfTheIntermediateNameIsInNobodysWay() throws SQLException {
    run("CREATE TABLE t (a)", "CREATE TABLE t_before_rebuild (b)", "INSERT INTO t VALUES (1)");
    rebuild("t", t -> t.withType("a", "TEXT"));
    assertThat(query("SELECT name FROM sqlite_schema ORDER BY 1"))
        .containsExactly("t", "t_before_rebuild");
  }

  @Test
  void theTextIsExactlyTheEditedOne() throws SQLException {
    String text = "CREATE TABLE 'odd name' ( [a] INT ,\n  b TEXT -- note\n)";
    run(text);
    rebuild("odd name", t -> t.withDefault("b", "'x'"));
    assertThat(query("SELECT sql FROM sqlite_schema"))
        .containsExactly("CREATE TABLE 'odd name' ( [a] INT ,\n  b TEXT DEFAULT 'x' -- note\n)");
  }

  @Test
  void statisticsOfTheTableAreKept() throws SQLException {
    run(
        "CREATE TABLE t (a)",
        "CREATE INDEX i ON t (a)",
        "INSERT INTO t VALUES (1), (2)",
        "ANALYZE");
    List<String> before = query("SELECT tbl, idx, stat FROM sqlite_stat1");
    rebuild("t", t -> t.withType("a", "TEXT"));
    assertThat(query("SELECT tbl, idx, stat FROM sqlite_stat1")).isEqualTo(before);
  }
}
