// SPDX-License-Identifier: Apache-2.0
package io.reactivesqlite.hibernate.types;

import static org.hibernate.type.SqlTypes.*;

import org.hibernate.metamodel.mapping.JdbcMapping;

/**
 * Values between JSON and SQL. Hibernate writes dates and times into JSON in ISO 8601, with a T and
 * for moments a Z; columns hold the same with a blank and in UTC.
 */
public final class JsonValues {

  private JsonValues() {}

  /** An expression that reads a value of a type out of a document. */
  public static String read(String document, String path, JdbcMapping type) {
    return switch (type.getJdbcType().getDefaultSqlTypeCode()) {
      case JSON, JSON_ARRAY -> document(document, path);
      // a string as Hibernate writes it, or a number: the text of either keeps every digit
      case NUMERIC, DECIMAL -> "trim(" + document(document, path) + ",'\"')";
      default -> element("json_extract(" + document + "," + quoted(path) + ")", type);
    };
  }

  /** An expression that turns a value that json_each gave into one of a type. */
  public static String element(String value, JdbcMapping type) {
    return switch (type.getJdbcType().getDefaultSqlTypeCode()) {
      case FLOAT, REAL, DOUBLE -> "cast(" + value + " as real)";
      case BINARY, VARBINARY, LONG32VARBINARY, BLOB -> "unhex(" + value + ")";
      case TIMESTAMP -> "replace(" + value + ",'T',' ')";
      case TIMESTAMP_UTC, TIMESTAMP_WITH_TIMEZONE -> "replace(rtrim(" + value + ",'Z'),'T',' ')";
      case TIME_UTC, TIME_WITH_TIMEZONE -> "rtrim(" + value + ",'Z')";
      default -> value;
    };
  }

  /** An expression that reads a part of a document as JSON, and JSON's null as SQL's. */
  public static String document(String document, String path) {
    return "nullif(" + document + "->" + quoted(path) + ",'null')";
  }

  /** An expression that turns a value into what JSON functions of SQLite take for it. */
  public static String write(String value, JdbcMapping type) {
    return switch (type.getJdbcType().getDefaultSqlTypeCode()) {
      case JSON, JSON_ARRAY -> "json(" + value + ")";
      // as text it would become a string
      case NUMERIC, DECIMAL -> "json(" + value + ")";
      case BOOLEAN, BIT ->
          "json(case " + value + " when true then 'true' when false then 'false' end)";
      case BINARY, VARBINARY, LONG32VARBINARY, BLOB ->
          // hex(null) is an empty text
          "nullif(lower(hex(" + value + ")),'')";
      case TIMESTAMP -> "replace(" + value + ",' ','T')";
      case TIMESTAMP_UTC, TIMESTAMP_WITH_TIMEZONE -> "replace(" + value + ",' ','T')||'Z'";
      case TIME_UTC, TIME_WITH_TIMEZONE -> value + "||'Z'";
      default -> value;
    };
  }

  private static String quoted(String path) {
    return "'" + path.replace("'", "''") + "'";
  }
}
