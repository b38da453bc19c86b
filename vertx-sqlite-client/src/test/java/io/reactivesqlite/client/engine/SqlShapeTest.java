// SPDX-License-Identifier: Apache-2.0
package io.reactivesqlite.client.engine;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SqlShapeTest {

  private static String shape(String sql) {
    return SqlShape.of(sql).text();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '^',
      value = {
        "SELECT * FROM t WHERE a = 'x' | SELECT * FROM t WHERE a = ?",
        "SELECT 'it''s', 1, 1.5, x'00ff', 0xff, .5, -.5 | SELECT ?, ?, ?, ?, ?, ?, ?",
        "SELECT 1e-5 + 2E+3, 1e5 - 2 | SELECT ? + ?, ? - ?",
        "SELECT -1, +1 | SELECT - ?, ?",
        "SELECT a - 1 FROM t WHERE b = -1 AND c IN (-1, +2) | SELECT a - ? FROM t WHERE b = ? AND c IN (?)",
        "SELECT a -- 'secret' | SELECT a",
        "SELECT /* 'secret' */ a | SELECT a",
        "SELECT a FROM t WHERE b IN (1) | SELECT a FROM t WHERE b IN (?)",
        "SELECT a FROM t WHERE b in ( 1,'x' , ? , :n ) | SELECT a FROM t WHERE b in (?)",
        "SELECT a FROM t WHERE b IN (?1, ?2) AND c NOT IN (3) | SELECT a FROM t WHERE b IN (?) AND c NOT IN (?)",
        "SELECT a FROM t WHERE b IN (1, c) | SELECT a FROM t WHERE b IN (?, c)",
        "SELECT a FROM t WHERE b IN (1 + 2, 3) | SELECT a FROM t WHERE b IN (? + ?, ?)",
        "SELECT a FROM t WHERE b IN (SELECT 1 FROM u) | SELECT a FROM t WHERE b IN (SELECT ? FROM u)",
        "SELECT a FROM t WHERE b IN () | SELECT a FROM t WHERE b IN ()",
        "SELECT a FROM t WHERE b IN u | SELECT a FROM t WHERE b IN u",
        "SELECT ?2, :name, @a, $b | SELECT ?2, :name, @a, $b",
        "SELECT \"a b\".\"c\", [d], `e` FROM \"x\" | SELECT \"a b\".\"c\", [d], `e` FROM \"x\"",
        "SELECT count(*), max( a ) FROM t | SELECT count(*), max(a) FROM t",
        "INSERT INTO t (a) VALUES ('x'), (2) | INSERT INTO t (a) VALUES (?), (?)",
        "PRAGMA user_version = 7 | PRAGMA user_version = ?",
        "CREATE TABLE t (a DECIMAL(10, 2)) | CREATE TABLE t (a DECIMAL(?, ?))",
        "SELECT 'secret | SELECT ?",
      })
  void whatDiffersFromOneExecutionToTheNextIsGone(String sql, String shape) {
    assertThat(shape(sql)).isEqualTo(shape);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "SELECT * FROM t WHERE a = ?",
        "SELECT a, b FROM t WHERE b IN (?) ORDER BY a DESC LIMIT ?",
        "UPDATE t SET a = :a WHERE \"b\" = ?1"
      })
  void whatIsAShapeAlreadyStaysAsItIs(String sql) {
    assertThat(SqlShape.of(sql)).isEqualTo(new SqlShape(sql, false));
  }

  @Test
  void operatorsOfSeveralCharactersStayWhole() {
    assertThat(shape("SELECT a||b, a<>b, a ->> '$.x', a>=1 FROM t"))
        .isEqualTo("SELECT a || b, a <> b, a ->> ?, a >= ? FROM t");
  }

  @Test
  void blanksOfAllKindsAreOne() {
    assertThat(shape("  SELECT\ta ,b\r\n FROM  t ; ")).isEqualTo("SELECT a, b FROM t");
    assertThat(shape("SELECT a -- 'x'\n, b")).isEqualTo("SELECT a, b");
  }

  @Test
  void onlyTextsWithValuesAreSaidToHaveThem() {
    assertThat(SqlShape.of("SELECT a FROM t WHERE b IN (?, ?)").hadLiterals()).isFalse();
    assertThat(SqlShape.of("SELECT a FROM t WHERE b = 1").hadLiterals()).isTrue();
    assertThat(SqlShape.of("SELECT 'open").hadLiterals()).isTrue();
  }

  @Test
  void ofAVeryLongTextTheBeginningIsEnough() {
    String shape = shape("SELECT a" + ", a".repeat(100_000));
    assertThat(shape).startsWith("SELECT a, a, a").endsWith("…").hasSizeLessThan(4_100);
  }
}
