// SPDX-License-Identifier: Apache-2.0
package io.reactivesqlite.migrations.rebuild;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** Reads the text of a {@code CREATE TABLE} as SQLite keeps it in {@code sqlite_schema}. */
final class TableParser {

  private static final Set<String> TABLE_CONSTRAINTS =
      Set.of("CONSTRAINT", "PRIMARY", "UNIQUE", "CHECK", "FOREIGN");

  private final String sql;
  private final List<Token> tokens;
  private int at;

  TableParser(String sql) {
    this.sql = sql;
    this.tokens = SqlLexer.tokens(sql);
  }

  TableSql parse() {
    expect("CREATE");
    if (peek().is("TEMP") || peek().is("TEMPORARY")) {
      at++;
    }
    expect("TABLE");
    if (peek().is("IF")) {
      at += 3;
    }
    Token name = nextName();
    if (peek().isSymbol('.')) {
      at++;
      name = nextName();
    }
    Token open = next();
    if (!open.isSymbol('(')) {
      throw unreadable("a list of columns was expected");
    }
    List<ColumnSql> columns = new ArrayList<>();
    List<Clause> constraints = new ArrayList<>();
    while (!peek().isSymbol(')')) {
      if (peek().isSymbol(',')) {
        at++;
      } else if (startsTableConstraint()) {
        constraints.add(tableConstraint());
      } else {
        columns.add(column());
      }
    }
    at++;
    boolean strict = false;
    boolean withoutRowid = false;
    for (; at < tokens.size(); at++) {
      strict |= tokens.get(at).is("STRICT");
      withoutRowid |= tokens.get(at).is("WITHOUT");
    }
    return new TableSql(sql, name, columns, constraints, strict, withoutRowid);
  }

  private boolean startsTableConstraint() {
    Token token = peek();
    return token.kind() == Token.Kind.WORD
        && TABLE_CONSTRAINTS.contains(token.text().toUpperCase(java.util.Locale.ROOT));
  }

  private ColumnSql column() {
    Token name = nextName();
    int typeStart = at;
    while (!atEndOfElement() && !startsColumnClause()) {
      skipOne();
    }
    int typeEnd = at == typeStart ? name.end() : before().end();
    String type =
        at == typeStart ? "" : sql.substring(tokens.get(typeStart).start(), before().end());
    List<Clause> clauses = new ArrayList<>();
    while (!atEndOfElement()) {
      clauses.add(columnClause(name.name()));
    }
    return new ColumnSql(
        name.name(), name.start(), name.end(), typeEnd, before().end(), type, clauses);
  }

  private boolean startsColumnClause() {
    Token t = peek();
    return t.is("CONSTRAINT")
        || t.is("PRIMARY")
        || t.is("NOT")
        || t.is("NULL")
        || t.is("UNIQUE")
        || t.is("CHECK")
        || t.is("DEFAULT")
        || t.is("COLLATE")
        || t.is("REFERENCES")
        || t.is("AS")
        || (t.is("GENERATED") && at + 1 < tokens.size() && tokens.get(at + 1).is("ALWAYS"));
  }

  private Clause columnClause(String column) {
    int start = peek().start();
    String name = optionalName();
    Token first = next();
    Clause.Kind kind;
    String parent = null;
    List<String> parentColumns = List.of();
    if (first.is("PRIMARY")) {
      kind = Clause.Kind.PRIMARY_KEY;
    } else if (first.is("NOT")) {
      kind = Clause.Kind.NOT_NULL;
      at++;
    } else if (first.is("NULL")) {
      kind = Clause.Kind.NULL;
    } else if (first.is("UNIQUE")) {
      kind = Clause.Kind.UNIQUE;
    } else if (first.is("CHECK")) {
      kind = Clause.Kind.CHECK;
      skipOne();
    } else if (first.is("DEFAULT")) {
      kind = Clause.Kind.DEFAULT;
      if (peek().isSymbol('+') || peek().isSymbol('-')) {
        at++;
      }
      skipOne();
    } else if (first.is("COLLATE")) {
      kind = Clause.Kind.COLLATE;
      at++;
    } else if (first.is("REFERENCES")) {
      kind = Clause.Kind.FOREIGN_KEY;
      parent = nextName().name();
      parentColumns = optionalColumns();
    } else if (first.is("GENERATED") || first.is("AS")) {
      kind = Clause.Kind.GENERATED;
      at += first.is("GENERATED") ? 2 : 0;
      skipOne();
    } else {
      throw unreadable("'" + first.text() + "' was not expected in column '" + column + "'");
    }
    while (!atEndOfElement() && !startsColumnClause() || notDeferrable()) {
      skipOne();
      if (before().is("SET") && !atEndOfElement()) {
        at++; // SET NULL and SET DEFAULT are actions, not clauses of their own
      }
    }
    int end = before().end();
    return new Clause(
        kind, name, start, end, List.of(column), parent, parentColumns, sql.substring(start, end));
  }

  private boolean notDeferrable() {
    return !atEndOfElement() && peek().is("NOT") && tokens.get(at + 1).is("DEFERRABLE");
  }

  private Clause tableConstraint() {
    int start = peek().start();
    String name = optionalName();
    Token first = next();
    Clause.Kind kind;
    List<String> columns = List.of();
    String parent = null;
    List<String> parentColumns = List.of();
    if (first.is("PRIMARY")) {
      kind = Clause.Kind.PRIMARY_KEY;
      at++;
      columns = optionalColumns();
    } else if (first.is("UNIQUE")) {
      kind = Clause.Kind.UNIQUE;
      columns = optionalColumns();
    } else if (first.is("CHECK")) {
      kind = Clause.Kind.CHECK;
      skipOne();
    } else if (first.is("FOREIGN")) {
      kind = Clause.Kind.FOREIGN_KEY;
      at++;
      columns = optionalColumns();
      expect("REFERENCES");
      parent = nextName().name();
      parentColumns = optionalColumns();
    } else {
      throw unreadable("'" + first.text() + "' was not expected as a table constraint");
    }
    while (!atEndOfElement() && !startsTableConstraint()) {
      skipOne();
    }
    int end = before().end();
    return new Clause(
        kind, name, start, end, columns, parent, parentColumns, sql.substring(start, end));
  }

  private String optionalName() {
    if (!peek().is("CONSTRAINT")) {
      return null;
    }
    at++;
    return nextName().name();
  }

  /** The first name of each element of a list in parentheses, if one follows. */
  private List<String> optionalColumns() {
    if (atEndOfElement() || !peek().isSymbol('(')) {
      return List.of();
    }
    List<String> columns = new ArrayList<>();
    at++;
    boolean first = true;
    while (!peek().isSymbol(')')) {
      if (peek().isSymbol(',')) {
        first = true;
        at++;
      } else {
        if (first && peek().isName()) {
          columns.add(peek().name());
        }
        first = false;
        skipOne();
      }
    }
    at++;
    return columns;
  }

  private boolean atEndOfElement() {
    return peek().isSymbol(',') || peek().isSymbol(')');
  }

  /** One token, or everything from a parenthesis to the one that closes it. */
  private void skipOne() {
    int depth = 0;
    do {
      Token token = next();
      depth += token.isSymbol('(') ? 1 : token.isSymbol(')') ? -1 : 0;
    } while (depth > 0);
  }

  private Token nextName() {
    Token token = next();
    if (!token.isName()) {
      throw unreadable("a name was expected instead of '" + token.text() + "'");
    }
    return token;
  }

  private void expect(String keyword) {
    if (!next().is(keyword)) {
      throw unreadable(keyword + " was expected");
    }
  }

  private Token before() {
    return tokens.get(at - 1);
  }

  private Token peek() {
    if (at >= tokens.size()) {
      throw unreadable("it ends too early");
    }
    return tokens.get(at);
  }

  private Token next() {
    Token token = peek();
    at++;
    return token;
  }

  private SchemaChangeException unreadable(String why) {
    return new SchemaChangeException(
        "The text of this CREATE TABLE cannot be read: " + why + ". Text: " + sql);
  }
}
