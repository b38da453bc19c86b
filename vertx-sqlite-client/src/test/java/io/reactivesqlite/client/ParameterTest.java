// SPDX-License-Identifier: Apache-2.0
package io.reactivesqlite.client;

import static io.reactivesqlite.client.Sandbox.await;
import static io.reactivesqlite.client.Sandbox.error;
import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.Tuple;
import java.io.ByteArrayInputStream;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class ParameterTest {

  @RegisterExtension private final Sandbox sandbox = new Sandbox();

  private SQLitePool pool;

  @BeforeEach
  void openPool() {
    pool = sandbox.pool();
  }

  private Row one(String sql, Tuple values) {
    return await(pool.preparedQuery(sql).execute(values)).iterator().next();
  }

  private SQLiteException refused(String sql, Tuple values) {
    SQLiteException e = error(pool.preparedQuery(sql).execute(values));
    assertThat(e.kind()).isEqualTo(SQLiteErrorKind.PARAMETER);
    return e;
  }

  @Test
  void questionMarksTakeTheValuesInOrder() {
    assertThat(one("SELECT ? || ? || ?", Tuple.of("a", "b", "c")).getString(0)).isEqualTo("abc");
  }

  @Test
  void numbersTakeTheValueOfThatPlaceAsOftenAsTheyAppear() {
    assertThat(one("SELECT ?2 || ?1 || ?2", Tuple.of("a", "b")).getString(0)).isEqualTo("bab");
  }

  @Test
  void namesTakeTheValuesInTheOrderOfTheirFirstAppearance() {
    Row row = one("SELECT :x || @y || $z || :x", Tuple.of("a", "b", "c"));
    assertThat(row.getString(0)).isEqualTo("abca");
  }

  @Test
  void namedValuesGoByName() {
    Tuple values = SQLiteTuple.named(Map.of("z", "c", "x", "a", "y", "b"));
    assertThat(one("SELECT :x || @y || $z || :x", values).getString(0)).isEqualTo("abca");
  }

  @Test
  void namedValuesMayBeNull() {
    Map<String, Object> values = new HashMap<>();
    values.put("x", null);
    assertThat(one("SELECT :x IS NULL", SQLiteTuple.named(values)).getBoolean(0)).isTrue();
  }

  @Test
  void namedValuesWithTheirPrefixTellApartWhatDiffersByPrefixOnly() {
    Tuple values = SQLiteTuple.named(Map.of(":a", 1, "@a", 2, "?9", 3));
    Row row = one("SELECT :a, @a, ?9", SQLiteTuple.named(Map.of(":a", 1, "@a", 2, "?9", 3)));
    assertThat(values.size()).isEqualTo(3);
    assertThat(row.getInteger(0)).isEqualTo(1);
    assertThat(row.getInteger(1)).isEqualTo(2);
    assertThat(row.getInteger(2)).isEqualTo(3);
    assertThat(refused("SELECT :a, @a", SQLiteTuple.named(Map.of("a", 1))))
        .hasMessageContaining("a");
  }

  @Test
  void anUnknownNameIsNamed() {
    assertThat(refused("SELECT :x", SQLiteTuple.named(Map.of("x", 1, "typo", 2))))
        .hasMessageContaining("typo");
  }

  @Test
  void aMissingNameIsNamed() {
    assertThat(refused("SELECT :x, :other", SQLiteTuple.named(Map.of("x", 1))))
        .hasMessageContaining(":other");
  }

  @Test
  void aNamedTupleGivesNothingToAPlainQuestionMark() {
    assertThat(refused("SELECT ?, :x", SQLiteTuple.named(Map.of("x", 1))))
        .hasMessageContaining("Parameter 1");
  }

  @Test
  void aNumberThatIsSkippedNeedsItsValueWithAPlainTuple() {
    assertThat(one("SELECT ?3", Tuple.of(1, 2, 3)).getInteger(0)).isEqualTo(3);
    assertThat(refused("SELECT ?3", Tuple.of(1))).hasMessageContaining("3 parameters");
  }

  @Test
  void tooFewAndTooManyValuesAreRefused() {
    assertThat(refused("SELECT ?, ?", Tuple.of(1)))
        .hasMessageContaining("2")
        .hasMessageContaining("1");
    assertThat(refused("SELECT ?", Tuple.of(1, 2))).hasMessageContaining("1 ");
    assertThat(refused("SELECT 1", Tuple.of(1))).hasMessageContaining("0 ");
    assertThat(error(pool.query("SELECT ?").execute()).kind()).isEqualTo(SQLiteErrorKind.PARAMETER);
    assertThat(error(pool.preparedQuery("SELECT ?").execute()).kind())
        .isEqualTo(SQLiteErrorKind.PARAMETER);
  }

  @Test
  void questionMarksInStringsCommentsAndNamesAreNoParameters() {
    Row row = one("SELECT '?' AS \"a?\", ? /* ? :x */ -- @y", Tuple.of(1));
    assertThat(row.getString(0)).isEqualTo("?");
    assertThat(row.getInteger(1)).isEqualTo(1);
  }

  @Test
  void aValueOfAnUnknownTypeIsRefusedByTheNameOfItsParameter() {
    Tuple values = Tuple.tuple().addValue(1).addValue(new ByteArrayInputStream(new byte[0]));
    assertThat(refused("SELECT ?, :photo", values))
        .hasMessageContaining("Parameter 2 (:photo)")
        .hasMessageContaining("ByteArrayInputStream");
    assertThat(refused("SELECT ?, ?", values)).hasMessageContaining("Parameter 2:");
  }

  @Test
  void halfASurrogatePairIsRefusedByTheNameOfItsParameterAndNotShown() {
    SQLiteException e = refused("SELECT :text", Tuple.of("secret \ud83d"));
    assertThat(e).hasMessageContaining(":text").hasMessageContaining("surrogate");
    assertThat(e.getMessage()).doesNotContain("secret");
  }

  @Test
  void aNulInATextComesBack() {
    Row row = one("SELECT ?1, length(?1)", Tuple.of("a\0b"));
    assertThat(row.getString(0)).isEqualTo("a\0b");
    assertThat(row.getInteger(1)).as("SQLite's length() stops at NUL").isEqualTo(1);
  }

  @Test
  void asManyParametersAsSqliteTakesWork() {
    int count = 250_000;
    List<Object> values = Collections.nCopies(count, 1);
    String sql = "SELECT " + count + " IN (" + "?,".repeat(count - 1) + "?)";
    assertThat(one(sql, Tuple.wrap(values)).getInteger(0)).isZero();
  }

  @Test
  void oneParameterMoreThanSqliteTakesIsAnErrorAndThePoolGoesOn() {
    int count = 250_001;
    Object[] values = new Object[count];
    Arrays.fill(values, 1);
    String sql = "SELECT 1 IN (" + "?,".repeat(count - 1) + "?)";
    SQLiteException e = error(pool.preparedQuery(sql).execute(Tuple.from(values)));
    assertThat(e).hasMessageContaining("too many SQL variables");
    assertThat(e.getMessage().length()).isLessThan(2_000);
    assertThat(error(pool.preparedQuery("SELECT ?250001").execute(Tuple.of(1))))
        .hasMessageContaining("variable number must be between ?1 and ?250000");
    assertThat(one("SELECT ?", Tuple.of(5)).getInteger(0)).isEqualTo(5);
  }
}
