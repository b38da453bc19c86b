// SPDX-License-Identifier: Apache-2.0
package io.reactivesqlite.client.impl.types;

import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.sqlclient.Tuple;
import io.vertx.sqlclient.data.NullValue;
import io.vertx.sqlclient.data.Numeric;
import java.io.InputStream;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.MonthDay;
import java.time.OffsetDateTime;
import java.time.OffsetTime;
import java.time.Period;
import java.time.Year;
import java.time.YearMonth;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.util.Collection;
import java.util.Date;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;

/**
 * What a parameter is stored as.
 *
 * <table>
 *   <caption>Java type and storage class</caption>
 *   <tr><td>Boolean</td><td>INTEGER 1 or 0</td></tr>
 *   <tr><td>Byte, Short, Integer, Long, Year</td><td>INTEGER</td></tr>
 *   <tr><td>BigInteger</td><td>INTEGER where it fits into 64 bits, otherwise its decimal text</td></tr>
 *   <tr><td>Float, Double</td><td>REAL; a Float by its shortest decimal, so that 3.14f is 3.14; NaN is refused, because
 *     SQLite would store NULL</td></tr>
 *   <tr><td>BigDecimal, Numeric</td><td>its exact decimal text</td></tr>
 *   <tr><td>String, Character, Enum (its name), UUID</td><td>TEXT</td></tr>
 *   <tr><td>dates and times</td><td>ISO text, see {@link TemporalText}; an Instant with Z; a ZonedDateTime with its
 *     offset, without the name of its zone; java.util.Date as an Instant</td></tr>
 *   <tr><td>Duration, Period, YearMonth, MonthDay</td><td>ISO text</td></tr>
 *   <tr><td>JsonObject, JsonArray, Tuple.JSON_NULL, Map</td><td>JSON text</td></tr>
 *   <tr><td>arrays and collections of all these</td><td>JSON text of an array, see {@link JsonArrays}</td></tr>
 *   <tr><td>byte[], Buffer, ByteBuffer</td><td>BLOB; a copy, later changes do not matter</td></tr>
 * </table>
 *
 * <p>A decimal's text stays as it is in columns of TEXT affinity. In columns of NUMERIC, INTEGER or
 * REAL affinity, and {@code DECIMAL(10,2)} is one, SQLite turns every number's text into an integer
 * or a double: what has at most 15 significant digits still comes back exactly (without zeros at
 * its end), what has more comes back rounded. Compared with an expression, which has no affinity,
 * text is greater than any number: write {@code sum(x) > CAST(? AS NUMERIC)}.
 */
public final class Encoder {

  private static final String ACCEPTED =
      "accepted are Boolean, Byte, Short, Integer, Long, Float, Double, BigInteger, BigDecimal, Numeric, String,"
          + " Character, enums, UUID, the classes of java.time, java.util.Date, JsonObject, JsonArray, byte[], Buffer,"
          + " ByteBuffer, and arrays, collections and maps of these";

  /** As many zeros as a decimal may have at its end before its text has an exponent. */
  private static final int MAX_ZEROS = 1_000;

  private Encoder() {}

  /**
   * The storage value: null, Long, Double, String or byte[].
   *
   * @throws IllegalArgumentException saying why the value cannot be stored, without the value
   */
  public static Object encode(Object value) {
    if (value instanceof String) {
      return checked((String) value);
    }
    if (value instanceof Long || value == null) {
      return value;
    }
    if (value instanceof Integer) {
      return ((Integer) value).longValue();
    }
    if (value instanceof Boolean) {
      return (Boolean) value ? 1L : 0L;
    }
    if (value instanceof Number) {
      return encodeNumber((Number) value);
    }
    Object temporal = encodeTemporal(value);
    return temporal != null ? temporal : encodeOther(value);
  }

  private static Object encodeNumber(Number number) {
    if (number instanceof Double) {
      return notNan((Double) number);
    }
    if (number instanceof BigDecimal) {
      return decimalText((BigDecimal) number);
    }
    if (number instanceof Float) {
      return widened((Float) number);
    }
    if (number instanceof Short
        || number instanceof Byte
        || number instanceof AtomicInteger
        || number instanceof AtomicLong) {
      return number.longValue();
    }
    if (number instanceof BigInteger) {
      BigInteger integer = (BigInteger) number;
      return integer.bitLength() < Long.SIZE ? (Object) integer.longValue() : integer.toString();
    }
    if (number instanceof Numeric) {
      BigDecimal decimal = ((Numeric) number).bigDecimalValue();
      return decimal == null ? notNan(Double.NaN) : decimalText(decimal);
    }
    throw refused(number.getClass());
  }

  private static String decimalText(BigDecimal decimal) {
    // 1E+1000000000 written out would fill the memory.
    return Math.abs((long) decimal.scale()) <= MAX_ZEROS
        ? decimal.toPlainString()
        : decimal.toString();
  }

  private static Double notNan(Double number) {
    if (number.isNaN()) {
      throw new IllegalArgumentException("NaN cannot be stored, SQLite would make NULL of it");
    }
    return number;
  }

  /** The double that has the same shortest decimal as the float. */
  private static Double widened(Float number) {
    float value = number;
    double widened = Double.parseDouble(number.toString());
    // Rounding twice may miss the float by one.
    return notNan((float) widened == value ? widened : (double) value);
  }

  /** Text for dates and times, null for everything else. */
  private static Object encodeTemporal(Object value) {
    if (value instanceof LocalDateTime) {
      LocalDateTime dateTime = (LocalDateTime) value;
      return TemporalText.format(dateTime.toLocalDate(), dateTime.toLocalTime(), null);
    }
    if (value instanceof LocalDate) {
      return TemporalText.format((LocalDate) value);
    }
    if (value instanceof OffsetDateTime) {
      OffsetDateTime dateTime = (OffsetDateTime) value;
      return TemporalText.format(
          dateTime.toLocalDate(), dateTime.toLocalTime(), dateTime.getOffset());
    }
    if (value instanceof Instant) {
      return encodeTemporal(((Instant) value).atOffset(ZoneOffset.UTC));
    }
    if (value instanceof LocalTime) {
      return TemporalText.format((LocalTime) value);
    }
    if (value instanceof OffsetTime) {
      OffsetTime time = (OffsetTime) value;
      return TemporalText.format(time.toLocalTime(), time.getOffset());
    }
    if (value instanceof ZonedDateTime) {
      return encodeTemporal(((ZonedDateTime) value).toOffsetDateTime());
    }
    if (value instanceof Duration
        || value instanceof Period
        || value instanceof YearMonth
        || value instanceof MonthDay) {
      return value.toString();
    }
    if (value instanceof Year) {
      return (long) ((Year) value).getValue();
    }
    return value instanceof Date ? encodeDate((Date) value) : null;
  }

  private static Object encodeDate(Date date) {
    if (date instanceof java.sql.Timestamp) {
      return encodeTemporal(((java.sql.Timestamp) date).toLocalDateTime());
    }
    if (date instanceof java.sql.Date) {
      return encodeTemporal(((java.sql.Date) date).toLocalDate());
    }
    if (date instanceof java.sql.Time) {
      return encodeTemporal(((java.sql.Time) date).toLocalTime());
    }
    return encodeTemporal(date.toInstant());
  }

  private static Object encodeOther(Object value) {
    if (value instanceof Buffer) {
      return ((Buffer) value).getBytes();
    }
    if (value instanceof byte[]) {
      return ((byte[]) value).clone();
    }
    if (value instanceof UUID) {
      return value.toString();
    }
    if (value instanceof Enum) {
      return ((Enum<?>) value).name();
    }
    if (value instanceof JsonObject) {
      return checked(((JsonObject) value).encode());
    }
    if (value instanceof JsonArray) {
      return checked(((JsonArray) value).encode());
    }
    if (value == Tuple.JSON_NULL) {
      return "null";
    }
    if (value instanceof NullValue) {
      return null;
    }
    if (value instanceof Character) {
      return checked(value.toString());
    }
    if (value instanceof ByteBuffer) {
      ByteBuffer source = ((ByteBuffer) value).duplicate();
      byte[] bytes = new byte[source.remaining()];
      source.get(bytes);
      return bytes;
    }
    if (value instanceof Collection || value.getClass().isArray()) {
      return checked(JsonArrays.encode(value).encode());
    }
    if (value instanceof Map) {
      return checked(JsonArrays.encodeMap((Map<?, ?>) value).encode());
    }
    throw refused(value.getClass());
  }

  private static IllegalArgumentException refused(Class<?> type) {
    if (InputStream.class.isAssignableFrom(type)) {
      return new IllegalArgumentException(
          "a "
              + type.getName()
              + " cannot be stored, reading it would block; read it into a Buffer first");
    }
    return new IllegalArgumentException("a " + type.getName() + " cannot be stored; " + ACCEPTED);
  }

  /**
   * Half of a surrogate pair is no character: UTF-8 has no bytes for it, and it would be stored as
   * a question mark.
   */
  private static String checked(String text) {
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (Character.isSurrogate(c)) {
        boolean pair =
            Character.isHighSurrogate(c)
                && i + 1 < text.length()
                && Character.isLowSurrogate(text.charAt(i + 1));
        if (!pair) {
          throw new IllegalArgumentException(
              "the text has half of a surrogate pair at index "
                  + i
                  + ", which is no character and cannot be stored");
        }
        i++;
      }
    }
    return text;
  }
}
