// SPDX-License-Identifier: Apache-2.0
package io.reactivesqlite.migrations.copy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.reactivesqlite.migrations.Postgres;
import io.reactivesqlite.migrations.copy.CopyException.Problem;
import io.reactivesqlite.migrations.copy.CopyOptions.Epoch;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** From a SQLite file to a real PostgreSQL. */
class DataCopyTest {

  @TempDir Path folder;
  private Connection source;
  private Connection target;
  private Postgres.Database postgres;

  @BeforeEach
  void open() throws SQLException {
    postgres = Postgres.database();
    source = DriverManager.getConnection("jdbc:sqlite:" + folder.resolve("app.db"));
    target = postgres.connect();
  }

  @AfterEach
  void close() throws SQLException {
    if (source != null) {
      source.close();
      target.close();
    }
  }

  private void sqlite(String... statements) throws SQLException {
    try (Statement statement = source.createStatement()) {
      for (String each : statements) {
        statement.executeUpdate(each);
      }
    }
  }

  private void postgres(String... statements) throws SQLException {
    for (String each : statements) {
      postgres.execute(each);
    }
  }

  private void both(String... statements) throws SQLException {
    sqlite(statements);
    postgres(statements);
  }

  private DataCopy copy(CopyOptions options) {
    return new DataCopy(source, target, options);
  }

  private CopyReport run() {
    return copy(CopyOptions.DEFAULT).run(CopyProgress.NONE);
  }

  private CopyException refused(CopyOptions options) {
    return catchThrowableOfType(CopyException.class, () -> copy(options).run(CopyProgress.NONE));
  }

  private CopyException refused() {
    return refused(CopyOptions.DEFAULT);
  }

  // ---- types ----

  /** Copies one column with one value, and gives what PostgreSQL makes of it. */
  private String copied(String sqliteType, String stored, String type) throws SQLException {
    return copied(sqliteType, stored, type, CopyOptions.DEFAULT);
  }

  private String copied(String sqliteType, String stored, String type, CopyOptions options)
      throws SQLException {
    sqlite(
        "drop table if exists t",
        "create table t (id integer primary key, v " + sqliteType + ")",
        "insert into t (v) values (" + stored + ")");
    postgres(
        "drop table if exists t, sqlite_migrate_copy",
        "create table t (id integer primary key, v " + type + ")");
    copy(options).run(CopyProgress.NONE);
    return postgres.query("select v from t").get(0);
  }

  private String misfit(String sqliteType, String stored, String type) {
    return catchThrowableOfType(CopyException.class, () -> copied(sqliteType, stored, type))
        .getMessage();
  }

  @Test
  void truthIsOneAndZero() throws SQLException {
    assertThat(copied("boolean", "1", "boolean")).isEqualTo("t");
    assertThat(copied("boolean", "0", "boolean")).isEqualTo("f");
    assertThat(copied("text", "'TRUE'", "boolean")).isEqualTo("t");
    assertThat(copied("boolean", "null", "boolean")).isEqualTo("null");
    assertThat(misfit("boolean", "2", "boolean"))
        .isEqualTo(
            "t.v, rowid 1: an integer that is neither 0 nor 1. The target's column is bool.");
  }

  @Test
  void numbersKeepEveryDigitOrAreRefused() throws SQLException {
    assertThat(copied("bigint", "9223372036854775807", "bigint")).isEqualTo("9223372036854775807");
    assertThat(copied("integer", "-32768", "smallint")).isEqualTo("-32768");
    assertThat(misfit("integer", "32768", "smallint")).contains("beyond the column's range");
    assertThat(misfit("real", "1.5", "integer")).contains("a real with a fraction");
    assertThat(misfit("text", "'one'", "integer")).contains("a text that is no number");
    assertThat(copied("decimal_text(38,10)", "'12345678901234567890.1234567891'", "numeric(38,10)"))
        .isEqualTo("12345678901234567890.1234567891");
    assertThat(copied("decimal(10,2)", "19.99", "numeric(10,2)")).isEqualTo("19.99");
    assertThat(copied("decimal_text", "'1.50'", "numeric")).isEqualTo("1.50");
    assertThat(copied("decimal", "100", "numeric(10,2)")).isEqualTo("100.00");
    assertThat(misfit("decimal_text", "'1.005'", "numeric(10,2)"))
        .contains("more than 2 digits behind the point");
    assertThat(misfit("decimal_text", "'123456789'", "numeric(10,2)"))
        .contains("more than 8 digits before the point");
    assertThat(copied("double", "0.1", "double precision")).isEqualTo("0.1");
    assertThat(copied("float", "3.14", "real")).isEqualTo("3.14");
    assertThat(misfit("double", "0.12345678901", "real")).contains("32 bits");
    assertThat(copied("double", "9e999", "double precision")).isEqualTo("Infinity");
  }

  @Test
  void textIsTakenAsItIsOrRefused() throws SQLException {
    assertThat(copied("text", "'Ünï 🎉 ''x'''", "text")).isEqualTo("Ünï 🎉 'x'");
    assertThat(copied("varchar(3)", "'a🎉b'", "varchar(3)")).isEqualTo("a🎉b");
    assertThat(copied("char(5)", "'ab'", "char(5)")).isEqualTo("ab   ");
    assertThat(copied("integer", "7", "text")).isEqualTo("7");
    assertThat(misfit("text", "'four'", "varchar(3)")).contains("longer than the column's 3");
    assertThat(misfit("text", "'a' || char(0)", "text")).contains("NUL");
    assertThat(misfit("text", "cast(x'C3' as text)", "text")).contains("no valid UTF-8");
    assertThat(misfit("blob", "x'00'", "text")).contains("a blob, and the column holds text");
    postgres("create type mood as enum ('GLAD', 'SAD')");
    assertThat(copied("text", "'SAD'", "mood")).isEqualTo("SAD");
    assertThat(copied("text", "null", "mood")).isEqualTo("null");
  }

  @Test
  void momentsAreTextCountsOrJulianDays() throws SQLException {
    assertThat(copied("timestamp", "'2024-02-29 10:20:30.5'", "timestamp"))
        .isEqualTo("2024-02-29 10:20:30.5");
    assertThat(copied("timestamp", "'2024-02-29T10:20Z'", "timestamp"))
        .isEqualTo("2024-02-29 10:20:00");
    assertThat(copied("timestamp", "'2024-02-29 10:20:30+02:00'", "timestamptz"))
        .isEqualTo(copied("timestamp", "'2024-02-29 08:20:30'", "timestamptz"));
    assertThat(copied("timestamp", "'2024-02-29 10:20:30 +0200'", "timestamp"))
        .isEqualTo("2024-02-29 08:20:30");
    assertThat(copied("timestamp", "1709202030", "timestamp")).isEqualTo("2024-02-29 10:20:30");
    assertThat(
            copied(
                "timestamp",
                "1709202030123",
                "timestamp",
                CopyOptions.DEFAULT.withEpoch(Epoch.MILLIS)))
        .isEqualTo("2024-02-29 10:20:30.123");
    assertThat(misfit("timestamp", "1709202030123", "timestamp"))
        .contains("years 0 to 9999 when it counts seconds");
    CopyOptions julian = CopyOptions.DEFAULT.withEpoch(Epoch.JULIAN_DAYS);
    for (String moment : List.of("2024-02-29 12:00:00", "2024-02-29 10:20:30.123")) {
      assertThat(copied("timestamp", "julianday('" + moment + "')", "timestamp", julian))
          .isEqualTo(moment);
    }
    assertThat(misfit("timestamp", "julianday('2024-02-29 10:20')", "timestamp"))
        .contains("a real that is no date and time");
    assertThat(copied("date", "'2024-02-29'", "date")).isEqualTo("2024-02-29");
    assertThat(copied("date", "'2024-02-29 00:00:00.000'", "date")).isEqualTo("2024-02-29");
    assertThat(copied("date", "'0001-01-01'", "date")).isEqualTo("0001-01-01");
    assertThat(misfit("date", "'2024-02-29 01:00'", "date")).contains("with a time of day");
    assertThat(misfit("date", "'2024-02-30'", "date")).contains("no date and time");
    assertThat(copied("time", "'10:20:30.25'", "time")).isEqualTo("10:20:30.25");
    assertThat(misfit("time", "'25:00'", "time")).contains("no time of day");
  }

  @Test
  void whatIsFinerThanTheTargetIsCutAndReported() throws SQLException {
    both("create table t (id integer primary key, at timestamp)");
    sqlite("insert into t (at) values ('2024-01-01 00:00:00.123456789'), ('2024-01-01')");
    CopyReport report = run();
    assertThat(postgres.query("select at from t order by id"))
        .containsExactly("2024-01-01 00:00:00.123456", "2024-01-01 00:00:00");
    assertThat(report.notes())
        .containsExactly(
            "t.at: 1 values have more digits of a second than the 6 that the target keeps; the rest is cut off.");
  }

  @Test
  void bytesUuidsAndJsonFindTheirTypes() throws SQLException {
    assertThat(copied("blob", "x'00ff10'", "bytea")).isEqualTo("\\x00ff10");
    assertThat(copied("blob", "x''", "bytea")).isEqualTo("\\x");
    assertThat(misfit("text", "'x'", "bytea")).contains("a text, and the column holds bytes");
    String uuid = "0f0e0d0c-0b0a-0908-0706-050403020100";
    assertThat(copied("uuid_text", "'" + uuid.toUpperCase() + "'", "uuid")).isEqualTo(uuid);
    assertThat(copied("blob", "x'" + uuid.replace("-", "") + "'", "uuid")).isEqualTo(uuid);
    assertThat(copied("text", "'" + uuid.replace("-", "") + "'", "uuid")).isEqualTo(uuid);
    assertThat(misfit("text", "'0-0-0-0-0'", "uuid")).contains("no UUID");
    String json = "{\"b\": [1.50, true, null, {}], \"a\": \"\\u00fc\\n\", \"b\": [1e2, \"x\"]}";
    assertThat(copied("json_text", "'" + json + "'", "jsonb"))
        .isEqualTo("{\"a\": \"ü\\n\", \"b\": [100, \"x\"]}");
    assertThat(copied("json_text", "'" + json + "'", "json")).isEqualTo(json);
    assertThat(copied("json", "'5'", "jsonb")).isEqualTo("5");
    assertThat(misfit("json_text", "'{\"a\":}'", "jsonb")).contains("no JSON from character 6");
    assertThat(misfit("json_text", "jsonb('{}')", "jsonb")).contains("a blob");
  }

  @Test
  void aTypeThatCannotBeComparedIsRefusedBeforeAnythingIsWritten() throws SQLException {
    assertThat(misfit("text", "'1 day'", "interval")).contains("t.v has the type interval");
    assertThat(postgres.query("select * from t")).isEmpty();
  }

  // ---- order ----

  @Test
  void whoIsReferredToComesFirst() throws SQLException {
    both(
        "create table z (id integer primary key)",
        "create table m (id integer primary key, z integer not null references z)",
        "create table a (id integer primary key, m integer not null references m, z integer references z)");
    sqlite(
        "insert into z values (1)",
        "insert into m values (1, 1)",
        "insert into a values (1, 1, null)");
    assertThat(run().tables()).extracting(CopyReport.Table::name).containsExactly("z", "m", "a");
    assertThat(postgres.query("select * from a")).containsExactly("1|1|null");
  }

  @Test
  void aTreeIsCopiedWhateverTheOrderOfItsRows() throws SQLException {
    both("create table node (id integer primary key, parent integer not null references node)");
    sqlite(
        "with recursive n(i) as (select 1 union all select i + 1 from n where i < 5000)"
            + " insert into node select i, case i when 5000 then 5000 else i + 1 end from n");
    run();
    assertThat(postgres.query("select count(*), sum(parent) from node"))
        .containsExactly("5000|" + (5000L * 5001 / 2 - 1 + 5000));
    // The constraint is as it was.
    assertThat(
            postgres.query(
                "select condeferrable from pg_constraint where conrelid = 'node'::regclass and contype = 'f'"))
        .containsExactly("f");
    assertThatThrownBy(() -> postgres.execute("insert into node values (9999, 12345)"))
        .hasMessageContaining("foreign key");
  }

  @Test
  void tablesInACircleAreCopiedTogether() throws SQLException {
    sqlite(
        "create table team (id integer primary key, lead integer not null references person)",
        "create table person (id integer primary key, team integer not null references team)",
        "insert into team values (1, 1)",
        "insert into person values (1, 1), (2, 1)");
    postgres(
        "create table team (id integer primary key, lead integer not null)",
        "create table person (id integer primary key, team integer not null references team)",
        "alter table team add constraint led foreign key (lead) references person deferrable");
    assertThat(copy(CopyOptions.DEFAULT).plan().tables())
        .extracting(CopyPlan.Table::group)
        .containsExactly(1, 1);
    assertThat(run().rows()).isEqualTo(3);
    assertThat(postgres.query("select * from person order by id")).containsExactly("1|1", "2|1");
  }

  @Test
  void aRowWithoutItsParentIsNamed() throws SQLException {
    both(
        "create table p (id integer primary key)",
        "create table c (id integer primary key, p integer references p)");
    sqlite(
        "pragma foreign_keys = off",
        "insert into p values (1)",
        "insert into c values (7, 1), (8, 2)");
    CopyException failure = refused();
    assertThat(failure.problem()).isEqualTo(Problem.FAILED);
    assertThat(failure).hasMessageStartingWith("c, rowid 8: ").hasMessageContaining("c_p_fkey");
    assertThat(postgres.query("select count(*) from c")).containsExactly("0");
  }

  @Test
  void anOrphanInACircleIsFoundWhenItIsComplete() throws SQLException {
    both("create table node (id integer primary key, parent integer references node)");
    sqlite("pragma foreign_keys = off", "insert into node values (1, 99)");
    assertThat(refused()).hasMessageContaining("node").hasMessageContaining("node_parent_fkey");
    assertThat(postgres.query("select * from node")).isEmpty();
  }

  // ---- tables and columns ----

  @Test
  void namesDifferInCaseOnlyAndOddOnesAreQuoted() throws SQLException {
    sqlite(
        "create table Book (Id integer primary key, \"order\" text, \"Ünï code\" text)",
        "insert into Book values (1, 'x', 'y')");
    postgres("create table book (id integer primary key, \"order\" text, \"Ünï code\" text)");
    run();
    assertThat(postgres.query("select * from book")).containsExactly("1|x|y");
  }

  @Test
  void whatHasNoPlaceIsToldAtOnceAndNothingIsWritten() throws SQLException {
    sqlite(
        "create table a (id integer primary key, lost text)",
        "create table gone (id integer primary key)",
        "insert into a values (1, 'x')");
    postgres("create table a (id integer primary key, must text not null)");
    CopyException failure = refused();
    assertThat(failure.problem()).isEqualTo(Problem.MISFIT);
    assertThat(failure)
        .hasMessageContaining("a.lost has no column")
        .hasMessageContaining("a.must needs a value")
        .hasMessageContaining("no table gone")
        .hasMessageContaining("exclude");
    assertThat(postgres.query("select * from a")).isEmpty();
  }

  @Test
  void generatedColumnsAreLeftToWhoeverComputesThem() throws SQLException {
    sqlite(
        "create table t (id integer primary key, a integer, twice integer as (a * 2), thrice integer as (a * 3) stored)",
        "insert into t (a) values (5)");
    postgres(
        "create table t (id integer primary key, a integer, twice integer generated always as (a * 2) stored, thrice integer)");
    run();
    assertThat(postgres.query("select * from t")).containsExactly("1|5|10|15");
  }

  @Test
  void includeAndExcludeChooseTables() throws SQLException {
    both(
        "create table shop_a (id integer primary key)",
        "create table shop_b (id integer primary key)",
        "create table other (id integer primary key)");
    CopyOptions options =
        CopyOptions.DEFAULT.withInclude(List.of("shop_*")).withExclude(List.of("SHOP_B"));
    CopyPlan plan = copy(options).plan();
    assertThat(plan.tables()).extracting(CopyPlan.Table::name).containsExactly("shop_a");
    assertThat(plan.leftOut()).containsKeys("shop_b", "other");
    assertThat(refused(CopyOptions.DEFAULT.withExclude(List.of("shp_*"))))
        .hasMessageContaining("no table shp_*");
  }

  @Test
  void historyAndVirtualTablesAreLeftOutWithTheReason() throws SQLException {
    sqlite(
        "create table databasechangelog (id text)",
        "create virtual table search using fts5(title)",
        "insert into search values ('x')");
    CopyPlan plan = copy(CopyOptions.DEFAULT).plan();
    assertThat(plan.tables()).isEmpty();
    assertThat(plan.leftOut())
        .containsEntry("search", "it is a virtual table; make its like on the target")
        .containsKeys("databasechangelog", "search_data");
  }

  @Test
  void tablesWithoutRowidAndWithHiddenRowidAreCopied() throws SQLException {
    sqlite(
        "create table pair (a integer, b text, primary key (a, b)) without rowid",
        "create table hidden (rowid text, _rowid_ text, oid text)",
        "insert into pair values (1, 'x'), (1, 'y'), (2, 'x')",
        "insert into hidden values ('a', 'b', 'c')");
    postgres(
        "create table pair (a integer, b text, primary key (a, b))",
        "create table hidden (rowid text, _rowid_ text, oid text)");
    assertThat(copy(CopyOptions.DEFAULT.withBatchSize(2)).run(CopyProgress.NONE).rows())
        .isEqualTo(4);
    assertThat(postgres.query("select * from hidden")).containsExactly("a|b|c");
  }

  @Test
  void aTriggerOfTheTargetIsAnnouncedAndWhatItChangesIsFound() throws SQLException {
    both("create table t (id integer primary key, v text)");
    sqlite("insert into t values (1, 'a'), (2, 'b')");
    postgres(
        "create function shout() returns trigger language plpgsql as 'begin new.v = upper(new.v); return new; end'",
        "create trigger loud before insert on t for each row execute function shout()");
    assertThat(copy(CopyOptions.DEFAULT).plan().notes())
        .singleElement()
        .asString()
        .contains("loud");
    CopyException failure = refused();
    assertThat(failure.problem()).isEqualTo(Problem.DIFFERENT);
    assertThat(failure).hasMessageContaining("t has 2 rows in both, but other values in v");
  }

  @Test
  void rowidsBelowZeroAreRowsAsWell() throws SQLException {
    both("create table t (id integer primary key)");
    sqlite("insert into t values (-2000000000), (-1), (0), (1)");
    assertThat(copy(CopyOptions.DEFAULT.withBatchSize(1)).run(CopyProgress.NONE).rows())
        .isEqualTo(4);
    assertThat(postgres.query("select id from t order by 1"))
        .containsExactly("-2000000000", "-1", "0", "1");
  }

  // ---- keys ----

  @Test
  void keysCountOnBehindWhatWasCopied() throws SQLException {
    sqlite(
        "create table a (id integer primary key autoincrement)",
        "create table b (id integer primary key)",
        "create table empty (id integer primary key autoincrement)",
        "create table book_SEQ (next_val bigint)",
        "insert into a values (1), (40)",
        "delete from a where id = 40",
        "insert into b values (7)",
        "insert into book_SEQ values (101)");
    postgres(
        "create table a (id integer generated always as identity primary key)",
        "create table b (id serial primary key)",
        "create table empty (id bigint generated by default as identity primary key)",
        "create sequence book_seq increment by 50");
    run();
    assertThat(postgres.query("insert into a default values returning id")).containsExactly("41");
    assertThat(postgres.query("insert into b default values returning id")).containsExactly("8");
    assertThat(postgres.query("insert into empty default values returning id"))
        .containsExactly("1");
    // The first block of Hibernate's keys is then 101 to 150.
    assertThat(postgres.query("select nextval('book_seq')")).containsExactly("150");
  }

  // ---- safety ----

  @Test
  void aTargetWithRowsIsRefusedUnlessItIsToBeReplaced() throws SQLException {
    both(
        "create table p (id integer primary key)",
        "create table c (id integer primary key, p integer references p)");
    sqlite("insert into p values (1)", "insert into c values (1, 1)");
    postgres("insert into p values (5)", "insert into c values (5, 5)");
    CopyException failure = refused();
    assertThat(failure.problem()).isEqualTo(Problem.NOT_EMPTY);
    assertThat(failure).hasMessageContaining("in p, c").hasMessageContaining("nothing was written");
    assertThat(postgres.query("select * from p")).containsExactly("5");
    copy(CopyOptions.DEFAULT.withReplace(true)).run(CopyProgress.NONE);
    assertThat(postgres.query("select * from c")).containsExactly("1|1");
    assertThat(postgres.query("select to_regclass('sqlite_migrate_copy')")).containsExactly("null");
  }

  @Test
  void whatStoppedGoesOnAndNothingComesTwice() throws SQLException {
    // Without a key in the target nothing but the journal keeps rows from coming twice.
    sqlite("create table t (v integer)");
    postgres("create table t (v integer)");
    sqlite(
        "with recursive n(i) as (select 1 union all select i + 1 from n where i < 100)"
            + " insert into t select i from n");
    CopyOptions tens = CopyOptions.DEFAULT.withBatchSize(10);
    assertThatThrownBy(
            () ->
                copy(tens)
                    .run(
                        new CopyProgress() {
                          @Override
                          public void copied(String table, long done, long rows) {
                            if (done == 30) {
                              throw new IllegalStateException("stopped");
                            }
                          }
                        }))
        .hasMessage("stopped");
    assertThat(postgres.query("select count(*) from t")).containsExactly("30");
    CopyReport report = copy(tens).run(CopyProgress.NONE);
    assertThat(report.tables().get(0).found()).isEqualTo(30);
    assertThat(postgres.query("select count(*), sum(v) from t")).containsExactly("100|5050");
    // And now it is complete, so it has rows.
    assertThat(refused(tens).problem()).isEqualTo(Problem.NOT_EMPTY);
  }

  @Test
  void anUnfinishedCopyOfOtherTablesIsNotMixedWithThisOne() throws SQLException {
    both("create table a (v integer unique)", "create table b (v integer)");
    sqlite("insert into a values (1)", "insert into b values (2)");
    postgres("alter table b add check (v < 2)");
    assertThat(refused()).hasMessageContaining("b, rowid 1").hasMessageContaining("b_v_check");
    assertThat(refused(CopyOptions.DEFAULT.withExclude(List.of("b"))))
        .hasMessageContaining("unfinished copy of other tables (a, b)");
    copy(CopyOptions.DEFAULT.withExclude(List.of("b")).withReplace(true)).run(CopyProgress.NONE);
    assertThat(postgres.query("select * from a")).containsExactly("1");
  }

  @Test
  void twoAtOnceDoNotMix() throws Exception {
    both("create table t (v integer)");
    sqlite(
        "with recursive n(i) as (select 1 union all select i + 1 from n where i < 100)"
            + " insert into t select i from n");
    CopyOptions tens = CopyOptions.DEFAULT.withBatchSize(10);
    CopyProgress meanwhile =
        new CopyProgress() {
          @Override
          public void copied(String table, long done, long rows) {
            if (done != 20) {
              return;
            }
            try (Connection other =
                    DriverManager.getConnection("jdbc:sqlite:" + folder.resolve("app.db"));
                Connection same = postgres.connect()) {
              new DataCopy(other, same, tens).run(CopyProgress.NONE);
            } catch (SQLException failure) {
              throw new IllegalStateException(failure);
            }
          }
        };
    CopyException overtaken =
        catchThrowableOfType(CopyException.class, () -> copy(tens).run(meanwhile));
    assertThat(overtaken.problem()).isEqualTo(Problem.BUSY);
    assertThat(postgres.query("select count(*), sum(v) from t")).containsExactly("100|5050");
  }

  @Test
  void writersOfTheSourceAreNotSeenAndNotStopped() throws SQLException {
    sqlite("pragma journal_mode = wal");
    both("create table a (v integer)", "create table b (v integer)");
    sqlite("insert into a values (1)", "insert into b values (1)");
    CopyReport report =
        copy(CopyOptions.DEFAULT)
            .run(
                new CopyProgress() {
                  @Override
                  public void finished(String table, long rows) {
                    try (Connection writer =
                            DriverManager.getConnection("jdbc:sqlite:" + folder.resolve("app.db"));
                        Statement statement = writer.createStatement()) {
                      statement.executeUpdate("insert into b values (2)");
                    } catch (SQLException failure) {
                      throw new IllegalStateException(failure);
                    }
                  }
                });
    assertThat(report.rows()).isEqualTo(2);
    assertThat(postgres.query("select * from b")).containsExactly("1");
  }

  @Test
  void aChangedTargetIsFoundByCountAndByValue() throws SQLException {
    both("create table t (id integer primary key, v text)");
    sqlite("insert into t values (1, 'a'), (2, 'b')");
    for (String change :
        List.of("delete from t where id = 1", "update t set v = 'c' where id = 1")) {
      CopyException failure =
          catchThrowableOfType(
              CopyException.class,
              () ->
                  copy(CopyOptions.DEFAULT.withReplace(true))
                      .run(
                          new CopyProgress() {
                            @Override
                            public void finished(String table, long rows) {
                              try {
                                postgres.execute(change);
                              } catch (SQLException impossible) {
                                throw new IllegalStateException(impossible);
                              }
                            }
                          }));
      assertThat(failure.problem()).isEqualTo(Problem.DIFFERENT);
      assertThat(failure)
          .hasMessageContaining(
              change.startsWith("delete") ? "2 rows in the source and 1 in the target" : "in v");
    }
  }

  @Test
  void noValueIsEverInAMessage() throws SQLException {
    both("create table t (id integer primary key, v text unique)");
    sqlite("drop table t", "create table t (id integer primary key, v text)");
    sqlite("insert into t values (3, 'geheim'), (4, 'geheim')");
    Throwable failure = refused();
    assertThat(failure).hasMessageContaining("t, rowid 4").hasMessageContaining("t_v_key");
    for (Throwable each = failure; each != null; each = each.getCause()) {
      assertThat(each.toString()).doesNotContain("geheim");
    }
  }

  @Test
  void aCheckFindsEveryColumnThatDoesNotFitWithoutWriting() throws SQLException {
    sqlite(
        "create table t (id integer primary key, a text, b text)",
        "insert into t values (1, '1', null), (2, 'x', 'long'), (3, 'y', 'long'), (4, 'z', 'ok')");
    postgres("create table t (id integer primary key, a integer, b varchar(2) not null)");
    assertThat(copy(CopyOptions.DEFAULT).check(CopyProgress.NONE))
        .extracting(CopyProblem::toString)
        .containsExactly(
            "t.a, rowid 2 and 2 more rows: a text that is no number",
            "t.b, rowid 1 and 2 more rows: NULL, and the column must have a value");
    assertThat(postgres.query("select * from t")).isEmpty();
  }

  @Test
  void connectionsAreGivenBackAsTheyWere() throws SQLException {
    both("create table t (id integer primary key)");
    run();
    assertThat(target.getAutoCommit()).isTrue();
    sqlite("insert into t values (1)");
    source.setAutoCommit(false);
    assertThat(refused()).hasMessageContaining("transaction open");
  }
}
