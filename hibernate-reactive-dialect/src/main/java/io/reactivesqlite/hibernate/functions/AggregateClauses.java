// SPDX-License-Identifier: Apache-2.0
package io.reactivesqlite.hibernate.functions;

import java.util.List;
import org.hibernate.sql.ast.Clause;
import org.hibernate.sql.ast.SqlAstTranslator;
import org.hibernate.sql.ast.spi.SqlAppender;
import org.hibernate.sql.ast.tree.predicate.Predicate;
import org.hibernate.sql.ast.tree.select.SortSpecification;

/** What follows the argument of an aggregate function. */
final class AggregateClauses {

  private AggregateClauses() {}

  static void order(
      SqlAppender sql, List<SortSpecification> order, SqlAstTranslator<?> translator) {
    if (order == null || order.isEmpty()) {
      return;
    }
    translator.getCurrentClauseStack().push(Clause.WITHIN_GROUP);
    String separator = " order by ";
    for (SortSpecification specification : order) {
      sql.appendSql(separator);
      specification.accept(translator);
      separator = ",";
    }
    translator.getCurrentClauseStack().pop();
  }

  static void filter(SqlAppender sql, Predicate filter, SqlAstTranslator<?> translator) {
    if (filter == null) {
      return;
    }
    translator.getCurrentClauseStack().push(Clause.WHERE);
    sql.appendSql(" filter (where ");
    filter.accept(translator);
    sql.appendSql(')');
    translator.getCurrentClauseStack().pop();
  }
}
