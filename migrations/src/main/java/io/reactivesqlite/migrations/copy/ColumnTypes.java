// SPDX-License-Identifier: Apache-2.0
package io.reactivesqlite.migrations.copy;

import java.sql.Types;
import java.util.Locale;
import java.util.Optional;

/** The type of a column, by what JDBC says of it. */
final class ColumnTypes {

  private ColumnTypes() {}

  /** The type, if it is one that can be filled and compared exactly. */
  static Optional<ColumnType<?>> of(TargetTable.Column column, CopyOptions options) {
    String name = column.typeName().toLowerCase(Locale.ROOT);
    // By the database's word first: for these JDBC has no number, or another one's.
    switch (name) {
      case "uuid":
        return Optional.of(new OtherTypes.Uuid());
      case "json", "jsonb":
        return Optional.of(new OtherTypes.Json());
      case "timestamptz":
        return Optional.of(new TemporalTypes.Moment(options.epoch(), column.digits()));
      case "timetz", "oid", "money":
        return Optional.empty();
      default:
        return byNumber(column, name, options);
    }
  }

  private static Optional<ColumnType<?>> byNumber(
      TargetTable.Column column, String name, CopyOptions options) {
    return switch (column.jdbcType()) {
      case Types.BOOLEAN, Types.BIT -> Optional.of(new OtherTypes.Bool());
      case Types.TINYINT -> Optional.of(new NumberTypes.Whole(Byte.MIN_VALUE, Byte.MAX_VALUE));
      case Types.SMALLINT -> Optional.of(new NumberTypes.Whole(Short.MIN_VALUE, Short.MAX_VALUE));
      case Types.INTEGER ->
          Optional.of(new NumberTypes.Whole(Integer.MIN_VALUE, Integer.MAX_VALUE));
      case Types.BIGINT -> Optional.of(new NumberTypes.Whole(Long.MIN_VALUE, Long.MAX_VALUE));
      case Types.NUMERIC, Types.DECIMAL ->
          Optional.of(new NumberTypes.Exact(column.size(), column.digits()));
      case Types.REAL -> Optional.of(new NumberTypes.Single());
      case Types.FLOAT, Types.DOUBLE -> Optional.of(new NumberTypes.Twofold());
      case Types.CHAR, Types.NCHAR -> Optional.of(new TextType(column.size(), true, false));
      case Types.VARCHAR, Types.NVARCHAR, Types.LONGVARCHAR, Types.LONGNVARCHAR, Types.CLOB ->
          Optional.of(new TextType(column.size(), false, isOwnType(name)));
      case Types.BINARY, Types.VARBINARY, Types.LONGVARBINARY, Types.BLOB ->
          Optional.of(new OtherTypes.Bytes());
      case Types.DATE -> Optional.of(new TemporalTypes.Day(options.epoch()));
      case Types.TIME -> Optional.of(new TemporalTypes.TimeOfDay(column.digits()));
      case Types.TIMESTAMP ->
          Optional.of(new TemporalTypes.DateTime(options.epoch(), column.digits()));
      case Types.TIMESTAMP_WITH_TIMEZONE ->
          Optional.of(new TemporalTypes.Moment(options.epoch(), column.digits()));
      default -> Optional.empty();
    };
  }

  /** PostgreSQL calls its enum types VARCHAR, and takes no string for them. */
  private static boolean isOwnType(String name) {
    return !name.contains("char") && !name.contains("text") && !name.contains("clob");
  }
}
