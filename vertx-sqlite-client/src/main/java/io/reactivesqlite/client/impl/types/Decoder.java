// SPDX-License-Identifier: Apache-2.0
package io.reactivesqlite.client.impl.types;

import io.vertx.core.buffer.Buffer;
import java.math.BigDecimal;

/**
 * What a stored value is to Java: by the column's declared type where the value fits it, by its
 * storage class otherwise. A stored value is null, Long, Double, String or byte[]; the bytes are
 * not copied.
 */
public final class Decoder {

  private Decoder() {}

  /**
   * The value that {@code Row.getValue} gives. Never fails: what does not fit the declared type
   * comes as Long, Double, String or Buffer.
   */
  public static Object decode(Object stored, DeclaredType type) {
    if (stored == null) {
      return null;
    }
    Object value = null;
    switch (type) {
      case INTEGER:
        value = narrowed(stored);
        break;
      case SMALLINT:
        if (stored instanceof Long && (Long) stored == ((Long) stored).shortValue()) {
          value = ((Long) stored).shortValue();
        }
        break;
      case BOOLEAN:
        value = bool(stored);
        break;
      case DECIMAL:
        value = Numbers.toDecimal(stored);
        break;
      case DOUBLE:
        value = stored instanceof Long ? exactDouble((Long) stored) : null;
        break;
      case FLOAT:
        value = stored instanceof Double ? Numbers.toExactFloat((Double) stored) : null;
        break;
      case UUID:
        value = stored instanceof Long || stored instanceof Double ? null : Coercions.uuid(stored);
        break;
      case JSON:
        value = stored instanceof String ? JsonArrays.json((String) stored) : null;
        break;
      case DATE, TIME, TIMESTAMP, TIMESTAMP_WITH_TIME_ZONE, TIME_WITH_TIME_ZONE:
        value = stored instanceof String ? temporal((String) stored, type) : null;
        break;
      default:
        break;
    }
    return value == null ? byStorageClass(stored) : value;
  }

  /**
   * The value as an instance of {@code target}, as the getters of rows give it; null for a stored
   * null.
   *
   * @param column the column's name, for the message
   * @throws ClassCastException naming the column, what it holds and what was asked for, but not the
   *     value
   */
  public static <T> T decode(Object stored, DeclaredType type, Class<T> target, String column) {
    if (stored == null) {
      return null;
    }
    if (stored.getClass() == target) {
      return target.cast(stored);
    }
    Object value = Coercions.coerce(stored, type, target, column);
    if (value == null) {
      throw mismatch(stored, target, column);
    }
    return target.cast(value);
  }

  private static Object byStorageClass(Object stored) {
    return stored instanceof byte[] ? Buffer.buffer((byte[]) stored) : stored;
  }

  private static Object narrowed(Object stored) {
    if (!(stored instanceof Long)) {
      return null;
    }
    long value = (Long) stored;
    return value == (int) value ? (Object) (int) value : stored;
  }

  private static Object bool(Object stored) {
    if (stored instanceof Long) {
      long value = (Long) stored;
      return value == 1 ? Boolean.TRUE : value == 0 ? Boolean.FALSE : null;
    }
    return stored instanceof String ? Coercions.boolText((String) stored) : null;
  }

  private static Double exactDouble(long value) {
    return value <= 1L << 53 && value >= -(1L << 53) ? (Double) (double) value : null;
  }

  /** The temporal of the declared type, where the text has all of it and nothing more. */
  private static Object temporal(String text, DeclaredType type) {
    TemporalText parts = TemporalText.parse(text);
    if (parts == null) {
      return null;
    }
    boolean date = parts.date() != null;
    boolean time = parts.time() != null;
    boolean offset = parts.offset() != null;
    switch (type) {
      case DATE:
        return date && !time ? parts.date() : null;
      case TIME:
        return time && !date && !offset ? parts.time() : null;
      case TIMESTAMP:
        return date && time && !offset ? Moments.dateTime(parts) : null;
      case TIMESTAMP_WITH_TIME_ZONE:
        // SQLite's own functions write UTC without saying so.
        return date && time ? Moments.dateTime(parts).atOffset(Moments.offset(parts)) : null;
      default:
        return time && !date ? parts.time().atOffset(Moments.offset(parts)) : null;
    }
  }

  private static ClassCastException mismatch(Object stored, Class<?> target, String column) {
    String message =
        "Column "
            + column
            + " holds "
            + storageClass(stored)
            + " that cannot be read as "
            + target.getSimpleName()
            + reason(stored, target);
    return new ClassCastException(message);
  }

  private static String storageClass(Object stored) {
    if (stored instanceof Long) {
      return "an INTEGER";
    }
    if (stored instanceof Double) {
      return "a REAL";
    }
    return stored instanceof String ? "a TEXT" : "a BLOB";
  }

  private static String reason(Object stored, Class<?> target) {
    boolean number = stored instanceof Long || stored instanceof Double;
    if (!number || !Number.class.isAssignableFrom(target) || target == BigDecimal.class) {
      return "";
    }
    return stored instanceof Double && (Double) stored != Math.rint((Double) stored)
        ? ": it has a fraction"
        : ": it is out of range";
  }
}
