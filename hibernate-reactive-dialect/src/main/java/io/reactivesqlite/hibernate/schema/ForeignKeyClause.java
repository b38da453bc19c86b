// SPDX-License-Identifier: Apache-2.0
package io.reactivesqlite.hibernate.schema;

import java.util.List;
import java.util.stream.Collectors;
import org.hibernate.annotations.OnDeleteAction;
import org.hibernate.boot.model.relational.SqlStringGenerationContext;
import org.hibernate.dialect.Dialect;
import org.hibernate.mapping.Column;
import org.hibernate.mapping.ForeignKey;

/** A foreign key inside the table it belongs to. */
final class ForeignKeyClause {

  private ForeignKeyClause() {}

  static boolean applies(ForeignKey key) {
    return key.isCreationEnabled() && key.isPhysicalConstraint();
  }

  static String constraint(ForeignKey key, Dialect dialect, SqlStringGenerationContext context) {
    final StringBuilder text = new StringBuilder();
    if (key.getName() != null) {
      text.append("constraint ").append(dialect.quote(key.getName())).append(' ');
    }
    if (key.getKeyDefinition() != null) {
      return text.append(key.getKeyDefinition()).toString();
    }
    return text.append("foreign key (")
        .append(names(key.getColumns(), dialect))
        .append(") ")
        .append(references(key, dialect, context))
        .toString();
  }

  static String references(ForeignKey key, Dialect dialect, SqlStringGenerationContext context) {
    final List<Column> targets =
        key.isReferenceToPrimaryKey()
            ? key.getReferencedTable().getPrimaryKey().getColumns()
            : key.getReferencedColumns();
    final StringBuilder text =
        new StringBuilder("references ")
            .append(context.format(key.getReferencedTable().getQualifiedTableName()))
            .append(" (")
            .append(names(targets, dialect))
            .append(')');
    final OnDeleteAction action = key.getOnDeleteAction();
    if (action != null && action != OnDeleteAction.NO_ACTION) {
      text.append(" on delete ").append(action.toSqlString());
    }
    if (key.getOptions() != null && !key.getOptions().isEmpty()) {
      text.append(' ').append(key.getOptions());
    }
    return text.toString();
  }

  private static String names(List<Column> columns, Dialect dialect) {
    return columns.stream()
        .map(column -> column.getQuotedName(dialect))
        .collect(Collectors.joining(", "));
  }
}
