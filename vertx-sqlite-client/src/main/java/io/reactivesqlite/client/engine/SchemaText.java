// SPDX-License-Identifier: Apache-2.0
package io.reactivesqlite.client.engine;

import io.reactivesqlite.client.engine.SqlTokens.Kind;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/**
 * What only the text in {@code sqlite_schema} says, and no PRAGMA: checks, collations of columns,
 * expressions, names and deferrability of foreign keys. The text was accepted by SQLite, so it is
 * read without looking for mistakes.
 */
public final class SchemaText {

  private static final Set<String> TABLE_CONSTRAINTS =
      Set.of("CONSTRAINT", "PRIMARY", "UNIQUE", "CHECK", "FOREIGN");

  /**
   * A table's text.
   *
   * @param columns by name in lower case
   * @param foreignKeys in the order in which they are written
   */
  public record TableText(
      Map<String, ColumnText> columns,
      List<CheckText> checks,
      List<ForeignKeyText> foreignKeys,
      boolean autoincrement) {}

  /**
   * A column's text; each may be null.
   *
   * @param expression of a generated column
   */
  public record ColumnText(String collation, String expression) {}

  /**
   * A check's text.
   *
   * @param column where it is written, or null
   */
  public record CheckText(String name, String expression, String column) {}

  /** A foreign key's text. */
  public record ForeignKeyText(String name, boolean deferrable, boolean initiallyDeferred) {}

  /**
   * An index's text.
   *
   * @param terms what it is sorted by, without collation and direction
   * @param where its condition, or null
   */
  public record IndexText(List<String> terms, String where) {}

  /**
   * A trigger's text.
   *
   * @param timing BEFORE, AFTER or INSTEAD
   * @param event INSERT, UPDATE or DELETE
   */
  public record TriggerText(String timing, String event) {}

  private final String sql;
  private final SqlTokens tokens;

  private SchemaText(String sql) {
    this.sql = sql;
    this.tokens = new SqlTokens(sql, 0);
  }

  /** Reads a CREATE TABLE. */
  public static TableText table(String sql) {
    return new SchemaText(sql).readTable();
  }

  /** Reads a CREATE INDEX. */
  public static IndexText index(String sql) {
    return new SchemaText(sql).readIndex();
  }

  /** Reads the head of a CREATE TRIGGER. */
  public static TriggerText trigger(String sql) {
    SqlTokens tokens = new SqlTokens(sql, 0);
    String timing = "BEFORE";
    // CREATE TRIGGER name: the name may be a word such as "after".
    while (tokens.next() != Kind.END && !tokens.is("TRIGGER")) {}
    tokens.next();
    if (tokens.is("IF")) {
      for (int i = 0; i < 3; i++) {
        tokens.next();
      }
    }
    while (tokens.next() != Kind.END) {
      for (String word : new String[] {"BEFORE", "AFTER", "INSTEAD"}) {
        if (tokens.is(word)) {
          timing = word;
        }
      }
      for (String word : new String[] {"INSERT", "UPDATE", "DELETE"}) {
        if (tokens.is(word)) {
          return new TriggerText(timing, word);
        }
      }
    }
    throw new IllegalArgumentException("no trigger: " + sql);
  }

  /** The module of a CREATE VIRTUAL TABLE. */
  public static String module(String sql) {
    SqlTokens tokens = new SqlTokens(sql, 0);
    while (tokens.next() != Kind.END) {
      if (tokens.is("USING")) {
        tokens.next();
        return unquoted(tokens.text());
      }
    }
    return null;
  }

  private TableText readTable() {
    Map<String, ColumnText> columns = new LinkedHashMap<>();
    List<CheckText> checks = new ArrayList<>();
    List<ForeignKeyText> foreignKeys = new ArrayList<>();
    boolean autoincrement = false;
    String column = null;
    String name = null;
    boolean itemStarts = true;
    boolean not = false;
    skipTo(Kind.OPEN);
    while (tokens.next() != Kind.END && tokens.kind() != Kind.CLOSE) {
      if (itemStarts) {
        itemStarts = false;
        name = null;
        if (!startsTableConstraint()) {
          column = unquoted(tokens.text());
          columns.put(column.toLowerCase(Locale.ROOT), new ColumnText(null, null));
          continue;
        }
        column = null;
      }
      boolean wasNot = not;
      not = false;
      if (tokens.kind() == Kind.COMMA) {
        itemStarts = true;
      } else if (tokens.is("CONSTRAINT")) {
        tokens.next();
        name = unquoted(tokens.text());
      } else if (tokens.is("CHECK")) {
        tokens.next();
        checks.add(new CheckText(name, group(), column));
        name = null;
      } else if (tokens.is("COLLATE")) {
        tokens.next();
        String collation = unquoted(tokens.text());
        columns.computeIfPresent(key(column), (k, c) -> new ColumnText(collation, c.expression()));
      } else if (tokens.is("AS")) {
        tokens.next();
        String expression = group();
        columns.computeIfPresent(key(column), (k, c) -> new ColumnText(c.collation(), expression));
      } else if (tokens.is("SET")) {
        // ON DELETE SET DEFAULT is followed by no value.
        tokens.next();
      } else if (tokens.is("DEFAULT")) {
        skipValue();
      } else if (tokens.is("REFERENCES")) {
        tokens.next();
        foreignKeys.add(new ForeignKeyText(name, false, false));
        name = null;
      } else if (tokens.is("DEFERRABLE")) {
        boolean deferrable = !wasNot;
        replaceLast(foreignKeys, deferrable, false);
      } else if (tokens.is("DEFERRED")) {
        replaceLast(foreignKeys, last(foreignKeys).deferrable(), last(foreignKeys).deferrable());
      } else if (tokens.is("AUTOINCREMENT")) {
        autoincrement = true;
      } else if (tokens.is("NOT")) {
        not = true;
      } else if (tokens.kind() == Kind.OPEN) {
        group();
      }
    }
    return new TableText(columns, checks, foreignKeys, autoincrement);
  }

  private boolean startsTableConstraint() {
    return tokens.kind() == Kind.WORD
        && TABLE_CONSTRAINTS.contains(tokens.text().toUpperCase(Locale.ROOT));
  }

  private static String key(String column) {
    return column == null ? "" : column.toLowerCase(Locale.ROOT);
  }

  private static ForeignKeyText last(List<ForeignKeyText> foreignKeys) {
    return foreignKeys.get(foreignKeys.size() - 1);
  }

  private static void replaceLast(
      List<ForeignKeyText> foreignKeys, boolean deferrable, boolean deferred) {
    foreignKeys.set(
        foreignKeys.size() - 1, new ForeignKeyText(last(foreignKeys).name(), deferrable, deferred));
  }

  private void skipTo(Kind kind) {
    while (tokens.next() != Kind.END && tokens.kind() != kind) {}
  }

  /** What is between the parenthesis on which the tokens stand and the one that closes it. */
  private String group() {
    int from = tokens.end();
    int depth = 1;
    while (depth > 0 && tokens.next() != Kind.END) {
      if (tokens.kind() == Kind.OPEN) {
        depth++;
      } else if (tokens.kind() == Kind.CLOSE) {
        depth--;
      }
    }
    return sql.substring(from, tokens.start()).strip();
  }

  /** A literal, one with a sign, a word, or an expression in parentheses. */
  private void skipValue() {
    tokens.next();
    if (tokens.kind() == Kind.OPEN) {
      group();
    } else if (tokens.kind() == Kind.OPERATOR) {
      tokens.next();
    }
  }

  private IndexText readIndex() {
    List<String> terms = new ArrayList<>();
    skipTo(Kind.OPEN);
    int from = tokens.end();
    int depth = 1;
    while (depth > 0 && tokens.next() != Kind.END) {
      if (tokens.kind() == Kind.OPEN) {
        depth++;
      } else if (tokens.kind() == Kind.CLOSE) {
        depth--;
      }
      if (depth == 0 || (depth == 1 && tokens.kind() == Kind.COMMA)) {
        terms.add(term(sql.substring(from, tokens.start())));
        from = tokens.end();
      }
    }
    tokens.next();
    String where = tokens.is("WHERE") ? sql.substring(tokens.end()).strip() : null;
    return new IndexText(terms, where);
  }

  /** The term without its direction and its outermost collation. */
  private static String term(String text) {
    SqlTokens tokens = new SqlTokens(text, 0);
    int end = 0;
    int depth = 0;
    while (tokens.next() != Kind.END) {
      if (tokens.kind() == Kind.OPEN) {
        depth++;
      } else if (tokens.kind() == Kind.CLOSE) {
        depth--;
      }
      if (depth == 0 && (tokens.is("COLLATE") || tokens.is("ASC") || tokens.is("DESC"))) {
        break;
      }
      end = tokens.end();
    }
    return text.substring(0, end).strip();
  }

  private static String unquoted(String name) {
    char first = name.charAt(0);
    if (first == '[') {
      return name.substring(1, name.length() - 1);
    }
    if (first == '"' || first == '`' || first == '\'') {
      String quote = String.valueOf(first);
      return name.substring(1, name.length() - 1).replace(quote + quote, quote);
    }
    return name;
  }
}
