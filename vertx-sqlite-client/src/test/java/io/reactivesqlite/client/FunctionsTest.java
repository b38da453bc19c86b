// SPDX-License-Identifier: Apache-2.0
package io.reactivesqlite.client;

import static io.reactivesqlite.client.OnFiles.await;
import static io.reactivesqlite.client.OnFiles.column;
import static io.reactivesqlite.client.OnFiles.run;
import static io.reactivesqlite.client.OnFiles.value;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.InstanceOfAssertFactories.type;

import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.JsonObject;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.PoolOptions;
import io.vertx.sqlclient.Tuple;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FunctionsTest {

  private static final SQLiteFunction TWICE =
      SQLiteFunction.scalar("twice", 1, args -> args.getLong(0) * 2);

  @TempDir Path directory;
  private OnFiles files;

  @BeforeEach
  void open() {
    files = new OnFiles(directory);
  }

  @AfterEach
  void close() {
    files.close();
  }

  private SQLitePool poolWith(SQLiteRoutine... routines) {
    return files.pool(files.options("f.db").addRoutines(List.of(routines)));
  }

  @Test
  void everyLaneAndSessionOfAPoolHasTheFunctionsOfItsOptions() {
    SQLitePool pool = poolWith(TWICE);
    List<Future<?>> reads = new ArrayList<>();
    for (int i = 0; i < 50; i++) {
      reads.add(pool.query("SELECT twice(" + i + "), randomblob(100000)").execute());
    }
    await(Future.all(reads));
    run(pool, "CREATE TABLE t (x)");
    run(pool, "INSERT INTO t VALUES (twice(21))");

    assertThat(value(pool, "SELECT x FROM t")).isEqualTo(42L);
    assertThat(
            await(pool.withConnection(c -> c.query("SELECT twice(4)").execute())).iterator().next())
        .satisfies(row -> assertThat(row.getLong(0)).isEqualTo(8));
  }

  @Test
  void argumentsComeAsSqliteStoresThem() {
    SQLiteFunction classOf =
        SQLiteFunction.scalar(
            "class_of",
            1,
            args ->
                args.getValue(0) == null
                    ? "null"
                    : args.getValue(0) instanceof Buffer
                        ? "Buffer"
                        : args.getValue(0).getClass().getSimpleName());
    SQLitePool pool = poolWith(classOf);

    assertThat(
            column(
                pool,
                "SELECT class_of(column1) FROM (VALUES (NULL), (1), (1.5), ('a'), (x'00'), (x''))"))
        .containsExactly("null", "Long", "Double", "String", "Buffer", "Buffer");
  }

  @Test
  void resultsMayBeWhateverAParameterMayBe() {
    List<Object> results =
        List.of(
            7,
            true,
            1.5f,
            "text",
            new byte[] {1, 2},
            new byte[0],
            Buffer.buffer("b"),
            LocalDate.of(2024, 1, 31),
            new JsonObject().put("a", 1));
    SQLitePool pool =
        poolWith(SQLiteFunction.scalar("pick", 1, args -> results.get(args.getInteger(0))));

    assertThat(
            column(
                pool,
                "SELECT quote(pick(value)) FROM generate(9)"
                    .replace(
                        "generate(9)",
                        "(WITH RECURSIVE n(value) AS (SELECT 0 UNION ALL SELECT value + 1 FROM n WHERE value < 8) SELECT value FROM n)")))
        .containsExactly(
            "7", "1", "1.5", "'text'", "X'0102'", "X''", "X'62'", "'2024-01-31'", "'{\"a\":1}'");
  }

  @Test
  void nulAndEmojiAndEmptyTextGoInAndOut() {
    SQLitePool pool = poolWith(SQLiteFunction.scalar("same", 1, args -> args.getValue(0)));

    for (String text : List.of("a\0b", "😀", "", "Straße")) {
      assertThat(await(pool.scalar(String.class, "SELECT same(?)", Tuple.of(text))))
          .isEqualTo(text);
    }
  }

  @Test
  void aFunctionTakesAnyNumberOfArgumentsWhereItSaysSo() {
    SQLitePool pool =
        poolWith(SQLiteFunction.scalar("how_many", SQLiteFunction.ANY_ARITY, Tuple::size));

    assertThat(value(pool, "SELECT how_many()")).isEqualTo(0L);
    assertThat(value(pool, "SELECT how_many(1, 2, 3)")).isEqualTo(3L);
  }

  @Test
  void functionsOfOneNameAndDifferentAritiesStandSideBySide() {
    SQLitePool pool =
        poolWith(
            SQLiteFunction.scalar("f", 0, args -> "none"),
            SQLiteFunction.scalar("f", 1, args -> "one"));

    assertThat(value(pool, "SELECT f() || f(1)")).isEqualTo("noneone");
  }

  @Test
  void aWrongNumberOfArgumentsIsAnErrorOfTheSql() {
    SQLitePool pool = poolWith(TWICE);

    assertThatThrownBy(() -> value(pool, "SELECT twice(1, 2)"))
        .asInstanceOf(type(SQLiteException.class))
        .satisfies(e -> assertThat(e.kind()).isEqualTo(SQLiteErrorKind.SYNTAX))
        .extracting(Throwable::getMessage)
        .asString()
        .contains("wrong number of arguments to function twice()");
  }

  @Test
  void impossibleAritiesAndNamesAreRefusedAtOnce() {
    SQLiteConnectOptions options = files.options("x.db");

    assertThatThrownBy(() -> options.addRoutine(SQLiteFunction.scalar("f", 101, args -> 1)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("f cannot take 101 arguments");
    assertThatThrownBy(() -> options.addRoutine(SQLiteFunction.scalar("f", -2, args -> 1)))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> options.addRoutine(SQLiteFunction.scalar(" ", 1, args -> 1)))
        .hasMessageContaining("needs a name");
    assertThatThrownBy(
            () -> options.addRoutine(SQLiteFunction.scalar("x".repeat(256), 1, args -> 1)))
        .hasMessageContaining("255");
  }

  @Test
  void anExceptionFailsTheStatementAndNamesTheFunctionButNoValue() {
    SQLiteConnection connection =
        files.connect(
            files
                .options("e.db")
                .addRoutine(
                    SQLiteFunction.scalar("parse", 1, args -> Long.parseLong(args.getString(0)))));

    assertThatThrownBy(() -> value(connection, "SELECT parse('secret')"))
        .asInstanceOf(type(SQLiteException.class))
        .satisfies(
            e -> {
              assertThat(e.kind()).isEqualTo(SQLiteErrorKind.ERROR);
              assertThat(e.getCause()).isInstanceOf(NumberFormatException.class);
              assertThat(e.getMessage())
                  .contains("the function parse failed with java.lang.NumberFormatException")
                  .doesNotContain("For input string");
            });
    assertThat(value(connection, "SELECT parse('7')")).isEqualTo(7L);
  }

  @Test
  void aFailureInsideOfAWriteUndoesThatStatementAlone() {
    SQLitePool pool =
        poolWith(
            SQLiteFunction.scalar(
                "not_three",
                1,
                args -> {
                  if (args.getLong(0) == 3) {
                    throw new IllegalStateException("three");
                  }
                  return args.getLong(0);
                }));
    run(pool, "CREATE TABLE t (x)");
    List<Future<?>> writes = new ArrayList<>();
    for (int i = 1; i <= 5; i++) {
      writes.add(
          pool.query("INSERT INTO t VALUES (" + i * 10 + "), (not_three(" + i + "))").execute());
    }
    await(Future.join(writes).otherwiseEmpty());

    assertThat(writes).filteredOn(Future::failed).hasSize(1);
    assertThat(value(pool, "SELECT group_concat(x, ' ' ORDER BY x) FROM t"))
        .isEqualTo("1 2 4 5 10 20 40 50");
  }

  @Test
  void anErrorOfJavaIsAnErrorOfTheStatementToo() {
    SQLitePool pool =
        poolWith(
            SQLiteFunction.scalar(
                "deep",
                0,
                args -> {
                  throw new StackOverflowError();
                }));

    assertThatThrownBy(() -> value(pool, "SELECT deep()"))
        .hasCauseInstanceOf(StackOverflowError.class);
    assertThat(value(pool, "SELECT 1")).isEqualTo(1L);
  }

  @Test
  void aResultThatCannotBeStoredFailsTheStatement() {
    SQLitePool pool = poolWith(SQLiteFunction.scalar("odd", 0, args -> new Object()));

    assertThatThrownBy(() -> value(pool, "SELECT odd()"))
        .hasCauseInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("odd");
  }

  @Test
  void aDeterministicInnocuousFunctionCanBeIndexed() {
    AtomicInteger calls = new AtomicInteger();
    SQLitePool pool =
        poolWith(
            SQLiteFunction.scalar(
                    "slug",
                    1,
                    args -> {
                      calls.incrementAndGet();
                      return args.getString(0).toLowerCase().replace(' ', '-');
                    })
                .deterministic()
                .innocuous());
    run(pool, "CREATE TABLE t (title TEXT)");
    run(pool, "CREATE INDEX by_slug ON t (slug(title))");
    run(pool, "INSERT INTO t VALUES ('Hello World'), ('Good Bye')");
    calls.set(0);

    assertThat(value(pool, "SELECT title FROM t WHERE slug(title) = 'good-bye'"))
        .isEqualTo("Good Bye");
    assertThat(calls).hasValue(0);
  }

  @Test
  void whatIsNotSaidToBeHarmlessCannotBeCalledByTheSchema() {
    SQLitePool pool =
        poolWith(SQLiteFunction.scalar("plain", 1, args -> args.getValue(0)).deterministic());
    run(pool, "CREATE TABLE t (x)");

    assertThatThrownBy(() -> run(pool, "CREATE INDEX i ON t (plain(x))"))
        .hasMessageContaining("unsafe use of plain()");
    run(pool, "CREATE VIEW v AS SELECT plain(1)");
    assertThatThrownBy(() -> run(pool, "SELECT * FROM v"))
        .hasMessageContaining("unsafe use of plain()");
  }

  @Test
  void aFunctionForStatementsAloneIsRefusedInAViewEvenOfATrustedSchema() {
    SQLitePool pool =
        files.pool(
            files
                .options("d.db")
                .setTrustedSchema(true)
                .addRoutine(SQLiteFunction.scalar("effect", 0, args -> 1).directOnly()));
    run(pool, "CREATE VIEW v AS SELECT effect()");

    assertThat(value(pool, "SELECT effect()")).isEqualTo(1L);
    assertThatThrownBy(() -> run(pool, "SELECT * FROM v"))
        .hasMessageContaining("unsafe use of effect()");
  }

  @Test
  void aFunctionThatIsNotDeterministicCannotBeIndexed() {
    SQLitePool pool =
        poolWith(SQLiteFunction.scalar("now_ish", 1, args -> args.getValue(0)).innocuous());
    run(pool, "CREATE TABLE t (x)");

    assertThatThrownBy(() -> run(pool, "CREATE INDEX i ON t (now_ish(x))"))
        .hasMessageContaining("non-deterministic");
  }

  @Test
  void registeredOnAConnectionItIsThereAndNowhereElse() {
    SQLiteConnection one = files.connect(files.options("c.db"));
    SQLiteConnection other = files.connect(files.options("c.db"));

    await(one.register(TWICE));

    assertThat(value(one, "SELECT twice(3)")).isEqualTo(6L);
    assertThatThrownBy(() -> value(other, "SELECT twice(3)"))
        .hasMessageContaining("no such function: twice");
  }

  @Test
  void theNextUserOfAPooledConnectionDoesNotInheritIt() {
    Pool pool = files.pool(files.options("p.db"), new PoolOptions().setMaxSize(1));
    await(
        pool.withConnection(
            c ->
                SQLiteConnection.cast(c)
                    .register(TWICE)
                    .compose(v -> c.query("SELECT twice(1)").execute())));

    assertThatThrownBy(() -> await(pool.withConnection(c -> c.query("SELECT twice(1)").execute())))
        .hasMessageContaining("no such function");
  }

  @Test
  void oneOfSqlitesOwnCanBeReplaced() {
    SQLiteConnection connection = files.connect(files.options("r.db"));
    assertThat(value(connection, "SELECT upper('straße')")).isEqualTo("STRAßE");

    await(
        connection.register(
            SQLiteFunction.scalar("upper", 1, args -> args.getString(0).toUpperCase())
                .deterministic()));

    assertThat(value(connection, "SELECT upper('straße')")).isEqualTo("STRASSE");
  }

  @Test
  void theyAreNotPartOfTheJsonButOfCopies() {
    SQLiteConnectOptions options = files.options("j.db").addRoutine(TWICE);

    assertThat(options.toJson().fieldNames()).doesNotContain("routines");
    assertThat(new SQLiteConnectOptions(options).getRoutines()).containsExactly(TWICE);
    assertThat(options.merge(new JsonObject().put("readers", 1)).getRoutines())
        .containsExactly(TWICE);
  }
}
