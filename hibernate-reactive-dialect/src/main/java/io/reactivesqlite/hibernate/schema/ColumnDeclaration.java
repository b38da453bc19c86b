// SPDX-License-Identifier: Apache-2.0
package io.reactivesqlite.hibernate.schema;

import io.reactivesqlite.hibernate.SQLiteDialect;
import io.reactivesqlite.hibernate.types.ColumnTypes;
import org.hibernate.MappingException;
import org.hibernate.boot.Metadata;
import org.hibernate.mapping.CheckConstraint;
import org.hibernate.mapping.Column;
import org.hibernate.mapping.Table;

/** One column of a CREATE TABLE or ALTER TABLE statement. */
final class ColumnDeclaration {
  private final SQLiteDialect dialect;
  private final Metadata metadata;

  ColumnDeclaration(SQLiteDialect dialect, Metadata metadata) {
    this.dialect = dialect;
    this.metadata = metadata;
  }

  /**
   * The declaration. A unique column becomes a unique key, which has a name: part of a new table,
   * an index of an existing one.
   */
  String of(Column column, Table table) {
    if (column.isUnique() && !table.isPrimaryKey(column)) {
      uniqueKey(column, table);
    }
    final StringBuilder text = new StringBuilder(column.getQuotedName(dialect)).append(' ');
    if (column.isIdentity()) {
      if (!table.isPrimaryKey(column) || table.getPrimaryKey().getColumnSpan() != 1) {
        throw new MappingException(
            "Column '"
                + column.getName()
                + "' of table '"
                + table.getName()
                + "' is an identity column but not the whole primary key; SQLite generates values"
                + " for a single integer primary key only");
      }
      // exactly this word makes the column a name of the rowid
      text.append("integer");
    } else {
      text.append(type(column));
      properties(column, text);
    }
    if (column.getComment() != null) {
      text.append(comment(column.getComment()));
    }
    checks(column, text);
    if (column.getOptions() != null && !column.getOptions().isEmpty()) {
      text.append(' ').append(column.getOptions());
    }
    return text.toString();
  }

  private String type(Column column) {
    return dialect.isStrict()
        ? ColumnTypes.strict(column.getSqlTypeCode(metadata))
        : column.getSqlType(metadata);
  }

  private void properties(Column column, StringBuilder text) {
    if (column.getCollation() != null) {
      text.append(" collate ").append(dialect.quoteCollation(column.getCollation()));
    }
    if (column.getDefaultValue() != null) {
      text.append(" default ").append(expression(column.getDefaultValue()));
    }
    if (column.getGeneratedAs() != null) {
      text.append(dialect.generatedAs(column.getGeneratedAs()));
    }
    if (!column.isNullable()) {
      text.append(" not null");
    }
  }

  /** Only a literal may stand without parentheses. */
  static String expression(String value) {
    final boolean plain =
        value.matches("(?i)'.*'|[+-]?[0-9.]+(e[+-]?[0-9]+)?|\\(.*\\)|null|true|false|current_\\w+")
            && !value.contains(" ");
    return plain || value.startsWith("'") && value.indexOf('\'', 1) == value.length() - 1
        ? value
        : "(" + value + ")";
  }

  private void checks(Column column, StringBuilder text) {
    boolean named = false;
    for (CheckConstraint check : column.getCheckConstraints()) {
      if (check.isAnonymous()) {
        text.append(" check (").append(check.getConstraint()).append(')');
      } else {
        named = true;
      }
    }
    final boolean anonymous =
        column.getCheckConstraints().stream().anyMatch(CheckConstraint::isAnonymous);
    if (named && !anonymous) {
      // Hibernate adds all but this one to the table
      column.getCheckConstraints().stream()
          .filter(CheckConstraint::isNamed)
          .findFirst()
          .ifPresent(check -> text.append(' ').append(check.constraintString(dialect).strip()));
    }
  }

  private void uniqueKey(Column column, Table table) {
    final boolean covered =
        table.getUniqueKeys().values().stream()
            .anyMatch(key -> key.getColumnSpan() == 1 && key.getColumn(0).equals(column));
    if (!covered) {
      final String name =
          column.getUniqueKeyName() == null
              ? "uk_" + table.getName() + "_" + column.getName()
              : column.getUniqueKeyName();
      table.getOrCreateUniqueKey(name).addColumn(column);
    }
  }

  /** A comment that cannot end before its end. */
  static String comment(String text) {
    return " /* " + text.replace("*/", "* /").replace('\n', ' ') + " */";
  }
}
