// SPDX-License-Identifier: Apache-2.0
package io.reactivesqlite.hibernate.functions;

import jakarta.persistence.TemporalType;
import org.hibernate.metamodel.mapping.JdbcMappingContainer;
import org.hibernate.sql.ast.tree.expression.Expression;
import org.hibernate.type.SqlTypes;

/** Which part of time an expression holds. */
final class TemporalKind {

  private TemporalKind() {}

  static TemporalType of(Expression expression) {
    final JdbcMappingContainer type = expression.getExpressionType();
    if (type == null || type.getJdbcTypeCount() != 1) {
      return TemporalType.TIMESTAMP;
    }
    return switch (type.getSingleJdbcMapping().getJdbcType().getDefaultSqlTypeCode()) {
      case SqlTypes.DATE -> TemporalType.DATE;
      case SqlTypes.TIME, SqlTypes.TIME_UTC, SqlTypes.TIME_WITH_TIMEZONE -> TemporalType.TIME;
      default -> TemporalType.TIMESTAMP;
    };
  }
}
