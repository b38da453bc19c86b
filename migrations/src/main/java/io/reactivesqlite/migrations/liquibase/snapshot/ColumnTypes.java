// SPDX-License-Identifier: Apache-2.0
package io.reactivesqlite.migrations.liquibase.snapshot;

import java.math.BigDecimal;
import java.sql.Types;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import liquibase.statement.DatabaseFunction;
import liquibase.structure.core.DataType;

/** Declared types and defaults of SQLite as Liquibase's model has them. */
final class ColumnTypes {

  private static final Pattern SIZED =
      Pattern.compile("([^(]+)\\(\\s*([0-9]+)\\s*(?:,\\s*([0-9]+)\\s*)?\\)(.*)", Pattern.DOTALL);

  private ColumnTypes() {}

  static DataType of(String declared) {
    DataType type = new DataType();
    Matcher sized = SIZED.matcher(declared);
    if (sized.matches()) {
      type.setTypeName((sized.group(1).trim() + " " + sized.group(4).trim()).trim());
      type.setColumnSize(Integer.valueOf(sized.group(2)));
      if (sized.group(3) != null) {
        type.setDecimalDigits(Integer.valueOf(sized.group(3)));
      }
    } else {
      type.setTypeName(declared);
    }
    type.setDataTypeId(jdbcType(type.getTypeName().toUpperCase(Locale.ROOT)));
    return type;
  }

  /** By the rules of https://www.sqlite.org/datatype3.html#determination_of_column_affinity. */
  private static int jdbcType(String name) {
    if (name.contains("BOOL")) {
      return Types.BOOLEAN;
    }
    if (name.contains("INT")) {
      return name.contains("BIG") ? Types.BIGINT : Types.INTEGER;
    }
    if (name.contains("CHAR") || name.contains("CLOB") || name.contains("TEXT")) {
      return Types.VARCHAR;
    }
    if (name.contains("BLOB") || name.isEmpty()) {
      return Types.BLOB;
    }
    return name.contains("REAL") || name.contains("FLOA") || name.contains("DOUB")
        ? Types.DOUBLE
        : Types.NUMERIC;
  }

  static Object defaultValue(String sql) {
    if (sql == null || sql.equalsIgnoreCase("NULL")) {
      return null;
    }
    if (sql.startsWith("'") && sql.endsWith("'")) {
      return sql.substring(1, sql.length() - 1).replace("''", "'");
    }
    if (sql.matches("[+-]?([0-9]+\\.?[0-9]*|\\.[0-9]+)")) {
      return new BigDecimal(sql);
    }
    if (sql.equalsIgnoreCase("TRUE") || sql.equalsIgnoreCase("FALSE")) {
      return Boolean.valueOf(sql);
    }
    boolean bare = sql.toUpperCase(Locale.ROOT).startsWith("CURRENT_") || sql.startsWith("\"");
    return new DatabaseFunction(bare ? sql : "(" + sql + ")");
  }
}
