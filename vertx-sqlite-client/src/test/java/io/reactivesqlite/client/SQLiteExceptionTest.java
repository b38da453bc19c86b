// SPDX-License-Identifier: Apache-2.0
package io.reactivesqlite.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.reactivesqlite.client.engine.EngineException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class SQLiteExceptionTest {

  private static final String SCHEMA =
      """
      CREATE TABLE parent(id INTEGER PRIMARY KEY, code TEXT UNIQUE, name TEXT NOT NULL, n INT CHECK(n > 0));
      CREATE TABLE child(parent REFERENCES parent);
      CREATE TABLE strictly(i INTEGER) STRICT;
      CREATE TABLE wide(a, b, PRIMARY KEY(a, b)) WITHOUT ROWID;
      CREATE TRIGGER no AFTER DELETE ON parent BEGIN SELECT RAISE(ABORT, 'stay'); END;
      INSERT INTO parent VALUES(1, 'c', 'n', 1);
      INSERT INTO wide VALUES(1, 1);
      """;

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "INSERT INTO parent(code, name) VALUES('c', 'n')|CONSTRAINT_UNIQUE|2067|23505|INTEGRITY",
        "INSERT INTO parent(id, name) VALUES(1, 'n')|CONSTRAINT_PRIMARY_KEY|1555|23505|INTEGRITY",
        "INSERT INTO wide VALUES(1, 1)|CONSTRAINT_PRIMARY_KEY|1555|23505|INTEGRITY",
        "INSERT INTO child(rowid) VALUES(1), (1)|CONSTRAINT_PRIMARY_KEY|2579|23505|INTEGRITY",
        "INSERT INTO parent(code) VALUES('d')|CONSTRAINT_NOT_NULL|1299|23502|INTEGRITY",
        "INSERT INTO parent(name, n) VALUES('n', 0)|CONSTRAINT_CHECK|275|23514|INTEGRITY",
        "INSERT INTO child VALUES(9)|CONSTRAINT_FOREIGN_KEY|787|23503|INTEGRITY",
        "INSERT INTO strictly VALUES('x')|CONSTRAINT_OTHER|3091|23000|INTEGRITY",
        "DELETE FROM parent|CONSTRAINT_OTHER|1811|23000|INTEGRITY",
        "INSERT INTO parent(id, name) VALUES('x', 'n')|MISMATCH|20|22000|DATA",
        "SELECT zeroblob(2000000000)|TOO_BIG|18|54000|DATA",
        "SELECT abs(-9223372036854775808)|ERROR|1|HY000|OPERATIONAL",
        "ATTACH '/no/such/directory/x.db' AS x|CANNOT_OPEN|14|08001|OPERATIONAL",
      })
  void tellsTheKindOfWhatSqliteSays(
      String sql, SQLiteErrorKind kind, int code, String state, SQLiteErrorCategory category)
      throws SQLException {
    try (Connection connection = DriverManager.getConnection("jdbc:sqlite::memory:");
        Statement statement = connection.createStatement()) {
      statement.executeUpdate(SCHEMA);
      statement.execute("PRAGMA foreign_keys = ON");
      org.sqlite.SQLiteException said =
          catchThrowableOfType(org.sqlite.SQLiteException.class, () -> statement.execute(sql));

      SQLiteException e = SQLiteException.of(engineException(said, sql));

      assertThat(e.kind()).isEqualTo(kind);
      assertThat(e.extendedCode()).isEqualTo(code);
      assertThat(e.getErrorCode()).isEqualTo(code);
      assertThat(e.primaryCode()).isEqualTo(code & 0xff);
      assertThat(e.getSqlState()).isEqualTo(state);
      assertThat(e.category()).isEqualTo(category);
      assertThat(e.sql()).isEqualTo(sql);
      assertThat(e).hasCause(said);
    }
  }

  @Test
  void tellsAFileThatIsNoDatabase(@TempDir Path dir) throws Exception {
    Path file = Files.writeString(dir.resolve("letter.txt"), "Dear database, ".repeat(100));
    try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + file);
        Statement statement = connection.createStatement()) {
      org.sqlite.SQLiteException said =
          catchThrowableOfType(
              org.sqlite.SQLiteException.class, () -> statement.execute("CREATE TABLE t(a)"));

      assertThat(SQLiteException.of(engineException(said, null)).kind())
          .isEqualTo(SQLiteErrorKind.NOT_A_DATABASE);
    }
  }

  @ParameterizedTest
  @CsvSource({
    "5,BUSY",
    "261,BUSY",
    "517,BUSY_SNAPSHOT",
    "773,BUSY",
    "15,BUSY",
    "262,LOCKED",
    "8,READ_ONLY",
    "1032,READ_ONLY",
    "13,FULL",
    "9,INTERRUPTED",
    "266,IO",
    "267,CORRUPT",
    "17,SCHEMA",
    "7,NO_MEMORY",
    "3,PERMISSION",
    "23,PERMISSION",
    "21,MISUSE",
    "25,PARAMETER",
    "516,ABORTED",
    "2,INTERNAL_ERROR",
    "22,NOT_SUPPORTED",
    "19,CONSTRAINT_OTHER",
    "100,ERROR"
  })
  void tellsTheKindOfEveryCode(int code, SQLiteErrorKind kind) {
    assertThat(SQLiteException.of(new EngineException(code, "m", null, null)).kind())
        .isEqualTo(kind);
  }

  @Test
  void tellsWrongSqlFromAFailureWhileRunning() {
    SQLiteException wrong =
        SQLiteException.of(
            EngineException.preparing(1, "no such table: t", "SELECT 1 FROM t", null));
    SQLiteException failed =
        SQLiteException.of(new EngineException(1, "integer overflow", "SELECT abs(x)", null));

    assertThat(wrong.kind()).isEqualTo(SQLiteErrorKind.SYNTAX);
    assertThat(wrong.getSqlState()).isEqualTo("42000");
    assertThat(wrong.category()).isEqualTo(SQLiteErrorCategory.PROGRAMMING);
    assertThat(failed.kind()).isEqualTo(SQLiteErrorKind.ERROR);
  }

  @Test
  void saysWhatHappenedThenSqlitesWordsThenTheCodeThenTheSql() {
    EngineException said =
        new EngineException(2067, "UNIQUE constraint failed: t.a", "INSERT INTO t VALUES(?)", null);

    assertThat(SQLiteException.of(said))
        .hasMessage(
            "A value that must be unique is already there: UNIQUE constraint failed: t.a [SQLITE_CONSTRAINT_UNIQUE],"
                + " in: INSERT INTO t VALUES(?)")
        .hasCause(said);
  }

  @Test
  void shortensLongSqlInTheMessageOnly() {
    String sql = "x".repeat(499) + "😀" + "y".repeat(100);

    SQLiteException e = SQLiteException.of(new EngineException(1, "m", sql, null));

    assertThat(e).hasMessageEndingWith(", in: " + "x".repeat(499) + "… (601 characters)");
    assertThat(e.sql()).isEqualTo(sql);
  }

  @Test
  void namesTheCauseAndTheCureOfItsOwnConditions() {
    assertOwn(
        SQLiteException.closedConnection(),
        SQLiteErrorKind.CLOSED,
        "08003",
        "The connection is closed");
    assertOwn(SQLiteException.closedPool(), SQLiteErrorKind.CLOSED, "08003", "The pool is closed");
    assertOwn(
        SQLiteException.cancelled("SELECT 1"),
        SQLiteErrorKind.CANCELLED,
        "57014",
        "The statement was cancelled before it began, in: SELECT 1");
    assertOwn(
        SQLiteException.parameterCount(2, 1, "SELECT ?, ?"),
        SQLiteErrorKind.PARAMETER,
        "07001",
        "The statement takes 2 parameters but was given 1, in: SELECT ?, ?");
    assertOwn(
        SQLiteException.parameterType(2, ":b", "no", null, null),
        SQLiteErrorKind.PARAMETER,
        "07001",
        "Parameter 2 (:b): no");
    assertOwn(
        SQLiteException.parameterType(1, null, "no", null, null),
        SQLiteErrorKind.PARAMETER,
        "07001",
        "Parameter 1: no");
  }

  @ParameterizedTest
  @EnumSource(SQLiteErrorKind.class)
  void givesEachKindAStateAndACategory(SQLiteErrorKind kind) {
    assertThat(kind.sqlState()).matches("[0-9A-Z]{5}");
    assertThat(kind.category()).isNotNull();
    assertThat(SQLiteException.of(kind, "m", null).getSqlState()).isEqualTo(kind.sqlState());
  }

  private static void assertOwn(
      SQLiteException e, SQLiteErrorKind kind, String state, String message) {
    assertThat(e).hasMessage(message).hasNoCause();
    assertThat(e.kind()).isEqualTo(kind);
    assertThat(e.getSqlState()).isEqualTo(state);
    assertThat(e.extendedCode()).isZero();
    assertThat(e.primaryCode()).isZero();
  }

  private static EngineException engineException(org.sqlite.SQLiteException said, String sql) {
    return new EngineException(said.getResultCode().code, said.getMessage(), sql, said);
  }
}
