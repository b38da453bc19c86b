// SPDX-License-Identifier: Apache-2.0
package io.reactivesqlite.migrations.autogenerate;

import io.reactivesqlite.migrations.rebuild.Clause;
import io.reactivesqlite.migrations.rebuild.ColumnSql;
import io.reactivesqlite.migrations.rebuild.IndexSql;
import io.reactivesqlite.migrations.rebuild.Names;
import io.reactivesqlite.migrations.rebuild.Schema;
import io.reactivesqlite.migrations.rebuild.SqlScript;
import io.reactivesqlite.migrations.rebuild.TableSql;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * What a table means, freed from how it is written: two tables with equal shapes hold and refuse
 * the same rows.
 *
 * @param columns by folded name: type affinity, nullability, default, collation, generation
 * @param primaryKey its columns in order, with AUTOINCREMENT and whether it is the rowid
 * @param rules unique keys, foreign keys and checks
 * @param options STRICT and WITHOUT ROWID
 * @param indexes definitions of indexes that are no unique keys, with a name of one that has it
 */
record TableShape(
    Map<String, String> columns,
    String primaryKey,
    Set<String> rules,
    String options,
    Map<String, String> indexes) {

  static TableShape of(Schema schema, String table) {
    TableSql sql = schema.table(table);
    Set<String> rules = new TreeSet<>();
    sql.clauses(Clause.Kind.UNIQUE).forEach(unique -> rules.add(unique(unique.columns())));
    sql.clauses(Clause.Kind.CHECK).forEach(check -> rules.add(SqlScript.normalized(check.body())));
    sql.clauses(Clause.Kind.FOREIGN_KEY).forEach(key -> rules.add(foreignKey(schema, key)));
    Map<String, String> indexes = new TreeMap<>();
    for (Schema.Entry index : schema.of(table, "index")) {
      IndexSql parsed = IndexSql.parse(index.sql());
      if (isUniqueKey(parsed)) {
        rules.add(unique(parsed.parts().stream().map(IndexSql.Part::text).toList()));
      } else {
        indexes.put(index(parsed), index.name());
      }
    }
    return new TableShape(
        columns(sql),
        primaryKey(sql),
        rules,
        (sql.strict() ? "strict " : "") + (sql.withoutRowid() ? "without rowid" : ""),
        indexes);
  }

  /** Whether an index says what a UNIQUE constraint would. */
  static boolean isUniqueKey(IndexSql index) {
    return index.unique()
        && index.where() == null
        && index.parts().stream().noneMatch(part -> part.expression() || part.collation() != null);
  }

  /** What an index means. */
  static String index(IndexSql index) {
    return (index.unique() ? "unique index (" : "index (")
        + index.parts().stream()
            .map(
                part ->
                    SqlScript.normalized(part.text())
                        + (part.collation() == null
                            ? ""
                            : " collate " + Names.fold(part.collation()))
                        + (part.descending() ? " desc" : ""))
            .collect(Collectors.joining(", "))
        + ")"
        + (index.where() == null ? "" : " where " + SqlScript.normalized(index.where()));
  }

  /** What a unique key means, whether a constraint or an index says it. */
  static String unique(List<String> columns) {
    return "unique " + columns.stream().map(Names::fold).sorted().toList();
  }

  /** How this differs from what is wanted, for people. */
  List<String> differences(TableShape wanted) {
    List<String> differences = new ArrayList<>();
    columns.forEach(
        (name, is) -> {
          String shall = wanted.columns.get(name);
          if (shall == null) {
            differences.add("column " + name + " is too much");
          } else if (!shall.equals(is)) {
            differences.add("column %s is %s, and shall be %s".formatted(name, is, shall));
          }
        });
    wanted.columns.keySet().stream()
        .filter(name -> !columns.containsKey(name))
        .forEach(name -> differences.add("column " + name + " is missing"));
    if (!primaryKey.equals(wanted.primaryKey)) {
      differences.add(
          "the primary key is %s, and shall be %s".formatted(primaryKey, wanted.primaryKey));
    }
    if (!options.equals(wanted.options)) {
      differences.add("it is \"%s\", and shall be \"%s\"".formatted(options, wanted.options));
    }
    compare(rules, wanted.rules, differences);
    compare(indexes.keySet(), wanted.indexes.keySet(), differences);
    return differences;
  }

  /** Whether everything but the indexes agrees. */
  boolean sameTable(TableShape wanted) {
    return columns.equals(wanted.columns)
        && primaryKey.equals(wanted.primaryKey)
        && options.equals(wanted.options)
        && rules.equals(wanted.rules);
  }

  private static void compare(Set<String> is, Set<String> shall, List<String> differences) {
    is.stream()
        .filter(each -> !shall.contains(each))
        .forEach(each -> differences.add(each + " is too much"));
    shall.stream()
        .filter(each -> !is.contains(each))
        .forEach(each -> differences.add(each + " is missing"));
  }

  private static Map<String, String> columns(TableSql table) {
    String rowid = table.rowidColumn().map(Names::fold).orElse(null);
    Map<String, String> columns = new LinkedHashMap<>();
    for (ColumnSql column : table.columns()) {
      String name = Names.fold(column.name());
      StringBuilder text = new StringBuilder(affinity(column.type()));
      // The rowid is never null, whether it says so or not.
      if (column.has(Clause.Kind.NOT_NULL) || name.equals(rowid)) {
        text.append(" not null");
      }
      column
          .clause(Clause.Kind.DEFAULT)
          .map(clause -> SqlScript.normalized(withoutBrackets(clause.body())))
          .filter(value -> !value.equals("default null"))
          .ifPresent(value -> text.append(' ').append(value));
      column
          .clause(Clause.Kind.COLLATE)
          .map(clause -> SqlScript.normalized(clause.body()))
          .filter(value -> !value.equals("collate binary"))
          .ifPresent(value -> text.append(' ').append(value));
      column
          .clause(Clause.Kind.GENERATED)
          .ifPresent(clause -> text.append(' ').append(generated(clause)));
      columns.put(name, text.toString());
    }
    return columns;
  }

  private static String generated(Clause clause) {
    String text = SqlScript.normalized(clause.body()).replaceFirst("^generated always ", "");
    return text.endsWith(" stored") || text.endsWith(" virtual") ? text : text + " virtual";
  }

  private static String withoutBrackets(String defaultClause) {
    return defaultClause.replaceFirst("(?is)^default\\s*\\((.*)\\)\\s*$", "default $1");
  }

  private static String primaryKey(TableSql table) {
    return table
        .primaryKey()
        .map(
            key ->
                key.columns().stream().map(Names::fold).toList()
                    + (table.rowidColumn().isPresent() ? " rowid" : "")
                    + (table.autoincrement() ? " autoincrement" : ""))
        .orElse("none");
  }

  private static String foreignKey(Schema schema, Clause key) {
    List<String> parents = key.parentColumns();
    if (parents.isEmpty() && schema.has("table", key.parentTable())) {
      parents = schema.table(key.parentTable()).primaryKey().map(Clause::columns).orElse(parents);
    }
    String text = SqlScript.normalized(key.body());
    StringBuilder actions = new StringBuilder();
    for (String event : List.of("delete", "update")) {
      for (String action : List.of("cascade", "set null", "set default", "restrict")) {
        if (text.contains("on " + event + " " + action)) {
          actions.append(" on ").append(event).append(' ').append(action);
        }
      }
    }
    if (text.contains("deferrable initially deferred") && !text.contains("not deferrable")) {
      actions.append(" deferred");
    }
    return "foreign key %s to %s %s%s"
        .formatted(
            key.columns().stream().map(Names::fold).toList(),
            Names.fold(key.parentTable()),
            parents.stream().map(Names::fold).toList(),
            actions);
  }

  /** SQLite's own rule, https://www.sqlite.org/datatype3.html#determination_of_column_affinity. */
  static String affinity(String type) {
    String upper = type.toUpperCase(Locale.ROOT);
    if (upper.contains("INT")) {
      return "integer";
    }
    if (upper.contains("CHAR") || upper.contains("CLOB") || upper.contains("TEXT")) {
      return "text";
    }
    if (upper.contains("BLOB") || upper.isBlank()) {
      return "blob";
    }
    return upper.contains("REAL") || upper.contains("FLOA") || upper.contains("DOUB")
        ? "real"
        : "numeric";
  }
}
