// SPDX-License-Identifier: Apache-2.0
package io.reactivesqlite.hibernate.functions;

import java.util.List;
import java.util.Locale;
import org.hibernate.dialect.function.HypotheticalSetFunction;
import org.hibernate.metamodel.model.domain.ReturnableType;
import org.hibernate.query.SemanticException;
import org.hibernate.query.SortDirection;
import org.hibernate.sql.ast.SqlAstTranslator;
import org.hibernate.sql.ast.spi.SqlAppender;
import org.hibernate.sql.ast.tree.SqlAstNode;
import org.hibernate.sql.ast.tree.predicate.Predicate;
import org.hibernate.sql.ast.tree.select.SortSpecification;
import org.hibernate.type.BasicTypeReference;
import org.hibernate.type.StandardBasicTypes;

/**
 * {@code rank() over (…)} as a window function, and {@code rank(v) within group (order by x)}, the
 * rank that v would have, which SQLite lacks and which is counted here.
 */
final class RankFunction extends HypotheticalSetFunction {
  enum Kind {
    RANK(StandardBasicTypes.LONG),
    DENSE_RANK(StandardBasicTypes.LONG),
    PERCENT_RANK(StandardBasicTypes.DOUBLE),
    CUME_DIST(StandardBasicTypes.DOUBLE),
    NTILE(StandardBasicTypes.INTEGER);

    private final BasicTypeReference<?> result;

    Kind(BasicTypeReference<?> result) {
      this.result = result;
    }

    String function() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  private final Kind kind;

  RankFunction(Kind kind, Registrar registrar) {
    super(kind.function(), kind.result, registrar.types());
    this.kind = kind;
  }

  @Override
  public void render(
      SqlAppender sql,
      List<? extends SqlAstNode> arguments,
      Predicate filter,
      List<SortSpecification> order,
      ReturnableType<?> returnType,
      SqlAstTranslator<?> translator) {
    if (order == null || order.isEmpty()) {
      super.render(sql, arguments, filter, order, returnType, translator);
      return;
    }
    if (order.size() > 1) {
      throw new SemanticException(
          "SQLite has no hypothetical " + getName() + "; it is emulated for one sort key only");
    }
    final Count count = new Count(sql, translator, arguments.get(0), order.get(0), filter);
    switch (kind) {
      case RANK -> {
        sql.appendSql("(1+");
        count.before("*");
        sql.appendSql(')');
      }
      case DENSE_RANK -> {
        sql.appendSql("(1+");
        count.before("distinct ");
        sql.appendSql(')');
      }
      case PERCENT_RANK -> {
        sql.appendSql("(1.0*");
        count.before("*");
        sql.appendSql("/");
        count.all();
        sql.appendSql(')');
      }
      case CUME_DIST -> {
        sql.appendSql("((1.0+");
        count.upTo();
        sql.appendSql(")/(1+");
        count.all();
        sql.appendSql("))");
      }
      case NTILE -> throw new SemanticException("ntile is a window function");
    }
  }

  private record Count(
      SqlAppender sql,
      SqlAstTranslator<?> translator,
      SqlAstNode value,
      SortSpecification order,
      Predicate filter) {

    void before(String what) {
      count(what, order.getSortOrder() == SortDirection.DESCENDING ? ">" : "<");
    }

    void upTo() {
      count("*", order.getSortOrder() == SortDirection.DESCENDING ? ">=" : "<=");
    }

    void all() {
      sql.appendSql("count(*)");
      AggregateClauses.filter(sql, filter, translator);
    }

    private void count(String what, String comparison) {
      sql.appendSql("count(" + what);
      if (!what.equals("*")) {
        order.getSortExpression().accept(translator);
      }
      sql.appendSql(") filter (where ");
      order.getSortExpression().accept(translator);
      sql.appendSql(comparison);
      value.accept(translator);
      if (filter != null) {
        sql.appendSql(" and ");
        filter.accept(translator);
      }
      sql.appendSql(')');
    }
  }
}
