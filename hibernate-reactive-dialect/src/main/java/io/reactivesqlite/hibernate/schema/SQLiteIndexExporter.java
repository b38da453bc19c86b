// SPDX-License-Identifier: Apache-2.0
package io.reactivesqlite.hibernate.schema;

import java.util.ArrayList;
import java.util.List;
import org.hibernate.boot.Metadata;
import org.hibernate.boot.model.relational.SqlStringGenerationContext;
import org.hibernate.dialect.Dialect;
import org.hibernate.mapping.Column;
import org.hibernate.mapping.Index;
import org.hibernate.mapping.Selectable;
import org.hibernate.tool.schema.spi.Exporter;

/**
 * Indexes. A decimal column is indexed by {@code cast(column as numeric)}, the expression that
 * comparisons are rendered with, so that SQLite finds the index.
 */
public final class SQLiteIndexExporter implements Exporter<Index> {
  private final Dialect dialect;

  public SQLiteIndexExporter(Dialect dialect) {
    this.dialect = dialect;
  }

  @Override
  public String[] getSqlCreateStrings(
      Index index, Metadata metadata, SqlStringGenerationContext context) {
    final List<String> terms = new ArrayList<>();
    for (Selectable selectable : index.getSelectables()) {
      final String order = index.getSelectableOrderMap().get(selectable);
      terms.add(term(selectable, index, metadata) + (order == null ? "" : " " + order));
    }
    final String options = index.getOptions();
    return new String[] {
      (index.isUnique() ? "create unique index if not exists " : "create index if not exists ")
          + index.getQuotedName(dialect)
          + " on "
          + context.format(index.getTable().getQualifiedTableName())
          + " ("
          + String.join(", ", terms)
          + ")"
          + (options == null || options.isEmpty() ? "" : " " + options)
    };
  }

  private String term(Selectable selectable, Index index, Metadata metadata) {
    final String text = selectable.getText(dialect);
    if (!index.isUnique() && selectable instanceof Column column) {
      final Column mapped = index.getTable().getColumn(column);
      if (mapped != null && mapped.getValue() != null && isDecimal(mapped, metadata)) {
        return "cast(" + text + " as numeric)";
      }
    }
    return text;
  }

  private static boolean isDecimal(Column column, Metadata metadata) {
    final int code = column.getSqlTypeCode(metadata);
    return code == java.sql.Types.NUMERIC || code == java.sql.Types.DECIMAL;
  }

  @Override
  public String[] getSqlDropStrings(
      Index index, Metadata metadata, SqlStringGenerationContext context) {
    // goes with its table
    return new String[0];
  }
}
