// SPDX-License-Identifier: Apache-2.0
package io.reactivesqlite.client.impl.types;

import io.vertx.core.buffer.Buffer;
import java.math.BigDecimal;
import java.sql.JDBCType;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.time.OffsetTime;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;

/**
 * What the declared type of a column says about its values. SQLite takes any words for a type and
 * any value for a column: a declared type is a hint, what is stored decides. {@code _TEXT} at the
 * end of the first word ({@code DECIMAL_TEXT}, {@code UUID_TEXT}) gives a column TEXT affinity
 * without changing what its values mean.
 *
 * @see <a href="https://www.sqlite.org/datatype3.html">Datatypes in SQLite</a>
 */
public enum DeclaredType {
  BOOLEAN(JDBCType.BOOLEAN, Boolean.class),
  SMALLINT(JDBCType.SMALLINT, Short.class),
  INTEGER(JDBCType.INTEGER, Integer.class),
  BIGINT(JDBCType.BIGINT, Long.class),
  /** FLOAT4 only: SQLite's REAL has eight bytes. */
  FLOAT(JDBCType.REAL, Float.class),
  DOUBLE(JDBCType.DOUBLE, Double.class),
  DECIMAL(JDBCType.NUMERIC, BigDecimal.class),
  TEXT(JDBCType.VARCHAR, String.class),
  BLOB(JDBCType.BLOB, Buffer.class),
  DATE(JDBCType.DATE, LocalDate.class),
  TIME(JDBCType.TIME, LocalTime.class),
  TIMESTAMP(JDBCType.TIMESTAMP, LocalDateTime.class),
  TIMESTAMP_WITH_TIME_ZONE(JDBCType.TIMESTAMP_WITH_TIMEZONE, OffsetDateTime.class),
  TIME_WITH_TIME_ZONE(JDBCType.TIME_WITH_TIMEZONE, OffsetTime.class),
  UUID(JDBCType.OTHER, UUID.class),
  JSON(JDBCType.OTHER, Object.class),
  /** No declared type, as expressions have none, or one that says nothing. */
  NONE(JDBCType.OTHER, Object.class);

  private static final Map<String, DeclaredType> BY_FIRST_WORD =
      Map.ofEntries(
          Map.entry("BOOLEAN", BOOLEAN),
          Map.entry("BOOL", BOOLEAN),
          Map.entry("TINYINT", SMALLINT),
          Map.entry("SMALLINT", SMALLINT),
          Map.entry("INT2", SMALLINT),
          Map.entry("SMALLSERIAL", SMALLINT),
          Map.entry("INT", INTEGER),
          Map.entry("INTEGER", INTEGER),
          Map.entry("INT4", INTEGER),
          Map.entry("MEDIUMINT", INTEGER),
          Map.entry("SERIAL", INTEGER),
          Map.entry("BIGINT", BIGINT),
          Map.entry("INT8", BIGINT),
          Map.entry("BIGSERIAL", BIGINT),
          Map.entry("LONG", BIGINT),
          Map.entry("FLOAT4", FLOAT),
          Map.entry("REAL", DOUBLE),
          Map.entry("DOUBLE", DOUBLE),
          Map.entry("FLOAT", DOUBLE),
          Map.entry("FLOAT8", DOUBLE),
          Map.entry("DECIMAL", DECIMAL),
          Map.entry("DEC", DECIMAL),
          Map.entry("NUMERIC", DECIMAL),
          Map.entry("NUMBER", DECIMAL),
          Map.entry("MONEY", DECIMAL),
          Map.entry("STRING", TEXT),
          Map.entry("BYTEA", BLOB),
          Map.entry("DATE", DATE),
          Map.entry("TIME", TIME),
          Map.entry("TIMETZ", TIME_WITH_TIME_ZONE),
          Map.entry("TIMESTAMP", TIMESTAMP),
          Map.entry("DATETIME", TIMESTAMP),
          Map.entry("TIMESTAMPTZ", TIMESTAMP_WITH_TIME_ZONE),
          Map.entry("DATETIMEOFFSET", TIMESTAMP_WITH_TIME_ZONE),
          Map.entry("UUID", UUID),
          Map.entry("GUID", UUID),
          Map.entry("UNIQUEIDENTIFIER", UUID),
          Map.entry("JSON", JSON),
          Map.entry("JSONB", JSON));

  private final JDBCType jdbcType;
  private final Class<?> javaType;

  DeclaredType(JDBCType jdbcType, Class<?> javaType) {
    this.jdbcType = jdbcType;
    this.javaType = javaType;
  }

  /**
   * The meaning of a declared type as SQLite reports it; null, which expressions have, means {@link
   * #NONE}.
   */
  public static DeclaredType of(String declared) {
    if (declared == null) {
      return NONE;
    }
    String words = words(declared);
    int space = words.indexOf(' ');
    String first = space < 0 ? words : words.substring(0, space);
    if (first.endsWith("_TEXT")) {
      first = first.substring(0, first.length() - "_TEXT".length());
      DeclaredType type = zoned(BY_FIRST_WORD.get(first), words);
      return type == null ? TEXT : type;
    }
    if (first.equals("UNSIGNED") || first.equals("SIGNED")) {
      return words.contains("INT") ? BIGINT : NONE;
    }
    DeclaredType type = zoned(BY_FIRST_WORD.get(first), words);
    if (type != null) {
      return type;
    }
    // The rest of SQLite's own rules for text and blobs; its rule for "INT" would make an integer
    // of POINT.
    if (words.contains("CHAR") || words.contains("CLOB") || words.contains("TEXT")) {
      return TEXT;
    }
    return words.contains("BLOB") || words.contains("BINARY") ? BLOB : NONE;
  }

  /** What a stored value says of a column without declared type: {@link #NONE} for null. */
  public static DeclaredType ofValue(Object stored) {
    if (stored instanceof Long) {
      return BIGINT;
    }
    if (stored instanceof Double) {
      return DOUBLE;
    }
    if (stored instanceof String) {
      return TEXT;
    }
    return stored == null ? NONE : BLOB;
  }

  /** The nearest JDBC type; never null. */
  public JDBCType jdbcType() {
    return jdbcType;
  }

  /** The class of a value that fits; Object where it depends on the value. */
  public Class<?> javaType() {
    return javaType;
  }

  private static DeclaredType zoned(DeclaredType type, String words) {
    boolean zone =
        (type == TIMESTAMP || type == TIME) && words.contains("WITH ") && words.contains("ZONE");
    if (!zone || words.contains("WITHOUT ")) {
      return type;
    }
    return type == TIME ? TIME_WITH_TIME_ZONE : TIMESTAMP_WITH_TIME_ZONE;
  }

  /**
   * {@code timestamp(6) with time zone} without the (6), in upper case, and with one space between
   * words.
   */
  static String words(String declared) {
    StringBuilder words = new StringBuilder(declared.length());
    int depth = 0;
    for (int i = 0; i < declared.length(); i++) {
      char c = declared.charAt(i);
      if (c == '(') {
        depth++;
      } else if (c == ')') {
        depth--;
      } else if (depth == 0) {
        boolean space = Character.isWhitespace(c);
        boolean wordEnded = words.length() == 0 || words.charAt(words.length() - 1) == ' ';
        if (!space) {
          words.append(c);
        } else if (!wordEnded) {
          words.append(' ');
        }
      }
    }
    return words.toString().trim().toUpperCase(Locale.ROOT);
  }
}
