// SPDX-License-Identifier: Apache-2.0
package io.reactivesqlite.client.engine;

import io.reactivesqlite.client.engine.SqlTokens.Kind;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * Reads what can be known of an SQL text without a database: where a statement ends, what follows
 * it, which verb it has, which parameters it takes. Meant to be asked once per distinct text.
 */
public final class SqlScanner {

  private SqlScanner() {}

  /**
   * Where the statement starting at {@code from} ends: just after its semicolon, or the text's end.
   * As in {@code sqlite3_prepare}, semicolons before the statement belong to it.
   */
  public static int endOfStatement(String sql, int from) {
    SqlTokens tokens = new SqlTokens(sql, from);
    skipSemicolons(tokens);
    return isTrigger(tokens) ? endOfTrigger(tokens) : endAtSemicolon(tokens);
  }

  /**
   * Where the statement starting at {@code from} ends, or -1 where its semicolon has not come yet:
   * for SQL that arrives in pieces.
   */
  public static int endIfComplete(String sql, int from) {
    SqlTokens tokens = new SqlTokens(sql, from);
    skipSemicolons(tokens);
    int end = isTrigger(tokens) ? endOfTrigger(tokens) : endAtSemicolon(tokens);
    return tokens.kind() == Kind.SEMICOLON ? end : -1;
  }

  /** Whether only white space, comments and semicolons are left from there. */
  public static boolean isBlank(String sql, int from) {
    return skipSemicolons(new SqlTokens(sql, from)) == Kind.END;
  }

  /** What stands after the first statement, or null where that is blank. */
  public static String tail(String sql) {
    SqlTokens rest = new SqlTokens(sql, endOfStatement(sql, 0));
    return skipSemicolons(rest) == Kind.END ? null : sql.substring(rest.start());
  }

  /**
   * Splits a script into its statements; the last one needs no semicolon, blank ones are left out.
   */
  public static List<ScriptStatement> script(String script) {
    List<ScriptStatement> statements = new ArrayList<>();
    int line = 1;
    int counted = 0;
    for (int from = 0; from < script.length(); ) {
      int end = endOfStatement(script, from);
      SqlTokens tokens = new SqlTokens(script, from);
      if (skipSemicolons(tokens) == Kind.END) {
        break;
      }
      int start = tokens.start();
      for (; counted < start; counted++) {
        if (script.charAt(counted) == '\n') {
          line++;
        }
      }
      statements.add(new ScriptStatement(statementText(script, start, end), start, line));
      from = end;
    }
    return statements;
  }

  /** The text from its first statement on, for a word to be put in front. */
  static String withoutLeadingSemicolons(String sql) {
    SqlTokens tokens = new SqlTokens(sql, 0);
    skipSemicolons(tokens);
    return sql.substring(tokens.start());
  }

  /**
   * Whether {@code *} stands for columns somewhere: such a statement may have other columns
   * whenever the schema changes.
   */
  static boolean hasColumnStar(String sql) {
    SqlTokens tokens = new SqlTokens(sql, 0);
    boolean columnMayStart = false;
    for (Kind kind = tokens.next(); kind != Kind.END; kind = tokens.next()) {
      boolean operator = kind == Kind.OPERATOR;
      char c = sql.charAt(tokens.start());
      if (operator && c == '*' && columnMayStart) {
        return true;
      }
      columnMayStart =
          kind == Kind.COMMA
              || (operator && c == '.')
              || tokens.is("SELECT")
              || tokens.is("DISTINCT")
              || tokens.is("ALL")
              || tokens.is("RETURNING");
    }
    return false;
  }

  /** What the first statement sets out to do. */
  public static StatementVerb verb(String sql) {
    SqlTokens tokens = new SqlTokens(sql, 0);
    if (skipSemicolons(tokens) == Kind.END) {
      return StatementVerb.EMPTY;
    }
    return tokens.is("WITH") ? verbAfterCommonTables(tokens) : StatementVerb.of(tokens);
  }

  /** Whether the statement is a PRAGMA, or would be without its EXPLAIN. */
  public static boolean isPragma(String sql) {
    return pragma(sql) != null;
  }

  /**
   * What PRAGMA the statement is, or would be without its EXPLAIN; {@code null} where it is none.
   */
  static StatementProfile.Pragma pragma(String sql) {
    SqlTokens tokens = new SqlTokens(sql, 0);
    skipSemicolons(tokens);
    if (tokens.is("EXPLAIN")) {
      tokens.next();
      if (tokens.is("QUERY")) {
        tokens.next();
        tokens.next();
      }
    }
    if (!tokens.is("PRAGMA")) {
      return null;
    }
    tokens.next();
    String name = unquoted(tokens.text());
    if (tokens.next() == Kind.OPERATOR && tokens.text().equals(".")) {
      tokens.next();
      name = unquoted(tokens.text());
      tokens.next();
    }
    boolean hasValue =
        tokens.kind() == Kind.OPEN || (tokens.kind() == Kind.OPERATOR && tokens.text().equals("="));
    return new StatementProfile.Pragma(name.toLowerCase(Locale.ROOT), hasValue);
  }

  private static String unquoted(String name) {
    boolean quoted = name.length() > 1 && "\"'`[".indexOf(name.charAt(0)) >= 0;
    return quoted ? name.substring(1, name.length() - 1) : name;
  }

  /** The parameters of the first statement. */
  public static Parameters parameters(String sql) {
    return Parameters.of(new SqlTokens(sql, 0), endOfStatement(sql, 0));
  }

  private static Kind skipSemicolons(SqlTokens tokens) {
    Kind kind = tokens.next();
    while (kind == Kind.SEMICOLON) {
      kind = tokens.next();
    }
    return kind;
  }

  private static int endAtSemicolon(SqlTokens tokens) {
    while (tokens.kind() != Kind.SEMICOLON && tokens.kind() != Kind.END) {
      tokens.next();
    }
    return tokens.end();
  }

  /** Leaves the tokens at TRIGGER, or at the word that says that this is no trigger. */
  private static boolean isTrigger(SqlTokens tokens) {
    if (tokens.is("EXPLAIN")) {
      tokens.next();
      if (tokens.is("QUERY")) {
        tokens.next();
        tokens.next();
      }
    }
    if (!tokens.is("CREATE")) {
      return false;
    }
    tokens.next();
    if (tokens.is("TEMP") || tokens.is("TEMPORARY")) {
      tokens.next();
    }
    return tokens.is("TRIGGER");
  }

  /**
   * A statement in a trigger's body always ends with a semicolon and never starts with END, so the
   * END after a semicolon is the body's, whatever CASE … END or columns named "end" came before.
   */
  private static int endOfTrigger(SqlTokens tokens) {
    boolean inBody = false;
    boolean statementMayStart = false;
    while (tokens.kind() != Kind.END) {
      if (tokens.kind() == Kind.SEMICOLON) {
        if (!inBody) {
          return tokens.end();
        }
        statementMayStart = true;
      } else if (statementMayStart && tokens.is("END")) {
        return endAtSemicolon(tokens);
      } else if (!inBody && tokens.is("BEGIN")) {
        inBody = true;
        statementMayStart = true;
      } else {
        statementMayStart = false;
      }
      tokens.next();
    }
    return tokens.end();
  }

  /**
   * {@code WITH name (columns) AS (select), … verb}: at depth 0 a closing parenthesis is followed
   * by AS, by a comma or by the verb. Looking for the verb's word alone would be fooled by a table
   * named "replace".
   */
  private static StatementVerb verbAfterCommonTables(SqlTokens tokens) {
    int depth = 0;
    boolean afterParenthesis = false;
    while (true) {
      Kind kind = tokens.next();
      if (kind == Kind.END || (kind == Kind.SEMICOLON && depth == 0)) {
        return StatementVerb.OTHER;
      }
      if (kind == Kind.OPEN) {
        depth++;
      } else if (kind == Kind.CLOSE) {
        depth--;
      } else if (afterParenthesis && kind != Kind.COMMA && !tokens.is("AS")) {
        return StatementVerb.of(tokens);
      }
      afterParenthesis = kind == Kind.CLOSE && depth == 0;
    }
  }

  /** The statement up to its last token, without the semicolon that ends it. */
  private static String statementText(String script, int start, int end) {
    SqlTokens tokens = new SqlTokens(script, start);
    int lastEnd = start;
    while (tokens.next() != Kind.END && tokens.start() < end) {
      if (tokens.kind() != Kind.SEMICOLON || tokens.end() < end) {
        lastEnd = tokens.end();
      }
    }
    return script.substring(start, lastEnd);
  }

  /** Whether the two words stand side by side. */
  static boolean hasWords(String sql, String first, String second) {
    SqlTokens tokens = new SqlTokens(sql, 0);
    boolean firstSeen = false;
    while (tokens.next() != Kind.END) {
      if (firstSeen && tokens.is(second)) {
        return true;
      }
      firstSeen = tokens.is(first);
    }
    return false;
  }

  /** The words of a statement, in lower case, without their quotes. */
  static List<String> words(String sql) {
    List<String> words = new ArrayList<>();
    SqlTokens tokens = new SqlTokens(sql, 0);
    while (tokens.next() != Kind.END) {
      if (tokens.kind() == Kind.WORD || tokens.kind() == Kind.QUOTED) {
        String word = sql.substring(tokens.start(), tokens.end()).toLowerCase(Locale.ROOT);
        words.add(tokens.kind() == Kind.WORD ? word : word.substring(1, word.length() - 1));
      }
    }
    return words;
  }
}
