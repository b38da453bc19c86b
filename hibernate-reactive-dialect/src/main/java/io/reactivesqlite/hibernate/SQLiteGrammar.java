// SPDX-License-Identifier: Apache-2.0
package io.reactivesqlite.hibernate;

import org.hibernate.ScrollMode;
import org.hibernate.dialect.DatabaseVersion;
import org.hibernate.dialect.Dialect;
import org.hibernate.dialect.DmlTargetColumnQualifierSupport;
import org.hibernate.dialect.NullOrdering;
import org.hibernate.dialect.SelectItemReferenceStrategy;
import org.hibernate.dialect.pagination.LimitHandler;
import org.hibernate.dialect.pagination.LimitOffsetLimitHandler;
import org.hibernate.type.SqlTypes;

/** What SQLite's SQL can and cannot say. */
abstract class SQLiteGrammar extends Dialect {

  SQLiteGrammar(DatabaseVersion version) {
    super(version);
  }

  @Override
  public LimitHandler getLimitHandler() {
    return LimitOffsetLimitHandler.INSTANCE;
  }

  @Override
  public NullOrdering getNullOrdering() {
    return NullOrdering.SMALLEST;
  }

  @Override
  public boolean supportsDistinctFromPredicate() {
    return true;
  }

  @Override
  public boolean supportsCaseInsensitiveLike() {
    return true;
  }

  @Override
  public String getCaseInsensitiveLike() {
    return "like";
  }

  @Override
  public boolean supportsFilterClause() {
    return true;
  }

  @Override
  public boolean supportsWindowFunctions() {
    return true;
  }

  @Override
  public boolean supportsRecursiveCTE() {
    return true;
  }

  @Override
  public boolean supportsNonQueryWithCTE() {
    return false;
  }

  @Override
  public boolean supportsValuesList() {
    return true;
  }

  @Override
  public boolean supportsFromClauseInUpdate() {
    return true;
  }

  @Override
  public boolean supportsSimpleQueryGrouping() {
    return false;
  }

  @Override
  public boolean supportsExceptAll() {
    return false;
  }

  @Override
  public boolean supportsJoinsInDelete() {
    return false;
  }

  @Override
  public boolean supportsRowValueConstructorSyntaxInInList() {
    return false;
  }

  @Override
  public boolean supportsRowValueConstructorSyntaxInQuantifiedPredicates() {
    return false;
  }

  @Override
  public boolean supportsTupleCounts() {
    return false;
  }

  @Override
  public boolean supportsTupleDistinctCounts() {
    return false;
  }

  @Override
  public boolean supportsOrderByInSubquery() {
    return true;
  }

  @Override
  public boolean supportsIsTrue() {
    return true;
  }

  @Override
  public DmlTargetColumnQualifierSupport getDmlTargetColumnQualifierSupport() {
    return DmlTargetColumnQualifierSupport.TABLE_ALIAS;
  }

  @Override
  public SelectItemReferenceStrategy getGroupBySelectItemReferenceStrategy() {
    return SelectItemReferenceStrategy.EXPRESSION;
  }

  @Override
  public String rowId(String rowId) {
    return "rowid";
  }

  @Override
  public int rowIdSqlType() {
    return SqlTypes.BIGINT;
  }

  @Override
  public int getParameterCountLimit() {
    // the library's own default; the bundled one is built with more
    return 32766;
  }

  @Override
  public String getNoColumnsInsertString() {
    return "default values";
  }

  @Override
  public String getSelectGUIDString() {
    return "select lower(hex(randomblob(16)))";
  }

  @Override
  public ScrollMode defaultScrollMode() {
    return ScrollMode.FORWARD_ONLY;
  }

  @Override
  public boolean supportsResultSetPositionQueryMethodsOnForwardOnlyCursor() {
    return false;
  }
}
