// SPDX-License-Identifier: Apache-2.0
package io.reactivesqlite.migrations.liquibase.statements;

import io.reactivesqlite.migrations.liquibase.SQLite;
import io.reactivesqlite.migrations.rebuild.KeyChanges;
import io.reactivesqlite.migrations.rebuild.Names;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import liquibase.datatype.DataTypeFactory;
import liquibase.datatype.LiquibaseDataType;
import liquibase.datatype.core.BigIntType;
import liquibase.datatype.core.BooleanType;
import liquibase.datatype.core.ClobType;
import liquibase.datatype.core.CurrencyType;
import liquibase.datatype.core.DateTimeType;
import liquibase.datatype.core.IntType;
import liquibase.datatype.core.UUIDType;
import liquibase.datatype.core.XMLType;
import liquibase.statement.DatabaseFunction;
import liquibase.statement.ForeignKeyConstraint;

/** Types, defaults and references as they stand in a column of a {@code CREATE TABLE}. */
final class ColumnText {

  private ColumnText() {}

  static String type(String description, SQLite database) {
    return type(DataTypeFactory.getInstance().fromDescription(description, database), database);
  }

  /** The names Liquibase has always used for SQLite, so that existing databases compare equal. */
  static String type(LiquibaseDataType type, SQLite database) {
    if (type == null) {
      return "";
    }
    if (type instanceof DateTimeType
        || type instanceof ClobType
        || type instanceof UUIDType
        || type instanceof XMLType) {
      return "TEXT";
    }
    if (type instanceof CurrencyType) {
      return "REAL";
    }
    if (type instanceof IntType || (type instanceof BigIntType && type.isAutoIncrement())) {
      return "INTEGER";
    }
    // Liquibase takes REAL for another word for FLOAT; to SQLite it is one of its five own types.
    return "real".equalsIgnoreCase(type.getRawDefinition())
        ? "REAL"
        : type.toDatabaseDataType(database).toString();
  }

  /** A table that is STRICT knows six types; the others become the one that stores the same. */
  static String strict(String type) {
    String upper = type.toUpperCase(Locale.ROOT);
    if (List.of("INT", "INTEGER", "REAL", "TEXT", "BLOB", "ANY").contains(upper)) {
      return type;
    }
    if (upper.contains("INT") || upper.contains("BOOL")) {
      return "INTEGER";
    }
    if (upper.contains("CHAR")
        || upper.contains("CLOB")
        || upper.contains("TEXT")
        || upper.contains("DATE")
        || upper.contains("TIME")) {
      return "TEXT";
    }
    if (upper.contains("BLOB") || upper.contains("BINARY")) {
      return "BLOB";
    }
    return upper.contains("REAL") || upper.contains("FLOA") || upper.contains("DOUB")
        ? "REAL"
        : "ANY";
  }

  /** What stands behind DEFAULT. */
  static String defaultValue(Object value, LiquibaseDataType type, SQLite database) {
    if (value instanceof Boolean bool) {
      return bool ? "1" : "0";
    }
    if (value instanceof Number number) {
      return number instanceof java.math.BigDecimal big ? big.toPlainString() : number.toString();
    }
    if (value instanceof DatabaseFunction function) {
      return expression(database.generateDatabaseFunctionValue(function));
    }
    LiquibaseDataType known =
        type == null ? DataTypeFactory.getInstance().fromObject(value, database) : type;
    if (known instanceof BooleanType) {
      return isTrue(value.toString()) ? "1" : "0";
    }
    String sql = known.objectToSql(value, database);
    if (sql == null) {
      return "NULL";
    }
    boolean quoted = sql.startsWith("'");
    boolean number = sql.matches("[+-]?[0-9.]+([eE][+-]?[0-9]+)?");
    return quoted || number
        ? sql
        : value instanceof String text && !isKeyword(sql) && sql.equals(text)
            ? Names.string(text)
            : expression(sql);
  }

  private static boolean isTrue(String value) {
    return List.of("true", "1", "t", "y", "yes").contains(value.toLowerCase(Locale.ROOT));
  }

  /** An expression has to stand in parentheses; a keyword or a literal need not. */
  private static String expression(String sql) {
    String trimmed = sql.trim();
    boolean bare =
        isKeyword(trimmed)
            || trimmed.startsWith("(")
            || trimmed.matches("[+-]?[0-9.]+|'([^']|'')*'|x'[0-9a-fA-F]*'");
    return bare ? trimmed : "(" + trimmed + ")";
  }

  private static boolean isKeyword(String sql) {
    return List.of("CURRENT_TIMESTAMP", "CURRENT_DATE", "CURRENT_TIME", "NULL", "TRUE", "FALSE")
        .contains(sql.toUpperCase(Locale.ROOT));
  }

  /** A foreign key as Liquibase keeps it at a column: a table and columns, or "table(columns)". */
  static KeyChanges.ForeignKey foreignKey(ForeignKeyConstraint fk, String column) {
    String parent = fk.getReferencedTableName();
    String columns = fk.getReferencedColumnNames();
    if (parent == null) {
      String references = fk.getReferences();
      int open = references.indexOf('(');
      parent = unquoted(open < 0 ? references : references.substring(0, open));
      columns = open < 0 ? "" : references.substring(open + 1, references.lastIndexOf(')'));
    }
    return new KeyChanges.ForeignKey(
        fk.getForeignKeyName(),
        List.of(column),
        parent,
        names(columns),
        fk.isDeleteCascade() ? "CASCADE" : null,
        null,
        fk.isDeferrable(),
        fk.isInitiallyDeferred());
  }

  /** Names from a list with commas. */
  static List<String> names(String list) {
    return list == null || list.isBlank()
        ? List.of()
        : Arrays.stream(list.split(",")).map(ColumnText::unquoted).toList();
  }

  private static String unquoted(String name) {
    String trimmed = name.trim();
    return trimmed.length() > 1 && trimmed.startsWith("\"") && trimmed.endsWith("\"")
        ? trimmed.substring(1, trimmed.length() - 1).replace("\"\"", "\"")
        : trimmed;
  }

  /** {@code CONSTRAINT name} when there is a name. */
  static String named(String name) {
    return name == null || name.isBlank() ? "" : "CONSTRAINT " + Names.quote(name) + " ";
  }
}
