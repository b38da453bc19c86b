// SPDX-License-Identifier: Apache-2.0
package io.reactivesqlite.hibernate.types;

import static org.hibernate.type.SqlTypes.*;

/**
 * Names of column types. SQLite derives a column's affinity from letters in the name, see <a
 * href="https://www.sqlite.org/datatype3.html#determination_of_column_affinity">column
 * affinity</a>; the names here keep what the user wrote readable and the affinity harmless.
 */
public final class ColumnTypes {

  private ColumnTypes() {}

  /** The declared type of an ordinary table, or null where the standard name is right. */
  public static String named(int sqlTypeCode) {
    return switch (sqlTypeCode) {
      case FLOAT -> "float";
      case DOUBLE -> "double precision";
      // NUMERIC affinity would keep 15 digits of a decimal and turn the JSON text 007 into 7
      case NUMERIC, DECIMAL -> "decimal_text($p,$s)";
      case JSON -> "json_text";
      case UUID -> "uuid_text";
      // letters that mean NUMERIC, but these texts never look like a number and stay texts
      case DATE -> "date";
      case TIME, TIME_WITH_TIMEZONE, TIME_UTC -> "time";
      case TIMESTAMP, TIMESTAMP_WITH_TIMEZONE, TIMESTAMP_UTC -> "timestamp";
      case BINARY, VARBINARY, LONG32VARBINARY, BLOB -> "blob";
      case LONG32VARCHAR, LONG32NVARCHAR -> "text";
      default -> null;
    };
  }

  /** The type in a STRICT table, which knows six names only. */
  public static String strict(int sqlTypeCode) {
    return switch (sqlTypeCode) {
      case BOOLEAN, BIT, TINYINT, SMALLINT, INTEGER, BIGINT -> "integer";
      case FLOAT, REAL, DOUBLE -> "real";
      case BINARY, VARBINARY, LONG32VARBINARY, BLOB -> "blob";
      default -> "text";
    };
  }

  /** The type of a cast, where SQLite knows affinities only. */
  public static String cast(int sqlTypeCode) {
    return switch (sqlTypeCode) {
      case BOOLEAN, BIT, TINYINT, SMALLINT, INTEGER, BIGINT -> "integer";
      case FLOAT, REAL, DOUBLE -> "real";
      case NUMERIC, DECIMAL -> "numeric";
      case BINARY, VARBINARY, LONG32VARBINARY, BLOB -> "blob";
      default -> "text";
    };
  }
}
