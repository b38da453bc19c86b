// SPDX-License-Identifier: Apache-2.0
package io.reactivesqlite.hibernate.sql;

import io.reactivesqlite.hibernate.errors.ConstraintNames;
import java.util.List;
import org.hibernate.dialect.sql.ast.SqlAstTranslatorWithOnDuplicateKeyUpdate;
import org.hibernate.engine.spi.SessionFactoryImplementor;
import org.hibernate.internal.util.collections.Stack;
import org.hibernate.query.IllegalQueryOperationException;
import org.hibernate.query.common.FetchClauseType;
import org.hibernate.query.sqm.BinaryArithmeticOperator;
import org.hibernate.query.sqm.ComparisonOperator;
import org.hibernate.query.sqm.SetOperator;
import org.hibernate.sql.ast.Clause;
import org.hibernate.sql.ast.spi.SqlSelection;
import org.hibernate.sql.ast.tree.Statement;
import org.hibernate.sql.ast.tree.cte.CteMaterialization;
import org.hibernate.sql.ast.tree.delete.DeleteStatement;
import org.hibernate.sql.ast.tree.expression.Any;
import org.hibernate.sql.ast.tree.expression.BinaryArithmeticExpression;
import org.hibernate.sql.ast.tree.expression.Every;
import org.hibernate.sql.ast.tree.expression.Expression;
import org.hibernate.sql.ast.tree.expression.Literal;
import org.hibernate.sql.ast.tree.expression.SqlTupleContainer;
import org.hibernate.sql.ast.tree.expression.Summarization;
import org.hibernate.sql.ast.tree.from.DerivedTableReference;
import org.hibernate.sql.ast.tree.from.FunctionTableReference;
import org.hibernate.sql.ast.tree.from.NamedTableReference;
import org.hibernate.sql.ast.tree.from.QueryPartTableReference;
import org.hibernate.sql.ast.tree.from.TableReference;
import org.hibernate.sql.ast.tree.from.ValuesTableReference;
import org.hibernate.sql.ast.tree.insert.ConflictClause;
import org.hibernate.sql.ast.tree.insert.InsertSelectStatement;
import org.hibernate.sql.ast.tree.predicate.BetweenPredicate;
import org.hibernate.sql.ast.tree.predicate.BooleanExpressionPredicate;
import org.hibernate.sql.ast.tree.predicate.InListPredicate;
import org.hibernate.sql.ast.tree.predicate.InSubQueryPredicate;
import org.hibernate.sql.ast.tree.predicate.LikePredicate;
import org.hibernate.sql.ast.tree.select.QueryGroup;
import org.hibernate.sql.ast.tree.select.QueryPart;
import org.hibernate.sql.ast.tree.select.QuerySpec;
import org.hibernate.sql.ast.tree.select.SelectClause;
import org.hibernate.sql.ast.tree.update.UpdateStatement;
import org.hibernate.sql.exec.internal.JdbcOperationQueryInsertImpl;
import org.hibernate.sql.exec.spi.JdbcOperation;
import org.hibernate.sql.exec.spi.JdbcOperationQueryInsert;
import org.hibernate.sql.model.ast.ColumnValueBinding;
import org.hibernate.sql.model.internal.OptionalTableInsert;
import org.hibernate.sql.model.internal.OptionalTableUpdate;
import org.hibernate.sql.model.internal.TableInsertStandard;

/** Renders SQL as SQLite reads it. */
public final class SQLiteSqlAstTranslator<T extends JdbcOperation>
    extends SqlAstTranslatorWithOnDuplicateKeyUpdate<T> {

  private final ConstraintNames constraints;

  public SQLiteSqlAstTranslator(
      SessionFactoryImplementor factory, Statement statement, ConstraintNames constraints) {
    super(factory, statement);
    this.constraints = constraints;
  }

  // -- queries

  @Override
  public void visitQueryGroup(QueryGroup queryGroup) {
    final SetOperator operator = queryGroup.getSetOperator();
    if (operator == SetOperator.EXCEPT_ALL || operator == SetOperator.INTERSECT_ALL) {
      throw new IllegalQueryOperationException(
          "SQLite has no '" + operator.sqlString() + "', only the form without 'all'");
    }
    if (needsRowNumbers(queryGroup)) {
      emulateFetchOffsetWithWindowFunctions(queryGroup, true);
    } else {
      super.visitQueryGroup(queryGroup);
    }
  }

  @Override
  public void visitQuerySpec(QuerySpec querySpec) {
    if (needsRowNumbers(querySpec)) {
      emulateFetchOffsetWithWindowFunctions(querySpec, true);
    } else {
      super.visitQuerySpec(querySpec);
    }
  }

  /** LIMIT counts rows; percentages and ties need window functions. */
  private boolean needsRowNumbers(QueryPart queryPart) {
    return getQueryPartForRowNumbering() != queryPart && !isRowsOnlyFetchClauseType(queryPart);
  }

  @Override
  public void visitOffsetFetchClause(QueryPart queryPart) {
    if (!isRowNumberingCurrentQueryPart()) {
      renderLimitOffsetClause(queryPart);
    }
  }

  @Override
  protected void renderRowNumberingSelectItems(SelectClause selectClause, QueryPart queryPart) {
    final FetchClauseType type = getFetchClauseTypeForRowNumbering(queryPart);
    if (type == FetchClauseType.PERCENT_ONLY || type == FetchClauseType.PERCENT_WITH_TIES) {
      // as an integer, half of three rows would be one
      appendSql(",1.0*count(*) over () cnt");
      super.renderRowNumberingSelectItems(selectClause, queryPart);
      final int count = getSqlBuffer().lastIndexOf("count(*) over () cnt,");
      getSqlBuffer().delete(count, count + "count(*) over () cnt,".length());
    } else {
      super.renderRowNumberingSelectItems(selectClause, queryPart);
    }
  }

  @Override
  protected void renderMaterializationHint(CteMaterialization materialization) {
    if (materialization == CteMaterialization.NOT_MATERIALIZED) {
      appendSql("not ");
    }
    appendSql("materialized ");
  }

  @Override
  protected LockStrategy determineLockingStrategy(
      QuerySpec querySpec, org.hibernate.Locking.FollowOn followOn) {
    // one writer at a time: the transaction is the lock
    return LockStrategy.NONE;
  }

  @Override
  public void visitQueryPartTableReference(QueryPartTableReference tableReference) {
    emulateQueryPartTableReferenceColumnAliasing(tableReference);
  }

  @Override
  public void visitValuesTableReference(ValuesTableReference tableReference) {
    emulateValuesTableReferenceColumnAliasing(tableReference);
  }

  @Override
  protected void renderDerivedTableReference(DerivedTableReference tableReference) {
    // a table-valued function may refer to the tables before it without the word lateral
    if (tableReference instanceof FunctionTableReference && tableReference.isLateral()) {
      tableReference.accept(this);
    } else {
      super.renderDerivedTableReference(tableReference);
    }
  }

  @Override
  protected void renderPartitionItem(Expression expression) {
    if (expression instanceof Literal) {
      appendSql("'0'");
    } else if (expression instanceof Summarization) {
      throw new IllegalQueryOperationException(
          "SQLite has no rollup and no cube; group by each level and unite the results");
    } else {
      expression.accept(this);
    }
  }

  // -- predicates

  @Override
  protected void renderComparison(Expression lhs, ComparisonOperator operator, Expression rhs) {
    if (rhs instanceof Any any) {
      emulateSubQueryRelationalRestrictionPredicate(
          null, false, any.getSubquery(), lhs, this::renderSelectSimpleComparison, operator);
    } else if (rhs instanceof Every every) {
      emulateSubQueryRelationalRestrictionPredicate(
          null,
          true,
          every.getSubquery(),
          lhs,
          this::renderSelectSimpleComparison,
          operator.negated());
    } else {
      renderOperand(lhs);
      appendSql(operator.sqlText());
      renderOperand(rhs);
    }
  }

  @Override
  protected void renderSelectSimpleComparison(
      List<SqlSelection> selections, Expression expression, ComparisonOperator operator) {
    renderComparison(expression, operator, selections.get(0).getExpression());
  }

  /** Decimals are text in the file: 9 < 10 has to be asked of the numbers. */
  private void renderOperand(Expression expression) {
    if (Decimals.isDecimal(expression)) {
      appendSql("cast(");
      expression.accept(this);
      appendSql(" as numeric)");
    } else {
      expression.accept(this);
    }
  }

  @Override
  protected void renderSortExpression(Expression sortExpression, boolean ignoreCase) {
    // the terms of a compound select must be its result columns, as they are
    if (Decimals.isDecimal(sortExpression) && !(getCurrentQueryPart() instanceof QueryGroup)) {
      appendSql("cast(");
      resolveAliasedExpression(sortExpression).accept(this);
      appendSql(" as numeric)");
    } else {
      super.renderSortExpression(sortExpression, ignoreCase);
    }
  }

  @Override
  public void visitBetweenPredicate(BetweenPredicate predicate) {
    renderOperand(predicate.getExpression());
    appendSql(predicate.isNegated() ? " not between " : " between ");
    renderOperand(predicate.getLowerBound());
    appendSql(" and ");
    renderOperand(predicate.getUpperBound());
  }

  @Override
  public void visitInListPredicate(InListPredicate predicate) {
    // NUMERIC affinity on the left reaches every member of the list
    super.visitInListPredicate(
        Decimals.isDecimal(predicate.getTestExpression())
            ? new InListPredicate(
                Decimals.asNumber(predicate.getTestExpression()),
                predicate.getListExpressions(),
                predicate.isNegated(),
                predicate.getExpressionType())
            : predicate);
  }

  @Override
  public void visitInSubQueryPredicate(InSubQueryPredicate predicate) {
    super.visitInSubQueryPredicate(
        Decimals.isDecimal(predicate.getTestExpression())
            ? new InSubQueryPredicate(
                Decimals.asNumber(predicate.getTestExpression()),
                predicate.getSubQuery(),
                predicate.isNegated(),
                predicate.getExpressionType())
            : predicate);
  }

  @Override
  public void visitBooleanExpressionPredicate(BooleanExpressionPredicate predicate) {
    if (predicate.isNegated()) {
      appendSql("not(");
    }
    predicate.getExpression().accept(this);
    if (predicate.isNegated()) {
      appendSql(')');
    }
  }

  @Override
  public void visitLikePredicate(LikePredicate predicate) {
    if (predicate.isCaseSensitive()) {
      new GlobPattern(this).render(predicate);
    } else {
      // SQLite's LIKE folds the case of ASCII letters
      predicate.getMatchExpression().accept(this);
      appendSql(predicate.isNegated() ? " not like " : " like ");
      renderLikePredicate(predicate);
    }
  }

  @Override
  protected void renderExpressionsAsValuesSubquery(int size, List<Expression> expressions) {
    appendSql("values ");
    char separator = ' ';
    for (Expression expression : expressions) {
      appendSql(separator);
      appendSql('(');
      renderCommaSeparated(SqlTupleContainer.getSqlTuple(expression).getExpressions());
      appendSql(')');
      separator = ',';
    }
  }

  // -- arithmetic

  @Override
  public void visitBinaryArithmeticExpression(BinaryArithmeticExpression expression) {
    final BinaryArithmeticOperator operator = expression.getOperator();
    appendSql('(');
    if (operator == BinaryArithmeticOperator.DIVIDE && Decimals.isDecimal(expression)) {
      // the text 5 would be an integer here, and 5/2 would be 2
      appendSql("cast(");
      visitArithmeticOperand(expression.getLeftHandOperand());
      appendSql(" as real)");
    } else {
      visitArithmeticOperand(expression.getLeftHandOperand());
    }
    appendSql(operator.getOperatorSqlTextString());
    visitArithmeticOperand(expression.getRightHandOperand());
    appendSql(')');
  }

  // -- inserts, updates, deletes

  @Override
  protected JdbcOperationQueryInsert translateInsert(InsertSelectStatement statement) {
    visitInsertStatement(statement);
    return new JdbcOperationQueryInsertImpl(
        getSql(), getParameterBinders(), getAffectedTableNames(), null);
  }

  @Override
  protected void visitInsertSource(InsertSelectStatement statement) {
    if (statement.getSourceSelectStatement() != null && statement.getConflictClause() != null) {
      // without a where the parser takes the word on for a join's
      appendSql("select * from (");
      statement.getSourceSelectStatement().accept(this);
      appendSql(") where true");
    } else {
      super.visitInsertSource(statement);
    }
  }

  @Override
  protected void visitConflictClause(ConflictClause clause) {
    if (clause == null || clause.getConstraintName() == null) {
      visitStandardConflictClause(clause);
      return;
    }
    final List<String> columns = constraints.columnsOf(clause.getConstraintName());
    if (columns == null) {
      throw new IllegalQueryOperationException(
          "SQLite knows conflicts by columns and no unique constraint of the mapping is named '"
              + clause.getConstraintName()
              + "'; write 'on conflict (attributes)'");
    }
    visitStandardConflictClause(
        new ConflictClause(null, columns, clause.getAssignments(), clause.getPredicate()));
  }

  @Override
  public void visitStandardTableInsert(TableInsertStandard tableInsert) {
    getCurrentClauseStack().push(Clause.INSERT);
    try {
      renderInsertInto(tableInsert);
      if (tableInsert instanceof OptionalTableInsert) {
        appendSql(" on conflict do nothing");
      }
      if (tableInsert.getNumberOfReturningColumns() > 0) {
        visitReturningColumns(tableInsert::getReturningColumns);
      }
    } finally {
      getCurrentClauseStack().pop();
    }
  }

  @Override
  protected void renderInsertIntoNoColumns(TableInsertStandard tableInsert) {
    renderIntoIntoAndTable(tableInsert);
    appendSql("default values");
  }

  @Override
  protected void renderTableReferenceIdentificationVariable(TableReference tableReference) {
    final String name = tableReference.getIdentificationVariable();
    if (name != null) {
      // the word is required in an insert
      appendSql(getClauseStack().getCurrent() == Clause.INSERT ? " as " : " ");
      appendSql(name);
    }
  }

  @Override
  protected void renderDmlTargetTableExpression(NamedTableReference tableReference) {
    super.renderDmlTargetTableExpression(tableReference);
    if (!(getStatementStack().getCurrent() instanceof UpdateStatement update)
        || !hasNonTrivialFromClause(update.getFromClause())) {
      renderDmlAlias(tableReference);
    }
  }

  private void renderDmlAlias(NamedTableReference tableReference) {
    if (tableReference.getIdentificationVariable() != null) {
      appendSql(" as ");
      appendSql(tableReference.getIdentificationVariable());
    }
  }

  @Override
  protected void renderFromClauseAfterUpdateSet(UpdateStatement statement) {
    renderFromClauseJoiningDmlTargetReference(statement);
  }

  @Override
  protected void visitDeleteStatementOnly(DeleteStatement statement) {
    if (!hasNonTrivialFromClause(statement.getFromClause())) {
      super.visitDeleteStatementOnly(statement);
      return;
    }
    appendSql("delete from ");
    final Stack<Clause> clauses = getClauseStack();
    clauses.push(Clause.DELETE);
    try {
      super.renderDmlTargetTableExpression(statement.getTargetTable());
      appendSql(" as dml_target_");
    } finally {
      clauses.pop();
    }
    visitWhereClause(determineWhereClauseRestrictionWithJoinEmulation(statement, "dml_target_"));
    visitReturningColumns(statement.getReturningColumns());
  }

  // -- upsert

  @Override
  protected void renderUpsertStatement(OptionalTableUpdate update) {
    renderInsertInto(update);
    appendSql("on conflict (");
    char separator = ' ';
    for (ColumnValueBinding key : update.getKeyBindings()) {
      appendSql(separator);
      appendSql(key.getColumnReference().getColumnExpression());
      separator = ',';
    }
    appendSql(')');
    String next = " do update set ";
    for (ColumnValueBinding value : update.getValueBindings()) {
      if (value.isAttributeUpdatable()) {
        final String column = value.getColumnReference().getColumnExpression();
        appendSql(next);
        appendSql(column + "=excluded." + column);
        next = ",";
      }
    }
    if (!next.equals(",")) {
      appendSql(" do nothing");
    }
  }

  @Override
  protected void renderInsertInto(OptionalTableUpdate update) {
    appendSql("insert into ");
    appendSql(update.getMutatingTable().getTableName());
    final StringBuilder columns = new StringBuilder();
    for (ColumnValueBinding key : update.getKeyBindings()) {
      columns.append(columns.isEmpty() ? " (" : ",");
      columns.append(key.getColumnReference().getColumnExpression());
    }
    for (ColumnValueBinding value : update.getValueBindings()) {
      if (value.isAttributeInsertable()) {
        columns.append(',').append(value.getColumnReference().getColumnExpression());
      }
    }
    appendSql(columns.append(") values ").toString());
    char separator = '(';
    for (ColumnValueBinding key : update.getKeyBindings()) {
      appendSql(separator);
      renderColumnWrite(key);
      separator = ',';
    }
    for (ColumnValueBinding value : update.getValueBindings()) {
      if (value.isAttributeInsertable()) {
        appendSql(separator);
        renderColumnWrite(value);
      }
    }
    appendSql(") ");
  }
}
