// SPDX-License-Identifier: Apache-2.0
package io.reactivesqlite.client.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ParametersTest {

  private static Connection connection;

  @BeforeAll
  static void open() throws SQLException {
    connection = DriverManager.getConnection("jdbc:sqlite::memory:");
    try (PreparedStatement create = connection.prepareStatement("CREATE TABLE t(a, b, c)")) {
      create.execute();
    }
  }

  @AfterAll
  static void close() throws SQLException {
    connection.close();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "SELECT 1",
        "SELECT ?",
        "SELECT ?, ?, ?",
        "SELECT ?5",
        "SELECT ?5, ?",
        "SELECT ?, ?1, ?",
        "SELECT ?007, ?7, ?",
        "SELECT :a, @a, $a, #a, :a",
        "SELECT :a, ?1, ?",
        "SELECT ?2, :a, ?1, :b",
        "SELECT $a::b, $a::b(c), $a::b(c,d), :a::b(x), $a",
        "SELECT :é, @日本, $x1$y, :1",
        "SELECT '?', \"?\", [?], `?`, x'3f', '''?', ? FROM (SELECT 1 AS \"?\")",
        "SELECT ? -- ? :a\n, /* ? :b */ ? /* ?",
        "SELECT 1.5e3,?,.5,?,0x1F,?,1_000,?",
        "SELECT a->?, a->>? FROM t",
        "SELECT ?||?,?<>?,?!=?,?<<?,?==?,-?,~?,+?",
        "SELECT ? FROM t; SELECT ?, ?",
        "INSERT INTO t VALUES(?,:a,?9) ON CONFLICT DO UPDATE SET a=? WHERE b=:a RETURNING ?",
        "WITH x(a) AS (SELECT ?) UPDATE t SET a=:n WHERE b IN (SELECT a FROM x) AND c LIKE ? ESCAPE ?",
        "DELETE FROM t WHERE a BETWEEN ? AND ? ORDER BY ? LIMIT ? OFFSET ?",
        "VALUES(?),(?),(?)",
        "EXPLAIN SELECT ?,?",
        ";;SELECT ?",
        "ATTACH ? AS ?",
        "SELECT ?250000",
        "SELECT ?249999, ?",
      })
  void areCountedAsSqliteCountsThem(String sql) throws SQLException {
    assertThat(SqlScanner.parameters(sql).count()).isEqualTo(countBySqlite(sql));
  }

  @Test
  void areNumberedAsSqliteNumbersThem() throws SQLException {
    List<String> pieces =
        List.of(
            "?",
            "?",
            "?1",
            "?3",
            "?12",
            "?03",
            ":a",
            ":b",
            "@a",
            "$a",
            "$a::b",
            "$a(b)",
            ":a::",
            "#z",
            "'?'",
            "1.5",
            "/* ? */ 1",
            "-- ?\n 2",
            "\"?\"",
            "(?)",
            "(SELECT :a)",
            "CASE :q WHEN ?2 THEN @w END");
    long seed = new Random().nextLong();
    Random random = new Random(seed);
    for (int round = 0; round < 1_000; round++) {
      List<String> columns = new ArrayList<>();
      for (int i = random.nextInt(9); i >= 0; i--) {
        columns.add(pieces.get(random.nextInt(pieces.size())));
      }
      String sql = "SELECT " + String.join(" , ", columns);
      Parameters parameters = SqlScanner.parameters(sql);
      String description = "seed " + seed + ": " + sql;

      assertThat(parameters.count()).as(description).isEqualTo(countBySqlite(sql));
      checkNames(parameters, columns, sql, description);
    }
  }

  /**
   * Binds its number to each parameter, so that each column that is a parameter shows which number
   * it has.
   */
  private static void checkNames(
      Parameters parameters, List<String> columns, String sql, String description)
      throws SQLException {
    try (PreparedStatement statement = connection.prepareStatement(sql)) {
      for (int number = 1; number <= parameters.count(); number++) {
        statement.setInt(number, number);
      }
      try (ResultSet row = statement.executeQuery()) {
        for (int i = 0; i < columns.size(); i++) {
          String column = columns.get(i);
          if (":@$#".indexOf(column.charAt(0)) >= 0) {
            int number = row.getInt(i + 1);
            assertThat(parameters.indexOf(column)).as(description).isEqualTo(number);
            assertThat(parameters.nameOf(number)).as(description).isEqualTo(column);
            assertThat(parameters.distinct()).as(description).containsOnlyOnce(column);
          }
        }
      }
    }
  }

  @Test
  void haveNamesWithTheirPrefix() {
    Parameters parameters = SqlScanner.parameters("SELECT ?, :a, ?5, @b, ?, ?2, :a");

    assertThat(parameters.count()).isEqualTo(7);
    assertThat(parameters.nameOf(1)).isNull();
    assertThat(parameters.nameOf(2)).isEqualTo(":a");
    assertThat(parameters.nameOf(3)).isNull();
    assertThat(parameters.nameOf(5)).isEqualTo("?5");
    assertThat(parameters.nameOf(6)).isEqualTo("@b");
    assertThat(parameters.nameOf(7)).isNull();
    assertThat(parameters.distinct()).containsExactly(":a", "?5", "@b");
  }

  @Test
  void areFoundWithOrWithoutThePrefix() {
    Parameters parameters = SqlScanner.parameters("SELECT :a, @b, $c, ?7");

    assertThat(parameters.indexOf("a")).isEqualTo(1);
    assertThat(parameters.indexOf("@b")).isEqualTo(2);
    assertThat(parameters.indexOf("$c")).isEqualTo(3);
    assertThat(parameters.indexOf("7")).isEqualTo(7);
    assertThat(parameters.indexOf("A")).isZero();
    assertThat(parameters.indexOf("$a")).isZero();
  }

  @Test
  void needThePrefixWhereTheBareNameIsAmbiguous() {
    Parameters parameters = SqlScanner.parameters("SELECT :a, @a");

    assertThat(parameters.indexOf("a")).isZero();
    assertThat(parameters.indexOf(":a")).isEqualTo(1);
    assertThat(parameters.indexOf("@a")).isEqualTo(2);
  }

  @Test
  void haveNoNameOutsideTheirNumbers() {
    Parameters parameters = SqlScanner.parameters("SELECT ?");

    assertThatThrownBy(() -> parameters.nameOf(0)).isInstanceOf(IndexOutOfBoundsException.class);
    assertThatThrownBy(() -> parameters.nameOf(2))
        .isInstanceOf(IndexOutOfBoundsException.class)
        .hasMessage("No parameter 2, the statement has 1");
  }

  @Test
  void leaveNumbersThatSqliteRefusesToSqlite() throws SQLException {
    assertThat(SqlScanner.parameters("SELECT ?0").count()).isZero();
    assertThat(SqlScanner.parameters("SELECT ?250001, ?99999999999999999999").count()).isZero();
    assertThat(prepares("SELECT ?0")).isFalse();
    assertThat(prepares("SELECT ?250001")).isFalse();
  }

  private static boolean prepares(String sql) {
    try (PreparedStatement statement = connection.prepareStatement(sql)) {
      return statement.getParameterMetaData() != null;
    } catch (SQLException e) {
      return false;
    }
  }

  private static int countBySqlite(String sql) throws SQLException {
    try (PreparedStatement statement = connection.prepareStatement(sql)) {
      return statement.getParameterMetaData().getParameterCount();
    }
  }
}
