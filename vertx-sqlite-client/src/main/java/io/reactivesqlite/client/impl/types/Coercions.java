// SPDX-License-Identifier: Apache-2.0
package io.reactivesqlite.client.impl.types;

import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.sqlclient.data.Numeric;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
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
import java.time.ZonedDateTime;
import java.time.temporal.Temporal;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import java.util.function.Function;

/**
 * For each class that can be asked for: how to make it of a stored value. Null means that it cannot
 * be made of that.
 */
final class Coercions {

  private static final Map<Class<?>, Function<Object, Object>> BY_CLASS = new HashMap<>();

  static {
    put(Long.class, Numbers::toLong);
    put(
        Integer.class,
        stored ->
            map(Numbers.toLong(stored, Integer.MIN_VALUE, Integer.MAX_VALUE), Long::intValue));
    put(String.class, stored -> stored instanceof byte[] ? null : stored.toString());
    put(Boolean.class, Coercions::bool);
    put(Double.class, Numbers::toDouble);
    put(BigDecimal.class, Numbers::toDecimal);
    put(
        Short.class,
        stored -> map(Numbers.toLong(stored, Short.MIN_VALUE, Short.MAX_VALUE), Long::shortValue));
    put(
        Byte.class,
        stored -> map(Numbers.toLong(stored, Byte.MIN_VALUE, Byte.MAX_VALUE), Long::byteValue));
    put(Float.class, Numbers::toFloat);
    put(BigInteger.class, Coercions::bigInteger);
    put(Numeric.class, stored -> map(Numbers.toDecimal(stored), Numeric::create));
    put(Buffer.class, stored -> map(bytes(stored), Buffer::buffer));
    put(byte[].class, Coercions::bytes);
    put(ByteBuffer.class, stored -> map(bytes(stored), ByteBuffer::wrap));
    put(UUID.class, Coercions::uuid);
    put(Character.class, stored -> isOneChar(stored) ? ((String) stored).charAt(0) : null);
    put(JsonObject.class, stored -> jsonOf(stored, JsonObject.class));
    put(JsonArray.class, stored -> jsonOf(stored, JsonArray.class));
    put(LocalDate.class, Moments::toLocalDate);
    put(LocalTime.class, Moments::toLocalTime);
    put(LocalDateTime.class, Moments::toLocalDateTime);
    put(OffsetDateTime.class, Moments::toOffsetDateTime);
    put(OffsetTime.class, Moments::toOffsetTime);
    put(Instant.class, Moments::toInstant);
    put(
        ZonedDateTime.class,
        stored -> map(Moments.toOffsetDateTime(stored), OffsetDateTime::toZonedDateTime));
    put(Duration.class, stored -> parse(stored, Duration::parse));
    put(Period.class, stored -> parse(stored, Period::parse));
    put(YearMonth.class, stored -> parse(stored, YearMonth::parse));
    put(MonthDay.class, stored -> parse(stored, MonthDay::parse));
    put(
        Year.class,
        stored ->
            map(
                Numbers.toLong(stored, Year.MIN_VALUE, Year.MAX_VALUE),
                y -> Year.of(y.intValue())));
  }

  private Coercions() {}

  private static void put(Class<?> target, Function<Object, Object> coercion) {
    BY_CLASS.put(target, coercion);
  }

  static Object coerce(Object stored, DeclaredType type, Class<?> target, String column) {
    Function<Object, Object> coercion = BY_CLASS.get(target);
    if (coercion != null) {
      return coercion.apply(stored);
    }
    if (target == Object.class) {
      return Decoder.decode(stored, type);
    }
    if (target == Number.class) {
      Object value = Decoder.decode(stored, type);
      return value instanceof Number ? value : Numbers.toDecimal(stored);
    }
    if (target == Temporal.class) {
      Object value = Decoder.decode(stored, type);
      return value instanceof Temporal ? value : temporal(stored);
    }
    if (target.isArray()) {
      return JsonArrays.decode(stored, target.getComponentType(), column);
    }
    return target.isEnum() ? constant(stored, target) : null;
  }

  /** What SQLite itself takes for true and false, and the words for them. */
  private static Object bool(Object stored) {
    if (stored instanceof Long) {
      return (Long) stored != 0;
    }
    if (stored instanceof Double) {
      return (Double) stored != 0;
    }
    return stored instanceof String ? boolText((String) stored) : null;
  }

  static Boolean boolText(String text) {
    if (text.length() > 5) {
      return null;
    }
    switch (text.toLowerCase(Locale.ROOT)) {
      case "true", "t", "yes", "y", "on", "1":
        return Boolean.TRUE;
      case "false", "f", "no", "n", "off", "0":
        return Boolean.FALSE;
      default:
        return null;
    }
  }

  private static Object bigInteger(Object stored) {
    if (stored instanceof Long) {
      return BigInteger.valueOf((Long) stored);
    }
    BigDecimal decimal = Numbers.toDecimal(stored);
    if (decimal == null || Math.abs((long) decimal.scale()) > 10_000) {
      return null;
    }
    try {
      return decimal.toBigIntegerExact();
    } catch (ArithmeticException e) {
      return null;
    }
  }

  private static byte[] bytes(Object stored) {
    if (stored instanceof byte[]) {
      return (byte[]) stored;
    }
    return stored instanceof String ? ((String) stored).getBytes(StandardCharsets.UTF_8) : null;
  }

  /** Of its text, with or without hyphens, or of its 16 bytes. */
  static UUID uuid(Object stored) {
    if (stored instanceof byte[]) {
      if (((byte[]) stored).length != 16) {
        return null;
      }
      ByteBuffer bytes = ByteBuffer.wrap((byte[]) stored);
      return new UUID(bytes.getLong(), bytes.getLong());
    }
    if (!(stored instanceof String)) {
      return null;
    }
    String text = (String) stored;
    boolean hyphens = text.length() == 36 && text.charAt(8) == '-' && text.charAt(13) == '-';
    String digits = hyphens ? text.replace("-", "") : text;
    if (digits.length() != 32 || !isHex(digits)) {
      return null;
    }
    return new UUID(
        Long.parseUnsignedLong(digits, 0, 16, 16), Long.parseUnsignedLong(digits, 16, 32, 16));
  }

  private static boolean isHex(String digits) {
    for (int i = 0; i < digits.length(); i++) {
      char c = digits.charAt(i);
      if (c > 'f' || Character.digit(c, 16) < 0) {
        return false;
      }
    }
    return true;
  }

  private static boolean isOneChar(Object stored) {
    return stored instanceof String && ((String) stored).length() == 1;
  }

  private static Object jsonOf(Object stored, Class<?> target) {
    Object json = stored instanceof String ? JsonArrays.json((String) stored) : null;
    return target.isInstance(json) ? json : null;
  }

  private static Object temporal(Object stored) {
    TemporalText parts = stored instanceof String ? TemporalText.parse((String) stored) : null;
    if (parts == null) {
      return stored instanceof String ? null : Moments.toLocalDateTime(stored);
    }
    if (parts.date() == null) {
      return parts.offset() == null ? parts.time() : Moments.toOffsetTime(stored);
    }
    if (parts.time() == null) {
      return parts.date();
    }
    return parts.offset() == null
        ? Moments.toLocalDateTime(stored)
        : Moments.toOffsetDateTime(stored);
  }

  private static Object constant(Object stored, Class<?> target) {
    Object[] constants = target.getEnumConstants();
    if (stored instanceof Long) {
      Long ordinal = Numbers.toLong(stored, 0, constants.length - 1);
      return ordinal == null ? null : constants[ordinal.intValue()];
    }
    for (Object constant : constants) {
      if (((Enum<?>) constant).name().equals(stored)) {
        return constant;
      }
    }
    return null;
  }

  private static <A> Object map(A value, Function<A, Object> next) {
    return value == null ? null : next.apply(value);
  }

  private static Object parse(Object stored, Function<String, Object> parser) {
    if (!(stored instanceof String)) {
      return null;
    }
    try {
      return parser.apply((String) stored);
    } catch (DateTimeException e) {
      return null;
    }
  }
}
