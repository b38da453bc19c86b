// SPDX-License-Identifier: Apache-2.0
package io.reactivesqlite.hibernate.functions;

import java.util.List;
import org.hibernate.dialect.function.FormatFunction;
import org.hibernate.metamodel.model.domain.ReturnableType;
import org.hibernate.query.sqm.produce.function.internal.PatternRenderer;
import org.hibernate.sql.ast.SqlAstTranslator;
import org.hibernate.sql.ast.spi.SqlAppender;
import org.hibernate.sql.ast.tree.SqlAstNode;
import org.hibernate.sql.ast.tree.expression.Format;
import org.hibernate.sql.ast.tree.expression.Literal;
import org.hibernate.type.spi.TypeConfiguration;

/** {@code format(datetime as 'pattern')}, with the letters of Java's DateTimeFormatter. */
final class DateFormatFunction extends FormatFunction {

  DateFormatFunction(TypeConfiguration types) {
    super("strftime", false, false, types);
  }

  @Override
  public void render(
      SqlAppender sql,
      List<? extends SqlAstNode> arguments,
      ReturnableType<?> returnType,
      SqlAstTranslator<?> translator) {
    final SqlAstNode format = arguments.get(1);
    final String pattern =
        format instanceof Format written
            ? written.getFormat()
            : (String) ((Literal) format).getLiteralValue();
    new PatternRenderer(DatePattern.translate(pattern)).render(sql, arguments, translator);
  }
}
