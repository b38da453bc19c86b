// SPDX-License-Identifier: Apache-2.0
package io.reactivesqlite.migrations.liquibase;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.reactivesqlite.migrations.rebuild.SqlScript;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Each change that alters a table, on each kind of table: applied, compared in text and rows,
 * rolled back, compared with the start.
 */
class EveryChangeInEverySituationTest {

  @TempDir Path directory;

  static Stream<Arguments> all() {
    return Arrays.stream(Situation.values())
        .flatMap(s -> TableChanges.all().stream().map(c -> Arguments.of(c, s)));
  }

  @ParameterizedTest(name = "{0} on {1}")
  @MethodSource("all")
  void keepsEverythingElse(TriedChange change, Situation situation) {
    TestDatabase database = new TestDatabase(directory.resolve("app.db"));
    situation.create(database);
    TreeMap<String, String> schema = normalized(database.schema());
    TreeMap<String, List<String>> rows = database.rows();
    Migrator migrator = migrator(database, change, situation);

    if (change.refused().test(situation)) {
      assertThatThrownBy(migrator::update).hasMessageContaining(change.why());
      assertThat(normalized(database.schema())).isEqualTo(schema);
      assertThat(database.rows()).isEqualTo(rows);
      return;
    }
    TreeMap<String, List<String>> kept = keptRows(database, change, situation);
    migrator.update();
    assertThat(database.integrity()).isEmpty();
    if (!change.dependents()) {
      assertThat(normalized(database.schema())).isEqualTo(edited(schema, change, situation));
    }
    assertThat(keptRows(database, change, situation)).isEqualTo(kept);

    migrator.rollback(1);
    assertThat(database.integrity()).isEmpty();
    if (change.rollback() == null || !change.rollback().equals("<empty/>")) {
      assertThat(inAnyPlace(normalized(database.schema()), situation))
          .isEqualTo(inAnyPlace(schema, situation));
      assertThat(cells(database.rows())).isEqualTo(cells(rows));
    }
  }

  private Migrator migrator(TestDatabase database, TriedChange change, Situation situation) {
    String rollback =
        change.rollback() == null ? "" : "<rollback>" + change.rollback() + "</rollback>";
    return ChangeLogs.changes(database, situation.xml(change.changes() + rollback));
  }

  private static TreeMap<String, String> normalized(Map<String, String> schema) {
    TreeMap<String, String> normalized = new TreeMap<>();
    schema.forEach((name, sql) -> normalized.put(name, SqlScript.normalized(sql)));
    return normalized;
  }

  /** A change may put back a clause at another place; its words must all be there. */
  private static TreeMap<String, Object> inAnyPlace(
      Map<String, String> schema, Situation situation) {
    TreeMap<String, Object> words = new TreeMap<>();
    schema.forEach(
        (name, sql) -> {
          boolean altered = name.equals("table " + situation.table());
          words.put(
              name,
              altered
                  ? Stream.of(sql.split(" ")).filter(w -> !w.matches("[,()]")).sorted().toList()
                  : sql);
        });
    return words;
  }

  /** Columns may come back at another place: a row is the same when its cells are. */
  private static TreeMap<String, List<List<String>>> cells(TreeMap<String, List<String>> rows) {
    TreeMap<String, List<List<String>>> cells = new TreeMap<>();
    rows.forEach(
        (table, lines) ->
            cells.put(
                table,
                lines.stream().map(l -> Stream.of(l.split(" \\| ")).sorted().toList()).toList()));
    return cells;
  }

  private static TreeMap<String, String> edited(
      TreeMap<String, String> schema, TriedChange change, Situation situation) {
    TreeMap<String, String> expected = new TreeMap<>(schema);
    String key = "table " + situation.table();
    String text = expected.get(key);
    for (String[] edit : change.edits()) {
      text =
          text.replace(
              SqlScript.normalized(situation.sql(edit[0])),
              SqlScript.normalized(situation.sql(edit[1])));
    }
    if (change.name().equals("addAutoIncrement") && !text.contains("autoincrement")) {
      text = text.replaceFirst("id integer( primary key)?", "id integer primary key autoincrement");
    }
    if (situation == Situation.STRICT) {
      text = text.replace("varchar ( 20 )", "text");
    }
    if (change.name().equals("dropAllForeignKeyConstraints")) {
      text = text.replaceAll(" , constraint fk_n foreign key \\( n \\) .* deferred", "");
      text = text.replaceAll("self integer references .* set null ,", "self integer ,");
    }
    expected.put(key, text.replaceAll(" +", " "));
    return expected;
  }

  /**
   * All rows of all tables; of the altered one the columns that both states have, and the rowid.
   */
  private static TreeMap<String, List<String>> keptRows(
      TestDatabase database, TriedChange change, Situation situation) {
    TreeMap<String, List<String>> rows = new TreeMap<>(database.rows());
    List<String> columns =
        new ArrayList<>(List.of("id", "${A}", "${B}", "${C}", "n", "m", "extra", "extra2"));
    if (situation.is(Situation.SELF_REFERENCE)) {
      columns.add("self");
    }
    if (situation.is(Situation.GENERATED_COLUMN)) {
      columns.addAll(List.of("g1", "g2"));
    }
    columns.removeAll(change.lostColumns());
    if (change.name().equals("renameColumn")) {
      columns.remove("${A}");
    }
    if (situation != Situation.WITHOUT_ROWID) {
      columns.add("rowid");
    }
    if (change.name().equals("addPrimaryKey") || change.name().equals("addAutoIncrement")) {
      columns.remove("rowid");
    }
    String list = String.join(", ", columns);
    rows.put(
        situation.table(),
        database.query(situation.sql("SELECT " + list + " FROM ${T} ORDER BY id")));
    if (change.name().equals("addAutoIncrement") || change.name().equals("dropPrimaryKey")) {
      rows.remove("sqlite_sequence");
    }
    return rows;
  }
}
