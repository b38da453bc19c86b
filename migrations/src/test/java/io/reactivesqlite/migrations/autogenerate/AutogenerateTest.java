// SPDX-License-Identifier: Apache-2.0
package io.reactivesqlite.migrations.autogenerate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.reactivesqlite.migrations.Seeds;
import io.reactivesqlite.migrations.autogenerate.Autogenerate.Result;
import io.reactivesqlite.migrations.rebuild.Schema;
import io.reactivesqlite.migrations.rebuild.SqlScript;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class AutogenerateTest {

  private Connection database;

  @BeforeEach
  void open() throws SQLException {
    database = DriverManager.getConnection("jdbc:sqlite::memory:");
  }

  @AfterEach
  void close() throws SQLException {
    database.close();
  }

  private void run(List<String> statements) throws SQLException {
    try (Statement statement = database.createStatement()) {
      for (String sql : statements) {
        statement.execute(sql);
      }
    }
  }

  private List<String> query(String sql) throws SQLException {
    List<String> values = new ArrayList<>();
    try (Statement statement = database.createStatement();
        ResultSet rows = statement.executeQuery(sql)) {
      while (rows.next()) {
        values.add(rows.getString(1));
      }
    }
    return values;
  }

  private List<String> schema() throws SQLException {
    return Schema.read(database).own().stream()
        .map(entry -> SqlScript.normalized(entry.sql()))
        .sorted()
        .toList();
  }

  /** What differs, the schema before, the schema after. */
  static Stream<Arguments> changes() {
    String person = "create table person (id integer primary key, name text)";
    return Stream.of(
        Arguments.of(
            "table pet is missing",
            List.of(person),
            List.of(
                person,
                "create table pet (id integer primary key, owner integer references person on delete cascade)",
                "create index pet_owner on pet (owner)")),
        Arguments.of(
            "table pet is too much",
            List.of(
                person,
                "create table pet (id integer primary key)",
                "create index pet_id on pet (id desc)",
                "create trigger pet_t after insert on pet begin select case when new.id > 0 then 1 end; end"),
            List.of(person)),
        Arguments.of(
            "column age is missing",
            List.of(person),
            List.of("create table person (id integer primary key, name text, age integer)")),
        Arguments.of(
            "column age is missing",
            List.of(person),
            List.of(
                "create table person (age integer not null default 7, id integer primary key, name text)")),
        Arguments.of(
            "column name is too much",
            List.of(person),
            List.of("create table person (id integer primary key)")),
        Arguments.of(
            "column name is text, and shall be integer",
            List.of(person),
            List.of("create table person (id integer primary key, name bigint)")),
        Arguments.of(
            "shall be text not null",
            List.of(person),
            List.of("create table person (id integer primary key, name varchar(255) not null)")),
        Arguments.of(
            "text not null, and shall be text",
            List.of("create table person (id integer primary key, name text not null)"),
            List.of(person)),
        Arguments.of(
            "default 'x'",
            List.of(person),
            List.of("create table person (id integer primary key, name text default 'x')")),
        Arguments.of(
            "collate nocase",
            List.of(person),
            List.of("create table person (id integer primary key, name text collate nocase)")),
        Arguments.of(
            "unique [name] is missing",
            List.of(person),
            List.of("create table person (id integer primary key, name text unique)")),
        Arguments.of(
            "unique [name] is missing",
            List.of(person),
            List.of(person, "create unique index u on person (name)")),
        Arguments.of(
            "unique [name] is too much",
            List.of("create table person (id integer primary key, name text unique)"),
            List.of(person)),
        Arguments.of(
            "check ( length ( name ) > 1 ) is missing",
            List.of(person),
            List.of(
                "create table person (id integer primary key, name text check (length(name) > 1))")),
        Arguments.of(
            "is too much",
            List.of(
                "create table person (id integer primary key, name text, constraint c check (name <> ''))"),
            List.of(person)),
        Arguments.of(
            "foreign key [boss] to person [id] on delete set null is missing",
            List.of("create table person (id integer primary key, name text, boss integer)"),
            List.of(
                "create table person (id integer primary key, name text, boss integer references person (id) on delete set null)")),
        Arguments.of(
            "on delete cascade",
            List.of(
                "create table person (id integer primary key, name text, boss integer references person)"),
            List.of(
                "create table person (id integer primary key, name text, boss integer references person on delete cascade)")),
        Arguments.of(
            "index (name) is missing",
            List.of(person),
            List.of(person, "create index n on person (name)")),
        Arguments.of(
            "index (name desc) is missing",
            List.of(person, "create index n on person (name)"),
            List.of(person, "create index n on person (name desc)")),
        Arguments.of(
            "where name is not null",
            List.of(person),
            List.of(person, "create index n on person (name) where name is not null")),
        Arguments.of(
            "index (lower ( name ))",
            List.of(person),
            List.of(person, "create index n on person (lower(name))")),
        Arguments.of(
            "column big is missing",
            List.of(person),
            List.of(
                "create table person (id integer primary key, name text, big text generated always as (upper(name)) stored)")),
        Arguments.of(
            "autoincrement",
            List.of(person),
            List.of("create table person (id integer primary key autoincrement, name text)")),
        Arguments.of(
            "the primary key is",
            List.of(person),
            List.of("create table person (id bigint not null, name text, primary key (id))")),
        Arguments.of(
            "strict",
            List.of(person),
            List.of("create table person (id integer primary key, name text) strict")),
        Arguments.of(
            "order",
            List.of(
                "create table \"order\" (id integer primary key, name text, \"Ünï code\" text)"),
            List.of("create table \"order\" (id integer primary key, name text)")));
  }

  @ParameterizedTest(name = "{0}: {2}")
  @MethodSource("changes")
  void everyChangeIsFoundRunsAndGoesBack(String difference, List<String> before, List<String> after)
      throws SQLException {
    run(before);
    String table =
        query("select '\"' || name || '\"' from sqlite_schema where name in ('person', 'order')")
            .get(0);
    run(List.of("insert into %s (id, name) values (1, 'Anna'), (2, 'Bert')".formatted(table)));
    List<String> start = schema();
    Autogenerate autogenerate = new Autogenerate(after, Rules.ALL);

    Result result = autogenerate.compare(database);
    assertThat(String.join("\n", result.differences())).contains(difference);
    assertThat(schema()).as("only looked").isEqualTo(start);

    run(result.upgrade());
    assertThat(autogenerate.differences(database)).isEmpty();
    assertThat(autogenerate.compare(database).isEmpty()).isTrue();
    assertThat(query("select id from " + table)).containsExactly("1", "2");

    run(result.downgrade());
    assertThat(
            new Autogenerate(
                    before.stream().filter(sql -> !sql.startsWith("create trigger")).toList(),
                    Rules.ALL)
                .differences(database))
        .isEmpty();
    assertThat(query("select id from " + table)).containsExactly("1", "2");
    assertThat(query("pragma integrity_check")).containsExactly("ok");
  }

  @Test
  void whatOnlyLooksDifferentIsTheSame() throws SQLException {
    run(
        List.of(
            "create table Person (id INTEGER PRIMARY KEY, name VARCHAR(10) NOT NULL, n int default (1), a text, constraint u unique (a, name))",
            "create unique index another on Person (n)",
            "create index whatever on Person (\"name\" ASC)",
            "create table pet (id integer primary key, owner integer references Person)"));
    assertThat(
            new Autogenerate(
                    List.of(
                        "create table \"person\" (a clob, n bigint default 1 unique, name text not null, id integer not null, primary key (id), unique (name, a))",
                        "create index person_name on person (name)",
                        "create table pet (id integer, owner bigint, primary key (id), foreign key (owner) references person (id))"),
                    Rules.ALL)
                .differences(database))
        .isEmpty();
  }

  @Test
  void fullTextTablesLiquibasesTablesAndExcludedOnesAreLeftAlone() throws SQLException {
    run(
        List.of(
            "create virtual table search using fts5(body)",
            "create table DATABASECHANGELOG (id text)",
            "create table legacy_a (id int)",
            "create table legacy_b (id int)",
            "create view v as select 1"));
    assertThat(
            new Autogenerate(List.of(), new Rules(List.of(), List.of("legacy_*"), List.of()))
                .differences(database))
        .isEmpty();
    assertThat(
            new Autogenerate(List.of(), new Rules(List.of("*_A"), List.of(), List.of()))
                .differences(database))
        .containsExactly("table legacy_a is too much");
  }

  @Test
  void viewsAndTriggersThatNobodyDeclaresAreLeftAlone() throws SQLException {
    run(
        List.of(
            "create table person (id integer primary key, name text)",
            "create table log (what text)",
            "create view names as select name from person",
            "create trigger added after insert on person begin insert into log values (new.name); end",
            "create trigger renamed instead of update on names begin select 1; end"));
    List<String> start = schema();
    Autogenerate autogenerate =
        new Autogenerate(
            List.of(
                "create table person (id integer primary key, name text not null check (name <> ''))",
                "create table log (what text)"),
            Rules.ALL);
    Result result = autogenerate.compare(database);
    assertThat(result.broken()).isEmpty();
    run(result.upgrade());
    run(List.of("insert into person values (1, 'Anna')"));
    assertThat(query("select what from log")).containsExactly("Anna");
    assertThat(query("select name from names")).containsExactly("Anna");
    run(result.downgrade());
    assertThat(schema()).isEqualTo(start);
  }

  @Test
  void whatAnUpgradeWouldBreakIsSaidForReview() throws SQLException {
    run(
        List.of(
            "create table person (id integer primary key, name text)",
            "create table log (what text)",
            "create view names as select name from person",
            "create view broken_before as select never from person",
            "create trigger added after insert on person begin insert into log values (1); end"));
    List<String> start = schema();
    Result result =
        new Autogenerate(List.of("create table person (id integer primary key)"), Rules.ALL)
            .compare(database);
    assertThat(result.broken()).hasSize(2);
    assertThat(result.upgradeSql())
        .contains(
            "-- Review: View 'names' will not work any more",
            "-- Review: Trigger 'added' will not work any more")
        .doesNotContain("broken_before");
    run(result.upgrade());
    run(result.downgrade());
    assertThat(schema()).isEqualTo(start);
  }

  @Test
  void declaredViewsAndTriggersAreMadeChangedAndTakenBack() throws SQLException {
    run(
        List.of(
            "create table person (id integer primary key, name text)",
            "create view names as select name from person",
            "create trigger kept instead of delete on names begin select 1; end",
            "create trigger t after insert on person begin select 1; end"));
    List<String> start = schema();
    Autogenerate autogenerate =
        new Autogenerate(
            List.of(
                "create table person (id integer primary key, name text, age integer)",
                "create view names as select upper(name) as name from person",
                "create view ages as select age from person",
                "create trigger t after insert on person begin select 2; end",
                "create trigger u after update on person begin select 3; end"),
            Rules.ALL);
    Result result = autogenerate.compare(database);
    assertThat(result.differences())
        .containsExactly(
            "table person: column age is missing",
            "view names has another text",
            "view ages is missing",
            "trigger t has another text",
            "trigger u is missing");
    run(result.upgrade());
    assertThat(autogenerate.differences(database)).isEmpty();
    assertThat(query("select name from sqlite_schema where type = 'trigger' order by 1"))
        .containsExactly("kept", "t", "u");
    run(result.downgrade());
    assertThat(schema()).isEqualTo(start);
  }

  @Test
  void aRenameHintKeepsRowsInBothDirections() throws SQLException {
    run(
        List.of(
            "create table person (id integer primary key, name text)",
            "insert into person values (1, 'Anna')"));
    Rules rules =
        new Rules(
            List.of(),
            List.of(),
            List.of(Rename.parse("person > human"), Rename.parse("human.name>full_name")));
    Result result =
        new Autogenerate(
                List.of("create table human (id integer primary key, full_name text)"), rules)
            .compare(database);
    assertThat(result.upgrade()).hasSize(2).noneMatch(sql -> sql.startsWith("DROP"));
    run(result.upgrade());
    assertThat(query("select full_name from human")).containsExactly("Anna");
    run(result.downgrade());
    assertThat(query("select name from person")).containsExactly("Anna");
  }

  @Test
  void aRenameThatIsNoneIsRefused() {
    assertThatThrownBy(() -> Rename.parse("old new")).hasMessageContaining("old_table>new_table");
    assertThat(Rename.parse("a.b>c")).isEqualTo(new Rename("a", Optional.of("b"), "c"));
  }

  @Test
  void whatLosesDataIsMarkedForReview() throws SQLException {
    run(
        List.of(
            "create table person (id integer primary key, name text)",
            "create table gone (id int)"));
    Result result =
        new Autogenerate(List.of("create table person (id integer primary key)"), Rules.ALL)
            .compare(database);
    assertThat(result.upgradeSql())
        .contains(
            "-- Review: this loses data.\nDROP TABLE", "-- Review: this loses data.\nALTER TABLE");
    assertThat(result.downgradeSql()).doesNotContain("Review");
  }

  @Test
  void ddlThatSqliteDoesNotTakeNamesTheStatement() {
    assertThatThrownBy(
            () -> new Autogenerate(List.of("create sequence s"), Rules.ALL).compare(database))
        .hasMessageContaining("create sequence s")
        .hasMessageContaining("dialect");
  }

  static LongStream seeds() {
    return Seeds.of(40);
  }

  @ParameterizedTest(name = "seed {0}")
  @MethodSource("seeds")
  void anySchemaBecomesAnyOtherAndGoesBack(long seed) throws SQLException {
    Random random = new Random(seed);
    List<String> before = randomSchema(random);
    List<String> after = randomSchema(random);
    run(before);
    List<String> rows = new ArrayList<>();
    for (String table : query("select name from sqlite_schema where type = 'table' order by 1")) {
      run(List.of("insert into %s (id) values (1), (2)".formatted(table)));
      rows.add(table);
    }
    Autogenerate autogenerate = new Autogenerate(after, Rules.ALL);
    Result result = autogenerate.compare(database);
    run(result.upgrade());
    assertThat(autogenerate.differences(database)).isEmpty();
    for (String table : query("select name from sqlite_schema where type = 'table'")) {
      if (rows.contains(table)) {
        assertThat(query("select id from " + table)).containsExactly("1", "2");
      }
    }
    run(result.downgrade());
    assertThat(new Autogenerate(before, Rules.ALL).differences(database)).isEmpty();
    assertThat(query("pragma integrity_check")).containsExactly("ok");
  }

  private static List<String> randomSchema(Random random) {
    List<String> ddl = new ArrayList<>();
    List<String> types = List.of("integer", "varchar(20)", "real", "blob", "numeric");
    for (String table : List.of("alpha", "beta", "gamma")) {
      if (random.nextInt(4) == 0) {
        continue;
      }
      StringBuilder sql = new StringBuilder("create table " + table + " (id integer primary key");
      List<String> columns = new ArrayList<>();
      for (String column : List.of("a", "b", "c", "d")) {
        if (random.nextInt(3) > 0) {
          columns.add(column);
          sql.append(", ")
              .append(column)
              .append(' ')
              .append(types.get(random.nextInt(types.size())));
          sql.append(
              switch (random.nextInt(8)) {
                case 0 -> " not null default 5";
                case 1 -> " default 'x'";
                case 2 -> " check (" + column + " is not 77)";
                case 3 -> " collate nocase";
                default -> "";
              });
        }
      }
      if (columns.size() > 1 && random.nextInt(3) == 0) {
        sql.append(", big as (").append(columns.get(0)).append(" || 'x') virtual");
      }
      ddl.add(sql.append(")").toString());
      for (String column : columns) {
        if (random.nextInt(3) == 0) {
          ddl.add(
              "create index %s_%s on %s (%s%s)"
                  .formatted(table, column, table, column, random.nextBoolean() ? " desc" : ""));
        }
      }
    }
    return ddl;
  }
}
