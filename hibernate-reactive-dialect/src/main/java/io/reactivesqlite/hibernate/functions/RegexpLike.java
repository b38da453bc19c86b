// SPDX-License-Identifier: Apache-2.0
package io.reactivesqlite.hibernate.functions;

import java.util.List;
import org.hibernate.dialect.function.AbstractRegexpLikeFunction;
import org.hibernate.metamodel.model.domain.ReturnableType;
import org.hibernate.sql.ast.SqlAstTranslator;
import org.hibernate.sql.ast.spi.SqlAppender;
import org.hibernate.sql.ast.tree.SqlAstNode;
import org.hibernate.type.spi.TypeConfiguration;

/**
 * Regular expressions by SQLite's REGEXP operator, which calls a function that the connection must
 * have: the reactive connections of this module get one, over JDBC it is the application's task.
 */
final class RegexpLike extends AbstractRegexpLikeFunction {

  RegexpLike(TypeConfiguration types) {
    super(types);
  }

  @Override
  public void render(
      SqlAppender sql,
      List<? extends SqlAstNode> arguments,
      ReturnableType<?> returnType,
      SqlAstTranslator<?> translator) {
    sql.appendSql('(');
    arguments.get(0).accept(translator);
    sql.appendSql(" regexp ");
    if (arguments.size() > 2) {
      sql.appendSql("('(?'||");
      arguments.get(2).accept(translator);
      sql.appendSql("||')'||");
      arguments.get(1).accept(translator);
      sql.appendSql(')');
    } else {
      arguments.get(1).accept(translator);
    }
    sql.appendSql(')');
  }
}
