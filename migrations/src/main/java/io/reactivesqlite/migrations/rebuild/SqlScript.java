// SPDX-License-Identifier: Apache-2.0
package io.reactivesqlite.migrations.rebuild;

import java.util.ArrayList;
import java.util.List;

/**
 * Splits SQL into statements as SQLite itself does: a trigger ends where {@code ; END ;} says so.
 */
public final class SqlScript {

  private SqlScript() {}

  /** The statements without their semicolons; what holds only comments is left out. */
  public static List<String> split(String sql) {
    List<String> statements = new ArrayList<>();
    List<Token> current = new ArrayList<>();
    for (Token token : SqlLexer.tokens(sql)) {
      if (token.isSymbol(';') && (!startsTrigger(current) || triggerIsComplete(current))) {
        add(statements, sql, current);
        current.clear();
      } else {
        current.add(token);
      }
    }
    add(statements, sql, current);
    return statements;
  }

  /** The first word of a statement in upper case, or an empty string. */
  public static String verb(String statement) {
    List<Token> tokens = SqlLexer.tokens(statement);
    return tokens.isEmpty() ? "" : tokens.get(0).text().toUpperCase(java.util.Locale.ROOT);
  }

  /** Whether both are the same SQL apart from blanks, comments, and how names are quoted. */
  public static boolean equivalent(String a, String b) {
    return normalized(a).equals(normalized(b));
  }

  /** One form for all SQL that differs only in blanks, comments, and how names are quoted. */
  public static String normalized(String sql) {
    StringBuilder text = new StringBuilder();
    for (Token token : SqlLexer.tokens(sql)) {
      if (text.length() > 0) {
        text.append(' ');
      }
      switch (token.kind()) {
        case WORD -> text.append(Names.fold(token.text()));
        case QUOTED -> text.append(Names.fold(token.name()));
        default -> text.append(token.text());
      }
    }
    return text.toString();
  }

  /** Whether a name is used in a statement, as far as its text can tell. */
  public static boolean mentions(String sql, String name) {
    return sql != null
        && SqlLexer.tokens(sql).stream()
            .filter(t -> t.kind() == Token.Kind.WORD || t.kind() == Token.Kind.QUOTED)
            .anyMatch(t -> Names.same(t.name(), name));
  }

  private static void add(List<String> statements, String sql, List<Token> tokens) {
    if (!tokens.isEmpty()) {
      statements.add(sql.substring(tokens.get(0).start(), tokens.get(tokens.size() - 1).end()));
    }
  }

  private static boolean startsTrigger(List<Token> tokens) {
    if (tokens.size() < 2 || !tokens.get(0).is("CREATE")) {
      return false;
    }
    Token second = tokens.get(1);
    return second.is("TRIGGER")
        || ((second.is("TEMP") || second.is("TEMPORARY"))
            && tokens.size() > 2
            && tokens.get(2).is("TRIGGER"));
  }

  private static boolean triggerIsComplete(List<Token> tokens) {
    int size = tokens.size();
    return tokens.get(size - 1).is("END") && tokens.get(size - 2).isSymbol(';');
  }
}
