// SPDX-License-Identifier: Apache-2.0
package io.reactivesqlite.client;

import static io.reactivesqlite.client.OnFiles.run;
import static io.reactivesqlite.client.OnFiles.value;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ReadyFunctionsTest {

  @TempDir static Path directory;
  private static OnFiles files;
  private static SQLitePool pool;

  @BeforeAll
  static void open() {
    files = new OnFiles(directory);
    pool =
        files.pool(
            files
                .options("r.db")
                .addRoutines(SQLiteFunctions.regexp())
                .addRoutines(SQLiteFunctions.strings())
                .addRoutines(SQLiteFunctions.math()));
  }

  @AfterAll
  static void close() {
    files.close();
  }

  @ParameterizedTest(name = "{0} is {1}")
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '~',
      value = {
        "'Hello' REGEXP 'l+'|1",
        "'Hello' REGEXP '^l'|0",
        "'Hello' NOT REGEXP 'x'|1",
        "NULL REGEXP 'x'|NULL",
        "12345 REGEXP '^[0-9]+$'|1",
        "regexp_like('Hello', 'hello')|0",
        "regexp_like('Hello', 'hello', 'i')|1",
        "regexp_replace('a1b2', '[0-9]', '#')|'a#b2'",
        "regexp_replace('a1b2', '[0-9]', '#', 'g')|'a#b#'",
        "regexp_replace('Ann Lee', '(\\w+) (\\w+)', '$2, $1')|'Lee, Ann'",
        "regexp_substr('order 66 of 99', '[0-9]+')|'66'",
        "regexp_substr('none', '[0-9]+')|NULL",
        "regexp_count('banana', 'an')|2",
        "left('😀bc', 2)|'😀b'",
        "left('abc', -1)|'ab'",
        "left('abc', 99)|'abc'",
        "right('ab😀', 2)|'b😀'",
        "right('abc', 0)|''",
        "lpad('7', 3, '0')|'007'",
        "lpad('abcd', 2)|'ab'",
        "lpad('a', 6, 'xy')|'xyxyxa'",
        "rpad('a', 3)|'a  '",
        "repeat('ab', 3)|'ababab'",
        "repeat('ab', -1)|''",
        "reverse('a😀b')|'b😀a'",
        "initcap('hELLO big-world')|'Hello Big-World'",
        "translate('abcd', 'ac', 'x')|'xbd'",
        "split_part('a,b,c', ',', 2)|'b'",
        "split_part('a,b,c', ',', -1)|'c'",
        "split_part('a,b,c', ',', 9)|''",
        "starts_with('sqlite', 'sql')|1",
        "md5('')|'d41d8cd98f00b204e9800998ecf8427e'",
        "sha1('abc')|'a9993e364706816aba3e25717850c26c9cd0d89d'",
        "sha256('abc')|'ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad'",
        "sha256(x'616263')|'ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad'",
        "length(sha512('abc'))|128",
        "to_base64('abc')|'YWJj'",
        "from_base64('YWJj')|X'616263'",
        "left(NULL, 1)|NULL",
        "cbrt(27)|3.0",
        "hypot(3, 4)|5.0",
        "gcd(12, -18)|6",
        "lcm(4, 6)|12",
        "factorial(20)|2432902008176640000",
        "greatest(1, NULL, 2.5)|2.5",
        "greatest(9223372036854775807, 9223372036854775806)|9223372036854775807",
        "greatest(1, 'a')|'a'",
        "least('b', 'a', NULL)|'a'",
        "least(NULL, NULL)|NULL",
        "(SELECT product(column1) FROM (VALUES (2), (3), (NULL)))|6.0",
        "(SELECT bit_and(column1) FROM (VALUES (6), (3)))|2",
        "(SELECT bit_or(column1) FROM (VALUES (6), (3)))|7",
        "(SELECT bit_xor(column1) FROM (VALUES (6), (3)))|5",
        "(SELECT bit_or(1) WHERE 0)|NULL"
      })
  void gives(String expression, String expected) {
    assertThat(value(pool, "SELECT quote(" + expression + ")")).isEqualTo(expected);
  }

  @Test
  void aPatternThatIsNoneFailsTheStatement() {
    assertThatThrownBy(() -> value(pool, "SELECT 'a' REGEXP '['"))
        .hasMessageContaining(
            "the function regexp failed with java.util.regex.PatternSyntaxException");
    assertThatThrownBy(() -> value(pool, "SELECT regexp_like('a', 'a', 'q')"))
        .hasRootCauseMessage("unknown flag, known are i m s x g c");
  }

  @Test
  void aPatternThatBacktracksForEverIsStopped() {
    assertThatThrownBy(
            () ->
                value(pool, "SELECT '" + "x".repeat(200) + "' REGEXP '" + "(.*)".repeat(10) + "y'"))
        .hasRootCauseMessage("the regular expression backtracks for too long");
    assertThat(value(pool, "SELECT 'a' REGEXP 'a'")).isEqualTo(1L);
  }

  @Test
  void whatIsOutOfBoundsFails() {
    assertThatThrownBy(() -> value(pool, "SELECT factorial(21)"))
        .hasCauseInstanceOf(ArithmeticException.class);
    assertThatThrownBy(() -> value(pool, "SELECT repeat('abc', 1000000000)"))
        .hasCauseInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> value(pool, "SELECT lpad('a', 9000000000)"))
        .hasCauseInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> value(pool, "SELECT lcm(9223372036854775807, 2)"))
        .hasCauseInstanceOf(ArithmeticException.class);
  }

  @Test
  void theyCanBeIndexed() {
    run(pool, "CREATE TABLE IF NOT EXISTS t (name TEXT CHECK (name REGEXP '^[a-z]+$'))");
    run(pool, "CREATE INDEX IF NOT EXISTS i ON t (reverse(name))");
    run(pool, "INSERT INTO t VALUES ('abc')");

    assertThat(value(pool, "SELECT name FROM t WHERE reverse(name) = 'cba'")).isEqualTo("abc");
    assertThatThrownBy(() -> run(pool, "INSERT INTO t VALUES ('ABC')"))
        .hasMessageContaining("CHECK constraint failed");
  }
}
