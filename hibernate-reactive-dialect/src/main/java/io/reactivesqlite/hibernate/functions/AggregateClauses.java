// SPDX-License-Identifier: Apache-2.0
package io.reactivesqlite.hibernate.functions;

import java.util.List;
import org.hibernate.sql.ast.Clause;
import org.hibernate.sql.ast.SqlAstTranslator;
import org.hibernate.sql.ast.spi.SqlAppender;
import org.hibernate.sql.ast.tree.SqlAstNode;
import org.hibernate.sql.ast.tree.predicate.Predicate;
import org.hibernate.sql.ast.tree.select.SortSpecification;

/** What follows the argument of an aggregate function. */
public final class AggregateClauses {

  private AggregateClauses() {}

  public static void order(
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

  public static void filter(SqlAppender sql, Predicate filter, SqlAstTranslator<?> translator) {
    filter(sql, filter, null, translator);
  }

  /**
   * @param value what must not be null, or null if it may be
   */
  public static void filter(
      SqlAppender sql, Predicate filter, SqlAstNode value, SqlAstTranslator<?> translator) {
    if (filter == null && value == null) {
      return;
    }
    translator.getCurrentClauseStack().push(Clause.WHERE);
    sql.appendSql(" filter (where ");
    if (value != null) {
      value.accept(translator);
      sql.appendSql(filter == null ? " is not null" : " is not null and ");
    }
    if (filter != null) {
      filter.accept(translator);
    }
    sql.appendSql(')');
    translator.getCurrentClauseStack().pop();
  }
}
