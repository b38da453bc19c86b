// SPDX-License-Identifier: Apache-2.0
package io.reactivesqlite.hibernate.sql;

import org.hibernate.sql.ast.spi.AbstractSqlAstTranslator;
import org.hibernate.sql.ast.tree.expression.Expression;
import org.hibernate.sql.ast.tree.expression.Literal;
import org.hibernate.sql.ast.tree.predicate.LikePredicate;

/**
 * A case sensitive LIKE. SQLite's own folds the case of ASCII letters and only a deprecated PRAGMA
 * changes that; GLOB does not, and with a literal that starts with letters it uses an index. So the
 * pattern is rewritten: here for a literal, inside SQL for anything else.
 */
final class GlobPattern {
  private static final String PERCENT = "char(1)";
  private static final String UNDERSCORE = "char(2)";
  private static final String ESCAPE = "char(3)";

  private final AbstractSqlAstTranslator<?> translator;

  GlobPattern(AbstractSqlAstTranslator<?> translator) {
    this.translator = translator;
  }

  void render(LikePredicate predicate) {
    predicate.getMatchExpression().accept(translator);
    translator.appendSql(predicate.isNegated() ? " not glob " : " glob ");
    final Expression pattern = predicate.getPattern();
    final Expression escape = predicate.getEscapeCharacter();
    if (text(pattern) != null && (escape == null || escapeCharacter(escape) != null)) {
      translator.appendSingleQuoteEscapedString(
          translate(text(pattern), escape == null ? null : escapeCharacter(escape)));
    } else {
      renderTranslation(pattern, escape);
    }
  }

  private static String text(Expression expression) {
    return expression instanceof Literal literal
            && literal.getLiteralValue() instanceof String string
        ? string
        : null;
  }

  private static Character escapeCharacter(Expression expression) {
    if (expression instanceof Literal literal) {
      if (literal.getLiteralValue() instanceof Character character) {
        return character;
      }
      if (literal.getLiteralValue() instanceof String string && string.length() == 1) {
        return string.charAt(0);
      }
    }
    return null;
  }

  static String translate(String like, Character escape) {
    final StringBuilder glob = new StringBuilder(like.length() + 8);
    for (int i = 0; i < like.length(); i++) {
      final char c = like.charAt(i);
      if (escape != null && c == escape && i + 1 < like.length()) {
        literal(glob, like.charAt(++i));
      } else if (c == '%') {
        glob.append('*');
      } else if (c == '_') {
        glob.append('?');
      } else {
        literal(glob, c);
      }
    }
    return glob.toString();
  }

  private static void literal(StringBuilder glob, char c) {
    if (c == '*' || c == '?' || c == '[') {
      glob.append('[').append(c).append(']');
    } else {
      glob.append(c);
    }
  }

  private void renderTranslation(Expression pattern, Expression escape) {
    final int restored = escape == null ? 0 : 3;
    translator.appendSql("replace(".repeat(5 + restored + restored));
    pattern.accept(translator);
    if (escape != null) {
      protect(escape, null, ESCAPE);
      protect(escape, "%", PERCENT);
      protect(escape, "_", UNDERSCORE);
    }
    translator.appendSql(",'[','[[]'),'*','[*]'),'?','[?]'),'%','*'),'_','?')");
    if (escape != null) {
      translator.appendSql("," + UNDERSCORE + ",'_')," + PERCENT + ",'%')," + ESCAPE + ",");
      escape.accept(translator);
      translator.appendSql(")");
    }
  }

  /** Puts what follows the escape character out of reach of the rewriting. */
  private void protect(Expression escape, String character, String placeholder) {
    translator.appendSql(",");
    escape.accept(translator);
    translator.appendSql("||");
    if (character == null) {
      escape.accept(translator);
    } else {
      translator.appendSql("'" + character + "'");
    }
    translator.appendSql("," + placeholder + ")");
  }
}
