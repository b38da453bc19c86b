// SPDX-License-Identifier: Apache-2.0
package io.reactivesqlite.client;

import static io.reactivesqlite.client.Sandbox.await;
import static io.reactivesqlite.client.Sandbox.column;
import static io.reactivesqlite.client.Sandbox.error;
import static io.reactivesqlite.client.Sandbox.run;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.JsonObject;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.RowSet;
import io.vertx.sqlclient.SqlClient;
import io.vertx.sqlclient.Tuple;
import io.vertx.sqlclient.data.NullValue;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Encoders by class and decoders by declared type. */
class OwnTypesTest {

  private static final String SECRET = "4711-secret";

  record Money(long cents) {}

  interface Shape {}

  interface Round extends Shape {}

  static class Circle implements Round {}

  static class Disc extends Circle {}

  enum Level {
    LOW,
    HIGH {
      @Override
      public String toString() {
        return "an own class";
      }
    }
  }

  @RegisterExtension private final Sandbox sandbox = new Sandbox();

  private SQLiteConnectOptions options() {
    return sandbox
        .options()
        .addEncoder(SQLiteEncoder.of(Money.class, Money::cents))
        .addDecoder(SQLiteDecoder.of("money", Money.class, stored -> new Money((Long) stored)));
  }

  private SQLitePool shop(SQLiteConnectOptions options) {
    SQLitePool pool = sandbox.pool(options);
    run(pool, "CREATE TABLE item (name TEXT, price MONEY(10, 2))");
    return pool;
  }

  private static RowSet<Row> run(SqlClient client, String sql, Object... values) {
    return await(client.preparedQuery(sql).execute(Tuple.from(values)));
  }

  private static Row first(SqlClient client, String sql, Object... values) {
    return run(client, sql, values).iterator().next();
  }

  /** What the encoders make of the value, and SQLite's name for it. */
  private static String stored(SqlClient client, Object value) {
    return first(client, "SELECT typeof(?1) || ' ' || ?1", value).getString(0);
  }

  @Test
  void aValueGoesInAndComesOutOnEachLaneAndSession() {
    SQLitePool pool = shop(options());
    SQLiteConnection connection = SQLiteConnection.cast(await(pool.getConnection()));
    for (SqlClient client : List.of(pool, connection)) {
      run(client, "INSERT INTO item VALUES ('tea', ?)", new Money(350));
      Row row = first(client, "SELECT * FROM item WHERE price = ?", new Money(350));
      assertThat(row.getValue("price")).isEqualTo(new Money(350));
      assertThat(row.get(Money.class, "price")).isEqualTo(new Money(350));
      assertThat(row.get(Object.class, 1)).isEqualTo(new Money(350));
    }
    assertThat(sandbox.jdbcColumn("SELECT typeof(price) || price FROM item"))
        .containsExactly("integer350", "integer350");
  }

  @Test
  void batchesNamesAndCursorsKnowThemToo() {
    shop(options());
    SQLiteConnection connection = sandbox.connect(options());
    await(
        connection
            .preparedQuery("INSERT INTO item VALUES (?, ?)")
            .executeBatch(List.of(Tuple.of("a", new Money(1)), Tuple.of("b", new Money(2)))));
    await(
        connection
            .preparedQuery("INSERT INTO item VALUES ('c', :price)")
            .execute(SQLiteTuple.named(Map.of("price", new Money(3)))));
    RowSet<Row> rows =
        await(
            connection
                .prepare("SELECT price FROM item WHERE price > ? ORDER BY price")
                .compose(statement -> statement.cursor(Tuple.of(new Money(1))).read(10)));
    assertThat(column(rows)).containsExactly(new Money(2), new Money(3));
    RowSet<Row> again =
        await(
            connection
                .prepare("SELECT price FROM item WHERE price = ?")
                .compose(statement -> statement.query().execute(Tuple.of(new Money(3)))));
    assertThat(column(again)).containsExactly(new Money(3));
  }

  @Test
  void nullIsNullAndNobodyIsAsked() {
    List<Object> asked = new CopyOnWriteArrayList<>();
    SQLitePool pool =
        shop(
            sandbox
                .options()
                .addEncoder(
                    SQLiteEncoder.of(
                        Money.class,
                        money -> {
                          asked.add(money);
                          return null;
                        }))
                .addDecoder(
                    SQLiteDecoder.of(
                        "MONEY",
                        Money.class,
                        stored -> {
                          asked.add(stored);
                          return null;
                        })));
    for (Object none : new Object[] {null, NullValue.of(Money.class)}) {
      run(pool, "INSERT INTO item VALUES ('gift', ?)", none);
    }
    for (Row row : run(pool, "SELECT price FROM item")) {
      assertThat(row.getValue(0)).isNull();
      assertThat(row.get(Money.class, 0)).isNull();
    }
    assertThat(asked).isEmpty();
    // An encoder may say that a value is none, and so may a decoder.
    run(pool, "INSERT INTO item VALUES ('free', ?)", new Money(0));
    assertThat(sandbox.jdbcColumn("SELECT count(*) FROM item WHERE price IS NULL"))
        .containsExactly(3);
    run(pool, "UPDATE item SET price = 1 WHERE name = 'free'");
    assertThat(first(pool, "SELECT price FROM item WHERE name = 'free'").getValue(0)).isNull();
    assertThat(asked).containsExactly(new Money(0), 1L);
  }

  @Test
  void subclassesAndImplementationsAreServedByTheNearest() {
    SQLiteEncoder<Shape> shape = SQLiteEncoder.of(Shape.class, s -> "a shape");
    SQLiteEncoder<Round> round = SQLiteEncoder.of(Round.class, s -> "round");
    SQLiteEncoder<Circle> circle = SQLiteEncoder.of(Circle.class, s -> "a circle");
    SQLiteEncoder<Disc> disc = SQLiteEncoder.of(Disc.class, s -> "a disc");
    assertThat(stored(sandbox.pool(options(shape)), new Disc())).isEqualTo("text a shape");
    assertThat(stored(sandbox.pool(options(round, shape)), new Disc())).isEqualTo("text round");
    assertThat(stored(sandbox.pool(options(shape, round)), new Disc())).isEqualTo("text round");
    SQLitePool pool = sandbox.pool(options(circle, shape, round));
    assertThat(stored(pool, new Disc())).isEqualTo("text a circle");
    assertThat(stored(pool, new Shape() {})).isEqualTo("text a shape");
    assertThat(stored(sandbox.pool(options(disc, circle, round)), new Disc()))
        .isEqualTo("text a disc");
    SQLiteEncoder<Disc> later = SQLiteEncoder.of(Disc.class, s -> "a later disc");
    assertThat(stored(sandbox.pool(options(disc, later)), new Disc()))
        .isEqualTo("text a later disc");
  }

  private SQLiteConnectOptions options(SQLiteEncoder<?>... encoders) {
    SQLiteConnectOptions options = sandbox.options();
    for (SQLiteEncoder<?> encoder : encoders) {
      options.addEncoder(encoder);
    }
    return options;
  }

  @Test
  void whatTheClientStoresByItselfCanBeStoredOtherwise() {
    SQLitePool pool =
        sandbox.pool(
            options(
                SQLiteEncoder.of(Instant.class, Instant::toEpochMilli),
                SQLiteEncoder.of(Level.class, Level::ordinal),
                SQLiteEncoder.of(List.class, list -> String.join("|", strings(list)))));
    assertThat(stored(pool, Instant.ofEpochMilli(12))).isEqualTo("integer 12");
    assertThat(stored(pool, Level.LOW)).isEqualTo("integer 0");
    assertThat(stored(pool, Level.HIGH)).isEqualTo("integer 1");
    assertThat(stored(pool, List.of("a", "b"))).isEqualTo("text a|b");
    // And all else is stored as ever.
    assertThat(stored(pool, true)).isEqualTo("integer 1");
    assertThat(stored(pool, "x")).isEqualTo("text x");
  }

  private static List<String> strings(List<?> values) {
    List<String> strings = new ArrayList<>();
    values.forEach(value -> strings.add(value.toString()));
    return strings;
  }

  @Test
  void anEncoderThatFailsIsNamedWithItsParameterAndItsCauseAndNoValue() {
    SQLitePool pool =
        shop(
            options(
                SQLiteEncoder.of(
                    Money.class,
                    money -> {
                      throw new IllegalStateException(SECRET);
                    }),
                SQLiteEncoder.of(Shape.class, s -> new Object())));
    SQLiteException failed =
        error(
            pool.preparedQuery("INSERT INTO item VALUES (:name, :price)")
                .execute(SQLiteTuple.named(Map.of("name", "tea", "price", new Money(1)))));
    assertThat(failed.kind()).isEqualTo(SQLiteErrorKind.PARAMETER);
    assertThat(failed)
        .hasMessageContaining(":price")
        .hasMessageContaining("the encoder of " + Money.class.getName())
        .hasMessageContaining("IllegalStateException")
        .hasRootCauseMessage(SECRET);
    assertThat(failed.getMessage()).doesNotContain(SECRET);

    SQLiteException unusable =
        error(
            pool.preparedQuery("INSERT INTO item VALUES (?, ?)")
                .executeBatch(List.of(Tuple.of("a", 1), Tuple.of("b", new Circle()))));
    assertThat(unusable)
        .hasMessageContaining("Parameter 2")
        .hasMessageContaining("the encoder of " + Shape.class.getName())
        .hasMessageContaining("java.lang.Object cannot be stored");
    assertThat(sandbox.jdbcColumn("SELECT count(*) FROM item")).containsExactly(0);
  }

  @Test
  void withoutAnEncoderAClassIsRefusedAsEver() {
    SQLitePool pool = shop(options());
    assertThat(error(pool.preparedQuery("SELECT ?").execute(Tuple.of(new Circle()))))
        .hasMessageContaining(Circle.class.getName() + " cannot be stored");
  }

  @Test
  void resultsOfFunctionsAreEncodedToo() {
    SQLiteFunction price = SQLiteFunction.scalar("price", 0, args -> new Money(99));
    SQLitePool pool = sandbox.pool(options().addRoutine(price));
    assertThat(first(pool, "SELECT price()").getLong(0)).isEqualTo(99);
    SQLiteConnection connection = sandbox.connect(options());
    await(connection.register(price));
    assertThat(first(connection, "SELECT price()").getLong(0)).isEqualTo(99);
  }

  @Test
  void aDeclaredTypeIsFoundWithoutCaseParenthesesAndSpacesAndByItsFirstWord() {
    SQLitePool pool =
        sandbox.pool(
            options()
                .addDecoder(
                    SQLiteDecoder.of(
                        " Double  Precision ", String.class, stored -> "wide " + stored)));
    run(
        pool,
        "CREATE TABLE t (a money, b \"Money ( 10, 2 )\", c MONEY NOT NULL, d MONEY UNSIGNED,"
            + " e double   precision, f DOUBLE, g MONEYS)");
    run(pool, "INSERT INTO t VALUES (1, 2, 3, 4, 5, 6, 7)");
    Row row = first(pool, "SELECT * FROM t");
    for (int i = 0; i < 4; i++) {
      assertThat(row.getValue(i)).isEqualTo(new Money(i + 1));
    }
    assertThat(row.getValue("e")).isEqualTo("wide 5.0");
    assertThat(row.getValue("f")).isEqualTo(6.0);
    assertThat(row.getValue("g")).isEqualTo(7L);
  }

  @Test
  void otherGettersStillReadWhatIsStored() {
    SQLitePool pool = shop(options());
    run(pool, "INSERT INTO item VALUES ('tea', 350)");
    Row row = first(pool, "SELECT * FROM item");
    assertThat(row.getLong("price")).isEqualTo(350);
    assertThat(row.getString("price")).isEqualTo("350");
    assertThat(row.toString()).isEqualTo("Row{name=tea, price=350}");
    assertThat(row.toJson())
        .isEqualTo(new JsonObject().put("name", "tea").put("price", "Money[cents=350]"));
  }

  @Test
  void viewsAndReturningHaveTheDecoderAndExpressionsHaveNone() {
    SQLitePool pool = shop(options());
    run(pool, "CREATE VIEW prices AS SELECT price AS p FROM item");
    assertThat(column(run(pool, "INSERT INTO item VALUES ('tea', 350) RETURNING price")))
        .containsExactly(new Money(350));
    assertThat(first(pool, "SELECT p FROM prices").getValue(0)).isEqualTo(new Money(350));
    Row sum = first(pool, "SELECT sum(price) FROM item");
    assertThat(sum.getValue(0)).isEqualTo(350L);
    assertThatThrownBy(() -> sum.get(Money.class, 0)).isInstanceOf(ClassCastException.class);
  }

  @Test
  void bytesComeAsABufferOfTheDecodersOwn() {
    SQLitePool pool =
        sandbox.pool(
            sandbox
                .options()
                .addDecoder(
                    SQLiteDecoder.of(
                        "HASH",
                        String.class,
                        stored -> ((Buffer) stored).setByte(0, (byte) 'x').toString())));
    run(pool, "CREATE TABLE t (h HASH)");
    run(pool, "INSERT INTO t VALUES (x'6162')");
    Row row = first(pool, "SELECT h FROM t");
    assertThat(row.getValue(0)).isEqualTo("xb");
    assertThat(row.getBuffer(0)).isEqualTo(Buffer.buffer("ab"));
  }

  @Test
  void aDecoderThatFailsIsNamedWithItsColumnAndItsCauseAndNoValue() {
    SQLitePool pool =
        shop(
            sandbox
                .options()
                .addDecoder(
                    SQLiteDecoder.of("MONEY", Money.class, stored -> new Money((Long) stored))));
    run(pool, "INSERT INTO item VALUES ('tea', '" + SECRET + "')");
    Row row = first(pool, "SELECT price AS what_it_costs FROM item");
    assertThatThrownBy(() -> row.getValue(0))
        .isInstanceOf(SQLiteException.class)
        .hasMessageContaining("what_it_costs")
        .hasMessageContaining("MONEY")
        .hasMessageContaining("ClassCastException")
        .hasCauseInstanceOf(ClassCastException.class)
        .message()
        .doesNotContain(SECRET);
    assertThat(row.getString(0)).isEqualTo(SECRET);
    assertThat(row).hasToString("Row{what_it_costs=" + SECRET + "}");
  }

  @Test
  void whatCannotWorkIsRefusedAtOnce() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> SQLiteEncoder.of(Object.class, value -> 1))
        .withMessageContaining("java.lang.Object");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> SQLiteEncoder.of(int.class, value -> 1))
        .withMessageContaining("int");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> SQLiteDecoder.of("X", long.class, stored -> 1L))
        .withMessageContaining("long");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> SQLiteDecoder.of(" ", Long.class, stored -> 1L))
        .withMessageContaining("declared type");
  }

  @Test
  void theyAreNotPartOfTheJsonButOfCopies() {
    SQLiteConnectOptions options = options();
    assertThat(options.toJson().fieldNames()).doesNotContain("encoders", "decoders");
    for (SQLiteConnectOptions copy :
        List.of(
            new SQLiteConnectOptions(options), options.merge(new JsonObject().put("readers", 1)))) {
      assertThat(copy.getEncoders()).isEqualTo(options.getEncoders()).hasSize(1);
      assertThat(copy.getDecoders()).isEqualTo(options.getDecoders()).hasSize(1);
    }
  }
}
