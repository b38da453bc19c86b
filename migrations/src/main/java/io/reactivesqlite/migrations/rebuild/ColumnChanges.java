// SPDX-License-Identifier: Apache-2.0
package io.reactivesqlite.migrations.rebuild;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/** Changes to the columns of a table, as the statements that make them. */
public final class ColumnChanges {

  /** Where a new column goes. */
  public record Place(String after, String before, Integer position) {
    public static final Place LAST = new Place(null, null, null);
  }

  private final Schema schema;

  public ColumnChanges(Schema schema) {
    this.schema = schema;
  }

  /** Adds a column: natively where SQLite takes it, else by a rebuild. */
  public List<String> add(String tableName, String definition, Place place) {
    TableSql table = schema.table(tableName);
    int index = indexOf(place, table);
    TableSql after = table.addColumn(definition, index);
    ColumnSql column = after.columns().get(index);
    if (table.hasColumn(column.name())) {
      throw new SchemaChangeException(
          "Table '" + table.name() + "' already has a column '" + column.name() + "'.");
    }
    if (index == table.columns().size() && canBeAddedNatively(column)) {
      return List.of("ALTER TABLE " + Names.quote(table.name()) + " ADD COLUMN " + definition);
    }
    return TableRebuild.of(schema, table, after).statements();
  }

  private static int indexOf(Place place, TableSql table) {
    List<ColumnSql> columns = table.columns();
    if (place.after() != null) {
      return columns.indexOf(table.column(place.after())) + 1;
    }
    if (place.before() != null) {
      return columns.indexOf(table.column(place.before()));
    }
    if (place.position() != null) {
      return Math.max(0, Math.min(place.position() - 1, columns.size()));
    }
    return columns.size();
  }

  private static boolean canBeAddedNatively(ColumnSql column) {
    boolean stored = column.clause(Clause.Kind.GENERATED).map(g -> g.has("STORED")).orElse(false);
    return !column.has(Clause.Kind.PRIMARY_KEY)
        && !column.has(Clause.Kind.UNIQUE)
        && !stored
        && column.clause(Clause.Kind.DEFAULT).map(ColumnChanges::isConstant).orElse(true);
  }

  private static boolean isConstant(Clause defaultClause) {
    List<Token> tokens = SqlLexer.tokens(defaultClause.body());
    Token value = tokens.get(1);
    return !value.isSymbol('(') && !Names.fold(value.text()).startsWith("current_");
  }

  /**
   * Removes columns, together with what is about nothing else: their own clauses, and the indexes
   * and constraints of the table on these columns alone. Whatever also uses other columns, or lives
   * elsewhere, is named in an error instead.
   */
  public List<String> drop(String tableName, List<String> columns) {
    TableSql table = schema.table(tableName);
    columns.forEach(table::column);
    List<String> obstacles = new ArrayList<>();
    Set<Clause> doomedClauses = new HashSet<>();
    for (Clause clause : table.constraints()) {
      inspect(clause, table, columns, doomedClauses, obstacles);
    }
    for (ColumnSql column : table.columns()) {
      if (Names.contains(columns, column.name())) {
        if (column.has(Clause.Kind.PRIMARY_KEY)) {
          obstacles.add("the primary key (dropPrimaryKey first)");
        }
      } else {
        for (Clause clause : column.clauses()) {
          boolean expression =
              clause.kind() == Clause.Kind.CHECK || clause.kind() == Clause.Kind.GENERATED;
          if (expression && columns.stream().anyMatch(c -> SqlScript.mentions(clause.body(), c))) {
            obstacles.add("column '" + column.name() + "' by " + clause.text());
          }
        }
      }
    }
    Set<String> doomedIndexes = new HashSet<>();
    for (Schema.Entry index : schema.of(table.name(), "index")) {
      inspect(index, table, columns, doomedIndexes, obstacles);
    }
    schema
        .foreignKeysTo(table.name())
        .forEach(
            (child, keys) ->
                keys.stream()
                    .filter(
                        fk -> fk.parentColumns().stream().anyMatch(c -> Names.contains(columns, c)))
                    .filter(
                        fk ->
                            !isSelf(child, table)
                                || !fk.columns().stream().allMatch(c -> Names.contains(columns, c)))
                    .forEach(fk -> obstacles.add("a foreign key of table '" + child.name() + "'")));
    if (!obstacles.isEmpty()) {
      throw new SchemaChangeException(
          "Column "
              + columns
              + " of table '"
              + table.name()
              + "' is still used by "
              + String.join(", ", obstacles)
              + ". Drop or change that first, in the same change set if you like.");
    }
    if (columns.size() == 1
        && doomedClauses.isEmpty()
        && doomedIndexes.isEmpty()
        && canBeDroppedNatively(table, columns.get(0))) {
      return List.of(
          "ALTER TABLE "
              + Names.quote(table.name())
              + " DROP COLUMN "
              + Names.quote(table.column(columns.get(0)).name()));
    }
    TableSql after = table.withoutConstraints(clause -> isOneOf(clause, doomedClauses));
    for (String column : columns) {
      after = after.dropColumn(column);
    }
    return TableRebuild.of(schema, table, after)
        .keeping(entry -> !doomedIndexes.contains(entry.name()))
        .statements();
  }

  private static boolean isSelf(Schema.Entry child, TableSql table) {
    return Names.same(child.name(), table.name());
  }

  /** Offsets move while a table is edited, so a clause is known by its text. */
  private static boolean isOneOf(Clause clause, Set<Clause> clauses) {
    return clauses.stream().anyMatch(c -> c.text().equals(clause.text()));
  }

  private void inspect(
      Clause clause,
      TableSql table,
      List<String> columns,
      Set<Clause> doomed,
      List<String> obstacles) {
    List<String> used =
        clause.kind() == Clause.Kind.CHECK
            ? table.columns().stream()
                .map(ColumnSql::name)
                .filter(c -> SqlScript.mentions(clause.body(), c))
                .toList()
            : clause.columns();
    if (used.stream().noneMatch(c -> Names.contains(columns, c))) {
      return;
    }
    if (clause.kind() == Clause.Kind.PRIMARY_KEY) {
      obstacles.add("the primary key (dropPrimaryKey first)");
    } else if (used.stream().allMatch(c -> Names.contains(columns, c))) {
      doomed.add(clause);
    } else {
      obstacles.add(clause.text());
    }
  }

  private void inspect(
      Schema.Entry index,
      TableSql table,
      List<String> columns,
      Set<String> doomed,
      List<String> obstacles) {
    List<String> used =
        table.columns().stream()
            .map(ColumnSql::name)
            .filter(c -> SqlScript.mentions(afterTableName(index.sql()), c))
            .toList();
    if (used.stream().noneMatch(c -> Names.contains(columns, c))) {
      return;
    }
    if (used.stream().allMatch(c -> Names.contains(columns, c))) {
      doomed.add(index.name());
    } else {
      obstacles.add("index '" + index.name() + "'");
    }
  }

  private static String afterTableName(String createIndex) {
    return SqlLexer.tokens(createIndex).stream()
        .filter(t -> t.isSymbol('('))
        .findFirst()
        .map(t -> createIndex.substring(t.start()))
        .orElse("");
  }

  private boolean canBeDroppedNatively(TableSql table, String name) {
    ColumnSql column = table.column(name);
    boolean plain =
        column.clauses().stream()
            .allMatch(
                c ->
                    switch (c.kind()) {
                      case NOT_NULL, NULL, DEFAULT, COLLATE -> true;
                      default -> false;
                    });
    return plain
        && schema.own().stream()
            .filter(e -> e.is("view") || e.is("trigger"))
            .noneMatch(e -> SqlScript.mentions(e.sql(), name));
  }

  /** Changes the declared type; SQLite converts the values as the new affinity says. */
  public List<String> setType(String tableName, String columnName, String type) {
    TableSql table = schema.table(tableName);
    ColumnSql column = table.column(columnName);
    boolean countsUp = table.rowidColumn().filter(c -> Names.same(c, columnName)).isPresent();
    boolean otherInteger =
        type.toUpperCase(Locale.ROOT).contains("INT") && !type.equalsIgnoreCase("INTEGER");
    if (countsUp
        && (otherInteger || (table.autoincrement() && !type.equalsIgnoreCase("INTEGER")))) {
      throw new SchemaChangeException(
          "Column '"
              + column.name()
              + "' gives each row its number, which SQLite does for the type INTEGER only; INTEGER"
              + " holds 64 bits. Leave the type as it is.");
    }
    return rebuilt(table, table.withType(columnName, type));
  }

  /** Sets a default, given as what stands behind {@code DEFAULT}. */
  public List<String> setDefault(String tableName, String column, String value) {
    TableSql table = schema.table(tableName);
    return rebuilt(table, table.withDefault(column, value));
  }

  public List<String> dropDefault(String tableName, String column) {
    return setDefault(tableName, column, null);
  }

  /** Demands a value; SQLite refuses when there are rows without one. */
  public List<String> setNotNull(String tableName, String columnName, String constraintName) {
    TableSql table = schema.table(tableName);
    ColumnSql column = table.column(columnName);
    if (column.has(Clause.Kind.NOT_NULL)) {
      return List.of();
    }
    String quoted = Names.quote(column.name());
    if (constraintName == null && !column.has(Clause.Kind.NULL)) {
      return List.of(
          "ALTER TABLE " + Names.quote(table.name()) + " ALTER COLUMN " + quoted + " SET NOT NULL");
    }
    String name = constraintName == null ? "" : "CONSTRAINT " + Names.quote(constraintName) + " ";
    TableSql after =
        table
            .withoutAll(c -> c.kind() == Clause.Kind.NULL && isOn(c, columnName))
            .withColumnClause(columnName, name + "NOT NULL");
    return rebuilt(table, after);
  }

  /** Allows missing values again. */
  public List<String> dropNotNull(String tableName, String columnName) {
    TableSql table = schema.table(tableName);
    Optional<Clause> notNull = table.column(columnName).clause(Clause.Kind.NOT_NULL);
    // The native form also eats a comment before the clause; the rebuild keeps it.
    return notNull.map(clause -> rebuilt(table, table.without(clause))).orElse(List.of());
  }

  static boolean isOn(Clause clause, String column) {
    return clause.columns().size() == 1 && Names.same(clause.columns().get(0), column);
  }

  private List<String> rebuilt(TableSql table, TableSql after) {
    return after.sql().equals(table.sql())
        ? List.of()
        : TableRebuild.of(schema, table, after).statements();
  }
}
