// SPDX-License-Identifier: Apache-2.0
package io.reactivesqlite.client.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SqlScannerTest {

  private static final String TRIGGER =
      """
      CREATE TEMP TRIGGER IF NOT EXISTS "t;1" AFTER UPDATE OF a ON t
      WHEN CASE NEW.a WHEN 1 THEN 1 ELSE 0 END
      BEGIN
        -- a body; with END; in a comment
        UPDATE log SET n = CASE WHEN n > 1 THEN CASE n WHEN 2 THEN 3 END ELSE 4 END;
        INSERT INTO log(n) SELECT [a;END;]."end" FROM "begin" AS [a;END;] WHERE 'x;END;';
        SELECT end FROM log;
      END""";

  @Nested
  class EndOfStatement {

    @ParameterizedTest
    @ValueSource(
        strings = {
          "SELECT 1",
          "SELECT ';'",
          "SELECT 'it''s;'",
          "SELECT \";\"\";\"",
          "SELECT 1 AS [;]",
          "SELECT `;``;`",
          "SELECT 1 -- ;\n + 1",
          "SELECT 1 /* ; ' */ + 1",
          "SELECT x'3B'",
          "SELECT $a::b(;) ",
          "BEGIN",
          "END",
          "SELECT CASE 1 WHEN 1 THEN 2 END",
          "CREATE TABLE trigger_log(begin, end)",
          "CREATE TRIGGER a AFTER INSERT ON b",
          "; ;SELECT 1",
          "/* CREATE TRIGGER */ SELECT 1",
          TRIGGER,
          "EXPLAIN " + TRIGGER,
          "explain query plan " + TRIGGER,
          "create/**/temporary--\ntrigger begin before delete on end begin select 1;end",
          "CREATE TRIGGER a AFTER INSERT ON b BEGIN END",
        })
    void isJustAfterTheSemicolon(String statement) {
      String sql = statement + ";SELECT 2;";

      int end = SqlScanner.endOfStatement(sql, 0);

      assertThat(end).isEqualTo(statement.length() + 1);
      assertThat(sql.substring(end, SqlScanner.endOfStatement(sql, end))).isEqualTo("SELECT 2;");
      assertThat(SqlScanner.endOfStatement(statement, 0)).isEqualTo(statement.length());
    }

    @ParameterizedTest
    @ValueSource(
        strings = {
          "SELECT ';",
          "SELECT \";",
          "SELECT `;",
          "SELECT [;",
          "SELECT /*;",
          "SELECT --;",
          "SELECT $a(;",
          "SELECT x';",
        })
    void isTheTextsEndWhereAQuoteOrCommentStaysOpen(String sql) {
      assertThat(SqlScanner.endOfStatement(sql, 0)).isEqualTo(sql.length());
    }
  }

  @Nested
  class Blank {

    @ParameterizedTest
    @ValueSource(
        strings = {
          "",
          " ",
          ";",
          "\n\t\f\r;; ; ",
          "-- x",
          "--",
          "/* x",
          "/**/",
          "/*/ */;--\n;",
          "\uFEFF "
        })
    void isOnlySpaceCommentsAndSemicolons(String sql) {
      assertThat(SqlScanner.isBlank(sql, 0)).isTrue();
      assertThat(SqlScanner.tail(sql)).isNull();
      assertThat(SqlScanner.verb(sql)).isEqualTo(StatementVerb.EMPTY);
      assertThat(SqlScanner.script(sql)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"x", "; x", "-", "/", "'", "-- \n1", "/* */1", "/*", "\0", "0"})
    void isNothingElse(String sql) {
      assertThat(SqlScanner.isBlank(sql, 0)).isFalse();
    }
  }

  @Nested
  class Tail {

    @ParameterizedTest
    @ValueSource(
        strings = {
          "SELECT 1",
          "SELECT 1;",
          ";;SELECT 1; ;",
          "SELECT 1; -- done",
          "SELECT 1;/* done"
        })
    void isNullAfterASingleStatement(String sql) {
      assertThat(SqlScanner.tail(sql)).isNull();
    }

    @Test
    void isTheRestFromItsFirstWord() {
      assertThat(SqlScanner.tail("SELECT 1; /* then */ ; DROP TABLE t; -- x"))
          .isEqualTo("DROP TABLE t; -- x");
    }

    @Test
    void isWhatSqliteItselfWouldNotRun(@TempDir Path dir) throws SQLException {
      String sql = "; ;INSERT INTO t VALUES(1); INSERT INTO t VALUES(2)";
      try (Connection connection = open(dir);
          Statement statement = connection.createStatement()) {
        statement.execute("CREATE TABLE t(a)");
        connection.prepareStatement(sql).execute();
        statement.execute(SqlScanner.tail(sql));

        assertThat(column(statement, "SELECT a FROM t")).containsExactly("1", "2");
      }
    }
  }

  @Nested
  class Script {

    @Test
    void namesOffsetAndLineOfEachStatement() {
      String script =
          "-- first\nCREATE TABLE a(x);\n\n;;/*\n*/  INSERT INTO a\nVALUES(1) -- one\n ;SELECT 1";

      assertThat(SqlScanner.script(script))
          .containsExactly(
              new ScriptStatement("CREATE TABLE a(x)", 9, 2),
              new ScriptStatement("INSERT INTO a\nVALUES(1)", script.indexOf("INSERT"), 5),
              new ScriptStatement("SELECT 1", script.indexOf("SELECT"), 7));
    }

    @Test
    void runsOnSqliteStatementByStatement(@TempDir Path dir) throws SQLException {
      String script =
          """
          CREATE TABLE t(a, "begin" DEFAULT 'x;y');
          CREATE TABLE log(n, end);
          CREATE TABLE "begin"("end");
          """
              + TRIGGER
              + ";"
              + """
          INSERT INTO t(a) VALUES(0);
          INSERT INTO log(n, end) VALUES(2, 'e');
          UPDATE t SET a = 1; -- fires
          """;
      try (Connection connection = open(dir);
          Statement statement = connection.createStatement()) {
        for (ScriptStatement part : SqlScanner.script(script)) {
          assertThat(statement.executeUpdate(part.sql())).isNotNegative();
        }

        assertThat(column(statement, "SELECT n FROM log")).containsExactly("3");
      }
    }

    @Test
    void givesBackTheStatementsItWasMadeOf() {
      List<String> statements =
          List.of(
              "SELECT 1",
              TRIGGER,
              "INSERT INTO t VALUES('a;b', \"c;d\", [e;f], `g;h`)",
              "UPDATE t SET a = /* ; */ 1 --;\n",
              "VALUES(:a, @b, $c::d(e;f), ?1)",
              "SELECT CASE WHEN 1 THEN 2 END");
      List<String> blanks = List.of("", " ", "\n", "-- x;\n", "/* ; */", ";", "\t;\r\n");
      long seed = new Random().nextLong();
      Random random = new Random(seed);
      for (int round = 0; round < 500; round++) {
        StringBuilder script = new StringBuilder();
        List<String> expected = new ArrayList<>();
        for (int i = random.nextInt(8); i >= 0; i--) {
          String statement = statements.get(random.nextInt(statements.size()));
          expected.add(statement.replace(" --;\n", ""));
          script.append(blanks.get(random.nextInt(blanks.size())));
          script.append(statement).append(';').append(blanks.get(random.nextInt(blanks.size())));
        }

        assertThat(SqlScanner.script(script.toString()))
            .as("seed %d, script %s", seed, script)
            .extracting(ScriptStatement::sql)
            .isEqualTo(expected);
      }
    }
  }

  @Nested
  class Verb {

    @ParameterizedTest
    @CsvSource(
        delimiter = '|',
        value = {
          "select 1|SELECT",
          "/* insert */ VaLuEs(1)|VALUES",
          "INSERT INTO t VALUES(1)|INSERT",
          "REPLACE INTO t VALUES(1)|REPLACE",
          "UPDATE t SET a=1|UPDATE",
          "DELETE FROM t|DELETE",
          "CREATE TABLE t(a)|CREATE",
          "DROP TABLE t|DROP",
          "ALTER TABLE t RENAME TO u|ALTER",
          "REINDEX|REINDEX",
          "ANALYZE|ANALYZE",
          "VACUUM INTO 'x'|VACUUM",
          "PRAGMA foreign_keys|PRAGMA",
          "ATTACH 'x' AS y|ATTACH",
          "DETACH y|DETACH",
          "BEGIN|BEGIN",
          "COMMIT|COMMIT",
          "end transaction|COMMIT",
          "ROLLBACK TO x|ROLLBACK_TO",
          "rollback transaction to savepoint x|ROLLBACK_TO",
          "ROLLBACK TRANSACTION|ROLLBACK",
          "SAVEPOINT x|SAVEPOINT",
          "RELEASE x|RELEASE",
          "EXPLAIN SELECT 1|EXPLAIN",
          ";;SELECT 1|SELECT",
          "selected 1|OTHER",
          "other|OTHER",
          "empty|OTHER",
          "\"select\" 1|OTHER",
          "(SELECT 1)|OTHER",
          "WITH a AS (SELECT 1) SELECT * FROM a|SELECT",
          "WITH RECURSIVE a(n) AS (VALUES(1) UNION ALL SELECT n+1 FROM a) INSERT INTO t SELECT n FROM a|INSERT",
          "WITH a AS NOT MATERIALIZED (SELECT 1), b(x) AS MATERIALIZED (SELECT (2)) UPDATE t SET a = 1|UPDATE",
          "WITH replace AS (SELECT 1), \"delete\" AS (SELECT ')') DELETE FROM t|DELETE",
          "WITH a AS (SELECT 1) /* x */ REPLACE INTO t SELECT * FROM a|REPLACE",
          "WITH a AS (SELECT 1) VALUES(1)|VALUES",
          "WITH a AS (SELECT 1)|OTHER",
          "WITH a AS (SELECT 1); DELETE FROM t|OTHER",
        })
    void isTheMainStatements(String sql, StatementVerb verb) {
      assertThat(SqlScanner.verb(sql)).isEqualTo(verb);
    }

    @Test
    void isFoundAfterCommentLines() {
      assertThat(SqlScanner.verb("-- delete\n\tinsert into t values(1)"))
          .isEqualTo(StatementVerb.INSERT);
    }

    @Test
    void foldsOnlyAsciiLetters() {
      assertThat(SqlScanner.verb("\u0131nsert into t values(1)")).isEqualTo(StatementVerb.OTHER);
    }
  }

  private static Connection open(Path dir) throws SQLException {
    return DriverManager.getConnection("jdbc:sqlite:" + dir.resolve("scanner.db"));
  }

  private static List<String> column(Statement statement, String sql) throws SQLException {
    List<String> values = new ArrayList<>();
    try (ResultSet rows = statement.executeQuery(sql)) {
      while (rows.next()) {
        values.add(rows.getString(1));
      }
    }
    return values;
  }
}
