// SPDX-License-Identifier: Apache-2.0
package io.reactivesqlite.client;

import static io.reactivesqlite.client.OnFiles.column;
import static io.reactivesqlite.client.OnFiles.run;
import static io.reactivesqlite.client.OnFiles.value;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.vertx.sqlclient.Tuple;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AggregatesTest {

  /** Joins texts; fails at "bad". */
  static class Joined implements SQLiteWindow.Accumulator {
    private final StringBuilder text = new StringBuilder();

    @Override
    public void add(Tuple arguments) {
      if ("bad".equals(arguments.getString(0))) {
        throw new IllegalStateException("cannot join that");
      }
      text.append(arguments.getString(0));
    }

    @Override
    public void remove(Tuple arguments) {
      text.delete(0, arguments.getString(0).length());
    }

    @Override
    public Object result() {
      return text.length() == 0 ? null : text.toString();
    }
  }

  @TempDir Path directory;
  private OnFiles files;
  private SQLitePool pool;

  @BeforeEach
  void open() {
    files = new OnFiles(directory);
    pool =
        files.pool(
            files
                .options("a.db")
                .addRoutine(SQLiteAggregate.of("joined", 1, Joined::new))
                .addRoutine(SQLiteWindow.of("rolling", 1, Joined::new).innocuous())
                .addRoutine(
                    SQLiteAggregate.of(
                        "unmakeable",
                        1,
                        () -> {
                          throw new IllegalStateException("no accumulator");
                        })));
    run(pool, "CREATE TABLE t (id INTEGER PRIMARY KEY, kind, name)");
    run(pool, "INSERT INTO t (kind, name) VALUES ('x', 'a'), ('x', 'b'), ('y', 'c'), ('x', 'd')");
  }

  @AfterEach
  void close() {
    files.close();
  }

  @Test
  void eachGroupHasItsOwnAccumulator() {
    assertThat(column(pool, "SELECT joined(name) FROM t GROUP BY kind ORDER BY kind"))
        .containsExactly("abd", "c");
  }

  @Test
  void twoInOneStatementDoNotMix() {
    assertThat(value(pool, "SELECT joined(name) || joined(kind) FROM t")).isEqualTo("abcdxxyx");
  }

  @Test
  void aGroupWithoutRowsHasAResultToo() {
    assertThat(value(pool, "SELECT joined(name) FROM t WHERE id > 99")).isNull();
    assertThat(value(pool, "SELECT rolling(name) FROM t WHERE id > 99")).isNull();
  }

  @Test
  void aFailureInARowFailsTheStatementAndNothingElse() {
    assertThatThrownBy(
            () -> value(pool, "SELECT joined(column1) FROM (VALUES ('a'), ('bad'), ('b'))"))
        .hasMessageContaining("the function joined failed with java.lang.IllegalStateException")
        .hasRootCauseMessage("cannot join that");
    assertThatThrownBy(() -> value(pool, "SELECT unmakeable(name) FROM t"))
        .hasRootCauseMessage("no accumulator");
    assertThatThrownBy(() -> value(pool, "SELECT unmakeable(name) FROM t WHERE id > 99"))
        .hasRootCauseMessage("no accumulator");
    assertThat(value(pool, "SELECT joined(name) FROM t")).isEqualTo("abcd");
  }

  @Test
  void anAggregateIsNoWindow() {
    assertThatThrownBy(() -> value(pool, "SELECT joined(name) OVER () FROM t"))
        .hasMessageContaining("may not be used as a window function");
  }

  @Test
  void aWindowRuns() {
    assertThat(
            column(
                pool,
                "SELECT rolling(name) OVER (ORDER BY id ROWS 1 PRECEDING) FROM t ORDER BY id"))
        .containsExactly("a", "ab", "bc", "cd");
    assertThat(
            column(
                pool,
                "SELECT rolling(name) OVER (PARTITION BY kind ORDER BY id) FROM t ORDER BY id"))
        .containsExactly("a", "ab", "c", "abd");
    assertThat(
            column(
                pool,
                "SELECT rolling(name) OVER w FROM t"
                    + " WINDOW w AS (ORDER BY id ROWS BETWEEN CURRENT ROW AND 1 FOLLOWING)"))
        .containsExactly("ab", "bc", "cd", "d");
    assertThat(column(pool, "SELECT rolling(name) OVER () FROM t WHERE id > 99")).isEmpty();
  }

  @Test
  void aFailureInAWindowFailsTheStatement() {
    assertThatThrownBy(
            () ->
                value(
                    pool,
                    "SELECT rolling(column1) OVER (ROWS 1 PRECEDING) FROM (VALUES ('a'), ('bad'), ('b'))"))
        .hasRootCauseMessage("cannot join that");
    assertThat(value(pool, "SELECT rolling(name) FROM t")).isEqualTo("abcd");
  }

  /** The native driver would end the process here. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "SELECT rolling(name) OVER (ROWS BETWEEN 2 PRECEDING AND 1 PRECEDING) FROM t",
        "SELECT rolling(name) OVER (ROWS BETWEEN 1 FOLLOWING AND 2 FOLLOWING) FROM t",
        "SELECT rolling(name) OVER w FROM t WINDOW w AS (ORDER BY id GROUPS BETWEEN 1 FOLLOWING AND 2 FOLLOWING)",
        "SELECT rolling(name) FILTER (WHERE id > 3) OVER (ORDER BY id) FROM t"
      })
  void frameThatMayBeEmptyIsRefused(String sql) {
    assertThatThrownBy(() -> value(pool, sql))
        .hasMessageContaining(
            "the window function rolling is written in Java and cannot be used with");
    assertThat(value(pool, "SELECT 1")).isEqualTo(1L);
  }

  @Test
  void excludingTheCurrentRowIsFine() {
    assertThat(
            column(
                pool,
                "SELECT rolling(name) OVER (ROWS BETWEEN 1 PRECEDING AND CURRENT ROW EXCLUDE CURRENT ROW)"
                    + " FROM t ORDER BY id"))
        .containsExactly(null, "a", "b", "c");
    assertThat(
            column(
                pool,
                "SELECT rolling(name) OVER (ORDER BY kind GROUPS BETWEEN CURRENT ROW AND CURRENT ROW EXCLUDE GROUP)"
                    + " FROM t"))
        .containsOnlyNulls();
  }

  @Test
  void aFrameThatMayBeEmptyIsRefusedWithinAViewToo() {
    run(
        pool,
        "CREATE VIEW v AS SELECT rolling(name) OVER (ROWS BETWEEN 2 PRECEDING AND 1 PRECEDING) FROM t");
    run(pool, "CREATE VIEW fine AS SELECT rolling(name) OVER (ORDER BY id) AS r FROM t");

    assertThatThrownBy(() -> value(pool, "SELECT * FROM v"))
        .hasMessageContaining("cannot be used with a frame");
  }

  @Test
  void aViewWithASafeFrameWorks() {
    run(pool, "CREATE VIEW fine AS SELECT rolling(name) OVER (ORDER BY id) AS r FROM t");

    assertThat(column(pool, "SELECT r FROM fine")).isEqualTo(List.of("a", "ab", "abc", "abcd"));
  }

  @Test
  void sqlitesOwnWindowsMayHaveEmptyFrames() {
    assertThat(
            column(
                pool,
                "SELECT sum(id) OVER (ROWS BETWEEN 2 PRECEDING AND 1 PRECEDING) FROM t ORDER BY id"))
        .containsExactly(null, 1L, 3L, 5L);
  }

  @Test
  void filterIsFineWithoutAWindow() {
    assertThat(value(pool, "SELECT rolling(name) FILTER (WHERE id > 3) FROM t")).isEqualTo("d");
  }
}
