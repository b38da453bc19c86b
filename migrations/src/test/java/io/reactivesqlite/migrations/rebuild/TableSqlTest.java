// SPDX-License-Identifier: Apache-2.0
package io.reactivesqlite.migrations.rebuild;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;

class TableSqlTest {

  private static final String TABLE =
      """
      CREATE TABLE "my table" ( -- the table
        id INTEGER PRIMARY KEY AUTOINCREMENT, -- the key, (really)
        [a b] VARCHAR(10, 2) COLLATE NOCASE NOT NULL ON CONFLICT REPLACE DEFAULT (1 + (2)), /* , ) */
        c 'odd type' REFERENCES p ON DELETE SET NULL ON UPDATE SET DEFAULT NOT DEFERRABLE NOT NULL,
        d AS (a || ',)') STORED CONSTRAINT named CHECK (d <> ')'),
        e DEFAULT -1.5e+3 UNIQUE,
        CONSTRAINT uq UNIQUE ("a b" COLLATE NOCASE DESC, e) -- no comma follows
        CHECK (e > 0),
        FOREIGN KEY (c, e) REFERENCES q (x, y) DEFERRABLE INITIALLY DEFERRED
      ) STRICT""";

  private final TableSql table = TableSql.parse(TABLE);

  @Test
  void readsColumnsWithTheirTypesAndClauses() {
    assertThat(table.name()).isEqualTo("my table");
    assertThat(table.strict()).isTrue();
    assertThat(table.withoutRowid()).isFalse();
    assertThat(table.columns())
        .extracting(ColumnSql::name)
        .containsExactly("id", "a b", "c", "d", "e");
    assertThat(table.columns())
        .extracting(ColumnSql::type)
        .containsExactly("INTEGER", "VARCHAR(10, 2)", "'odd type'", "", "");
    assertThat(table.column("A B").clauses())
        .extracting(Clause::text)
        .containsExactly("COLLATE NOCASE", "NOT NULL ON CONFLICT REPLACE", "DEFAULT (1 + (2))");
    assertThat(table.column("c").clauses())
        .extracting(Clause::kind)
        .containsExactly(Clause.Kind.FOREIGN_KEY, Clause.Kind.NOT_NULL);
    assertThat(table.column("e").clause(Clause.Kind.DEFAULT).orElseThrow().text())
        .isEqualTo("DEFAULT -1.5e+3");
    assertThat(table.plainColumns()).containsExactly("id", "a b", "c", "e");
    assertThat(table.autoincrement()).isTrue();
    assertThat(table.rowidColumn()).contains("id");
  }

  @Test
  void readsConstraintsOfTheTableEvenWithoutACommaBetween() {
    assertThat(table.constraints())
        .extracting(Clause::kind)
        .containsExactly(Clause.Kind.UNIQUE, Clause.Kind.CHECK, Clause.Kind.FOREIGN_KEY);
    assertThat(table.constraints().get(0).columns()).containsExactly("a b", "e");
    Clause key = table.constraints().get(2);
    assertThat(key.parentTable()).isEqualTo("q");
    assertThat(key.parentColumns()).containsExactly("x", "y");
    assertThat(table.constraint("NAMED").orElseThrow().body()).isEqualTo("CHECK (d <> ')')");
  }

  @Test
  void anEditChangesNothingBesideItself() {
    assertThat(table.withType("e", "TEXT").sql())
        .isEqualTo(TABLE.replace("e DEFAULT", "e TEXT DEFAULT"));
    assertThat(table.withDefault("a b", "7").sql()).isEqualTo(TABLE.replace("(1 + (2))", "7"));
    assertThat(table.withDefault("e", null).sql()).isEqualTo(TABLE.replace(" DEFAULT -1.5e+3", ""));
    assertThat(table.withName("order").sql()).isEqualTo(TABLE.replace("\"my table\"", "\"order\""));
    assertThat(table.withConstraint("UNIQUE (e)").sql())
        .isEqualTo(TABLE.replace("INITIALLY DEFERRED", "INITIALLY DEFERRED, UNIQUE (e)"));
    assertThat(table.addColumn("z").sql()).isEqualTo(TABLE.replace("+3 UNIQUE", "+3 UNIQUE, z"));
  }

  @Test
  void commentsSurviveWhatIsDroppedBesideThem() {
    assertThat(table.dropColumn("a b").sql())
        .contains("-- the key, (really)")
        .contains("/* , ) */");
    assertThat(table.dropColumn("c").sql()).contains("/* , ) */");
    TableSql checked = TableSql.parse("CREATE TABLE t (a -- cents\n, CHECK (a > 0))");
    assertThat(checked.without(checked.constraints().get(0)).sql()).contains("-- cents\n");
  }

  @Test
  void everyColumnAndConstraintCanBeDroppedAlone() {
    for (ColumnSql column : table.columns()) {
      TableSql after = table.dropColumn(column.name());
      assertThat(after.hasColumn(column.name())).isFalse();
      assertThat(after.columns()).hasSize(4);
    }
    for (Clause clause : table.clauses().toList()) {
      assertThat(table.without(clause).clauses()).hasSize((int) table.clauses().count() - 1);
    }
    assertThat(table.withoutAll(c -> true).clauses()).isEmpty();
  }

  @Test
  void theLastColumnStays() {
    assertThatThrownBy(() -> TableSql.parse("CREATE TABLE t (a)").dropColumn("a"))
        .hasMessageContaining("drop the table instead");
  }

  @Test
  void whatCannotBeReadIsSaid() {
    assertThatThrownBy(() -> TableSql.parse("CREATE TABLE t (a INTEGER"))
        .isInstanceOf(SchemaChangeException.class)
        .hasMessageContaining("ends too early");
  }

  @Test
  void scriptsAreSplitLikeSqliteDoes() {
    assertThat(
            SqlScript.split(
                "-- only a comment\n;; SELECT ';' /* ; */; CREATE TEMP TRIGGER x AFTER INSERT ON t BEGIN"
                    + " SELECT CASE WHEN 1 THEN 2 END; UPDATE t SET a = 1; END; SELECT 2"))
        .isEqualTo(
            List.of(
                "SELECT ';'",
                "CREATE TEMP TRIGGER x AFTER INSERT ON t BEGIN SELECT CASE WHEN 1 THEN 2 END; UPDATE t"
                    + " SET a = 1; END",
                "SELECT 2"));
  }

  @Test
  void indexesAreRead() {
    IndexSql index =
        IndexSql.parse(
            "CREATE UNIQUE INDEX \"i (x)\" ON t (a COLLATE NOCASE DESC, lower(b, ',') ASC, [c d]) WHERE a > (1)");
    assertThat(index.unique()).isTrue();
    assertThat(index.parts())
        .containsExactly(
            new IndexSql.Part("a", false, "NOCASE", true),
            new IndexSql.Part("lower(b, ',')", true, null, false),
            new IndexSql.Part("c d", false, null, false));
    assertThat(index.where()).isEqualTo("a > (1)");
  }
}
