// SPDX-License-Identifier: Apache-2.0
package io.reactivesqlite.it.pages;

import static io.reactivesqlite.it.Await.await;
import static io.reactivesqlite.it.pages.Place.run;
import static io.reactivesqlite.it.pages.Place.told;
import static io.reactivesqlite.it.pages.Place.value;
import static org.assertj.core.api.Assertions.assertThat;

import io.reactivesqlite.client.SQLiteAggregate;
import io.reactivesqlite.client.SQLiteBuilder;
import io.reactivesqlite.client.SQLiteCollation;
import io.reactivesqlite.client.SQLiteConnectOptions;
import io.reactivesqlite.client.SQLiteConnection;
import io.reactivesqlite.client.SQLiteFunction;
import io.reactivesqlite.client.SQLiteFunctions;
import io.reactivesqlite.client.SQLitePool;
import io.reactivesqlite.client.SQLiteWindow;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.sqlclient.Tuple;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** docs/client/functions.md. */
class FunctionsPageTest {

  @RegisterExtension static final DocPage page = new DocPage("client/functions.md");

  @RegisterExtension private final Place place = new Place();

  private SQLitePool pool;

  @BeforeEach
  void open() {
    pool = register(place.vertx(), place.in("shop.db"));
    run(
        pool,
        "CREATE TABLE article (title TEXT, day INTEGER, visits INTEGER)",
        "INSERT INTO article VALUES ('Äpfel & Birnen', 1, 10), ('Zebras', 2, 20), ('Apes', 3, 60)");
  }

  private static SQLitePool register(Vertx vertx, String path) {
    // [register
    SQLiteConnectOptions options =
        SQLiteConnectOptions.file(path)
            .addRoutine(
                SQLiteFunction.scalar(
                        "slugify",
                        1,
                        args ->
                            args.getString(0)
                                .toLowerCase(Locale.ROOT)
                                .replaceAll("[^a-z0-9]+", "-"))
                    .deterministic()
                    .innocuous())
            .addRoutine(SQLiteAggregate.of("geometric_mean", 1, GeometricMean::new))
            .addRoutine(SQLiteWindow.of("rolling_average", 1, RollingAverage::new))
            .addRoutine(SQLiteCollation.of("german", Locale.GERMAN))
            .addRoutines(SQLiteFunctions.regexp())
            .addRoutines(SQLiteFunctions.strings())
            .addRoutines(SQLiteFunctions.math());
    SQLitePool pool =
        SQLitePool.cast(SQLiteBuilder.pool().connectingTo(options).using(vertx).build());
    // register]
    return pool;
  }

  @Test
  void scalar() {
    // [use
    Future<String> zebras =
        pool.query("CREATE INDEX article_slug ON article (slugify(title))")
            .execute()
            .compose(
                indexed ->
                    pool.scalar(
                        String.class,
                        "SELECT title FROM article WHERE slugify(title) = ?",
                        Tuple.of("zebras")));
    // use]
    page.gives("use", await(zebras));
    assertThat(
            await(pool.explainQueryPlan("SELECT title FROM article WHERE slugify(title) = 'x'"))
                .toString())
        .contains("article_slug");
  }

  // [mean
  static final class GeometricMean implements SQLiteAggregate.Accumulator {
    private double logarithms;
    private long count;

    @Override
    public void add(Tuple arguments) {
      logarithms += Math.log(arguments.getDouble(0));
      count++;
    }

    @Override
    public Object result() {
      return count == 0 ? null : Math.exp(logarithms / count);
    }
  }

  // mean]

  // [rolling-average
  static final class RollingAverage implements SQLiteWindow.Accumulator {
    private double sum;
    private long count;

    @Override
    public void add(Tuple arguments) {
      sum += arguments.getDouble(0);
      count++;
    }

    @Override
    public void remove(Tuple arguments) {
      sum -= arguments.getDouble(0);
      count--;
    }

    @Override
    public Object result() {
      return count == 0 ? null : sum / count;
    }
  }

  // rolling-average]

  @Test
  void aggregates() {
    // [use-mean
    Future<Double> mean =
        pool.scalar(Double.class, "SELECT round(geometric_mean(visits), 2) FROM article");
    // use-mean]
    page.gives("use-mean", await(mean));
    assertThat(value(pool, "SELECT geometric_mean(visits) FROM article WHERE false")).isNull();
    // [window
    Future<String> averages =
        pool.scalar(
            String.class,
            """
            SELECT group_concat(average, ' ')
            FROM (SELECT rolling_average(visits) OVER (ORDER BY day ROWS 1 PRECEDING) AS average
                  FROM article)
            """);
    // window]
    page.gives("window", await(averages));
    // [empty-frame
    Future<Object> refused =
        pool.one(
                "SELECT rolling_average(visits) OVER (ORDER BY day ROWS BETWEEN 2 PRECEDING AND 1"
                    + " PRECEDING) FROM article")
            .map(row -> row.getValue(0));
    // empty-frame]
    page.gives("empty-frame", told(refused).replaceAll(", in: .*", ""));
  }

  @Test
  void collations() {
    // [collation
    Future<String> sorted =
        pool.scalar(
            String.class,
            "SELECT group_concat(title, ', ' ORDER BY title COLLATE german) FROM article");
    // collation]
    page.gives("collation", await(sorted));
    assertThat(value(pool, "SELECT group_concat(title, ', ' ORDER BY title) FROM article"))
        .isEqualTo("Apes, Zebras, Äpfel & Birnen");
  }

  @Test
  void regexp() {
    // [regexp
    Future<String> matched =
        pool.scalar(
            String.class,
            "SELECT regexp_replace(title, '(\\w+)s$', '$1!') FROM article WHERE title REGEXP '^Z'");
    // regexp]
    page.gives("regexp", await(matched));
  }

  /** The table of ready functions: each expression gives what stands behind it. */
  @Test
  void theTable() throws Exception {
    Matcher rows =
        Pattern.compile("`([a-z0-9_]+\\([^`]*\\)|'[^`]+' REGEXP [^`]+)` → `([^`]+)`")
            .matcher(Files.readString(Path.of("../docs/client/functions.md")));
    int count = 0;
    while (rows.find()) {
      count++;
      assertThat(value(pool, "SELECT CAST(" + rows.group(1) + " AS TEXT)"))
          .as(rows.group(1))
          .isEqualTo(rows.group(2));
    }
    assertThat(count).isEqualTo(32);
  }

  @Test
  void failing() {
    SQLitePool parsing =
        place.pool(
            SQLiteConnectOptions.file(place.in("shop.db"))
                .addRoutine(
                    SQLiteFunction.scalar("parse", 1, args -> Long.parseLong(args.getString(0)))));
    failing(parsing);
  }

  private static void failing(SQLitePool pool) {
    // [failure
    Future<Object> failed =
        pool.one("SELECT parse('no number')")
            .map(row -> row.getValue(0))
            .otherwise(e -> e.getMessage() + "\n" + e.getCause().getClass().getName());
    // failure]
    page.gives("failure", await(failed));
    assertThat(told(pool.query("SELECT parse(1, 2)").execute()))
        .contains("wrong number of arguments");
  }

  @Test
  void onOneConnection() {
    // [on-connection
    Future<Long> onOneConnection =
        pool.withConnection(
            connection -> {
              SQLiteConnection sqlite = SQLiteConnection.cast(connection);
              return sqlite
                  .register(SQLiteFunction.scalar("twice", 1, args -> args.getLong(0) * 2))
                  .compose(registered -> sqlite.scalar(Long.class, "SELECT twice(21)"));
            });
    // on-connection]
    page.gives("on-connection", await(onOneConnection));
  }
}
