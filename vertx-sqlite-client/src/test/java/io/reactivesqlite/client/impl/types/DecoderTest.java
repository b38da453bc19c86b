// SPDX-License-Identifier: Apache-2.0
package io.reactivesqlite.client.impl.types;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.sqlclient.Tuple;
import io.vertx.sqlclient.data.Numeric;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.time.DayOfWeek;
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
import java.time.temporal.Temporal;
import java.util.List;
import java.util.Random;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

class DecoderTest {

  private static final UUID ID = UUID.fromString("123e4567-e89b-12d3-a456-426614174000");
  private static final byte[] ID_BYTES =
      ByteBuffer.allocate(16)
          .putLong(ID.getMostSignificantBits())
          .putLong(ID.getLeastSignificantBits())
          .array();
  private static final LocalDate DATE = LocalDate.of(2024, 1, 31);
  private static final LocalTime TIME = LocalTime.of(10, 11, 12);
  private static final LocalDateTime DATE_TIME = LocalDateTime.of(DATE, TIME);

  static Stream<Arguments> byDeclaredType() {
    return Stream.of(
        Arguments.of(1L, DeclaredType.INTEGER, 1),
        Arguments.of(1L << 40, DeclaredType.INTEGER, 1L << 40),
        Arguments.of((long) Integer.MIN_VALUE, DeclaredType.INTEGER, Integer.MIN_VALUE),
        Arguments.of(Integer.MIN_VALUE - 1L, DeclaredType.INTEGER, Integer.MIN_VALUE - 1L),
        Arguments.of(1.5, DeclaredType.INTEGER, 1.5),
        Arguments.of("x", DeclaredType.INTEGER, "x"),
        Arguments.of(1L, DeclaredType.SMALLINT, (short) 1),
        Arguments.of(40_000L, DeclaredType.SMALLINT, 40_000L),
        Arguments.of(1L, DeclaredType.BIGINT, 1L),
        Arguments.of(1L, DeclaredType.NONE, 1L),
        Arguments.of(1L, DeclaredType.BOOLEAN, true),
        Arguments.of(0L, DeclaredType.BOOLEAN, false),
        Arguments.of(2L, DeclaredType.BOOLEAN, 2L),
        Arguments.of("true", DeclaredType.BOOLEAN, true),
        Arguments.of("maybe", DeclaredType.BOOLEAN, "maybe"),
        Arguments.of(0.1, DeclaredType.DOUBLE, 0.1),
        Arguments.of(3L, DeclaredType.DOUBLE, 3.0),
        Arguments.of(Long.MAX_VALUE, DeclaredType.DOUBLE, Long.MAX_VALUE),
        Arguments.of(Long.MIN_VALUE, DeclaredType.DOUBLE, Long.MIN_VALUE),
        Arguments.of(3.14, DeclaredType.FLOAT, 3.14f),
        Arguments.of(0.5, DeclaredType.FLOAT, 0.5f),
        Arguments.of(3.141592653589793, DeclaredType.FLOAT, 3.141592653589793),
        Arguments.of(1e300, DeclaredType.FLOAT, 1e300),
        Arguments.of(999.99, DeclaredType.DECIMAL, new BigDecimal("999.99")),
        Arguments.of(12345L, DeclaredType.DECIMAL, new BigDecimal("12345")),
        Arguments.of(5.0, DeclaredType.DECIMAL, new BigDecimal("5")),
        Arguments.of("1.10", DeclaredType.DECIMAL, new BigDecimal("1.10")),
        Arguments.of("1,10", DeclaredType.DECIMAL, "1,10"),
        Arguments.of(Double.POSITIVE_INFINITY, DeclaredType.DECIMAL, Double.POSITIVE_INFINITY),
        Arguments.of("x", DeclaredType.TEXT, "x"),
        Arguments.of(new byte[] {1}, DeclaredType.BLOB, Buffer.buffer(new byte[] {1})),
        Arguments.of("x", DeclaredType.BLOB, "x"),
        Arguments.of(new byte[] {1}, DeclaredType.TEXT, Buffer.buffer(new byte[] {1})),
        Arguments.of("2024-01-31", DeclaredType.DATE, DATE),
        Arguments.of("2024-01-31 10:11:12", DeclaredType.DATE, "2024-01-31 10:11:12"),
        Arguments.of("2024-02-31", DeclaredType.DATE, "2024-02-31"),
        Arguments.of(1_706_695_872L, DeclaredType.DATE, 1_706_695_872L),
        Arguments.of("10:11:12", DeclaredType.TIME, TIME),
        Arguments.of("10:11:12Z", DeclaredType.TIME, "10:11:12Z"),
        Arguments.of("10:11", DeclaredType.TIME, LocalTime.of(10, 11)),
        Arguments.of("2024-01-31 10:11:12", DeclaredType.TIMESTAMP, DATE_TIME),
        Arguments.of("2024-01-31T10:11:12", DeclaredType.TIMESTAMP, DATE_TIME),
        Arguments.of("2024-01-31 10:11:12Z", DeclaredType.TIMESTAMP, "2024-01-31 10:11:12Z"),
        Arguments.of("2024-01-31", DeclaredType.TIMESTAMP, "2024-01-31"),
        Arguments.of("now", DeclaredType.TIMESTAMP, "now"),
        Arguments.of(
            "2024-01-31 10:11:12+02:00",
            DeclaredType.TIMESTAMP_WITH_TIME_ZONE,
            DATE_TIME.atOffset(ZoneOffset.ofHours(2))),
        Arguments.of(
            "2024-01-31 10:11:12",
            DeclaredType.TIMESTAMP_WITH_TIME_ZONE,
            DATE_TIME.atOffset(ZoneOffset.UTC)),
        Arguments.of(
            "10:11:12-03:30",
            DeclaredType.TIME_WITH_TIME_ZONE,
            TIME.atOffset(ZoneOffset.ofHoursMinutes(-3, -30))),
        Arguments.of(ID.toString(), DeclaredType.UUID, ID),
        Arguments.of(ID_BYTES, DeclaredType.UUID, ID),
        Arguments.of("nobody", DeclaredType.UUID, "nobody"),
        Arguments.of(7L, DeclaredType.UUID, 7L),
        Arguments.of("{\"a\":1}", DeclaredType.JSON, new JsonObject().put("a", 1)),
        Arguments.of("[1]", DeclaredType.JSON, new JsonArray().add(1)),
        Arguments.of("\"x\"", DeclaredType.JSON, "x"),
        Arguments.of("true", DeclaredType.JSON, true),
        Arguments.of("null", DeclaredType.JSON, Tuple.JSON_NULL),
        Arguments.of("{broken", DeclaredType.JSON, "{broken"),
        Arguments.of(1L, DeclaredType.JSON, 1L));
  }

  @ParameterizedTest
  @MethodSource
  void byDeclaredType(Object stored, DeclaredType type, Object value) {
    assertThat(Decoder.decode(stored, type)).isEqualTo(value);
    assertThat(Decoder.decode(stored, type, Object.class, "c")).isEqualTo(value);
  }

  @ParameterizedTest
  @EnumSource
  void nullIsNullForEveryType(DeclaredType type) {
    assertThat(Decoder.decode(null, type)).isNull();
    assertThat(Decoder.decode(null, type, Integer.class, "c")).isNull();
  }

  static Stream<Arguments> asAClass() {
    return Stream.of(
        Arguments.of(1L, Long.class, 1L),
        Arguments.of(2.0, Long.class, 2L),
        Arguments.of("12", Long.class, 12L),
        Arguments.of("1e3", Long.class, 1000L),
        Arguments.of(1L, Integer.class, 1),
        Arguments.of(-1L, Short.class, (short) -1),
        Arguments.of(127L, Byte.class, (byte) 127),
        Arguments.of(0.1, Double.class, 0.1),
        Arguments.of(3L, Double.class, 3.0),
        Arguments.of("2.5", Double.class, 2.5),
        Arguments.of(3.14, Float.class, 3.14f),
        Arguments.of(3L, Float.class, 3f),
        Arguments.of(Double.POSITIVE_INFINITY, Float.class, Float.POSITIVE_INFINITY),
        Arguments.of(1.1, BigDecimal.class, new BigDecimal("1.1")),
        Arguments.of("1.10", BigDecimal.class, new BigDecimal("1.10")),
        Arguments.of(" 7 ", BigDecimal.class, new BigDecimal("7")),
        Arguments.of("9223372036854775808", BigInteger.class, BigInteger.ONE.shiftLeft(63)),
        Arguments.of(1L, BigInteger.class, BigInteger.ONE),
        Arguments.of(1.5, Numeric.class, Numeric.parse("1.5")),
        Arguments.of("1.5", Number.class, new BigDecimal("1.5")),
        Arguments.of(1L, Number.class, 1L),
        Arguments.of("x", String.class, "x"),
        Arguments.of(1L, String.class, "1"),
        Arguments.of(1.5, String.class, "1.5"),
        Arguments.of("x", Character.class, 'x'),
        Arguments.of(1L, Boolean.class, true),
        Arguments.of(0L, Boolean.class, false),
        Arguments.of(-5L, Boolean.class, true),
        Arguments.of(0.0, Boolean.class, false),
        Arguments.of("TRUE", Boolean.class, true),
        Arguments.of("off", Boolean.class, false),
        Arguments.of(new byte[] {1}, Buffer.class, Buffer.buffer(new byte[] {1})),
        Arguments.of("ä", Buffer.class, Buffer.buffer("ä")),
        Arguments.of("a", byte[].class, new byte[] {'a'}),
        Arguments.of(new byte[] {1}, byte[].class, new byte[] {1}),
        Arguments.of(new byte[] {1}, ByteBuffer.class, ByteBuffer.wrap(new byte[] {1})),
        Arguments.of(ID.toString(), UUID.class, ID),
        Arguments.of(ID.toString().toUpperCase(), UUID.class, ID),
        Arguments.of(ID.toString().replace("-", ""), UUID.class, ID),
        Arguments.of(ID_BYTES, UUID.class, ID),
        Arguments.of("{}", JsonObject.class, new JsonObject()),
        Arguments.of("[]", JsonArray.class, new JsonArray()),
        Arguments.of("MONDAY", DayOfWeek.class, DayOfWeek.MONDAY),
        Arguments.of(6L, DayOfWeek.class, DayOfWeek.SUNDAY),
        Arguments.of("2024-01-31", LocalDate.class, DATE),
        Arguments.of("2024-01-31 10:11:12.5+02:00", LocalDate.class, DATE),
        Arguments.of("+12024-01-31", LocalDate.class, LocalDate.of(12024, 1, 31)),
        Arguments.of("-0044-03-15", LocalDate.class, LocalDate.of(-44, 3, 15)),
        Arguments.of("2024-01-31 10:11:12", LocalTime.class, TIME),
        Arguments.of("10:11", LocalTime.class, LocalTime.of(10, 11)),
        Arguments.of("2024-01-31T10:11:12", LocalDateTime.class, DATE_TIME),
        Arguments.of("2024-01-31", LocalDateTime.class, DATE.atStartOfDay()),
        Arguments.of("2024-01-31 10:11", LocalDateTime.class, DATE.atTime(10, 11)),
        Arguments.of(
            "2024-01-31 10:11:12.1234567891", LocalDateTime.class, DATE_TIME.withNano(123_456_789)),
        Arguments.of("2024-01-31 10:11:12+02:00", LocalDateTime.class, DATE_TIME),
        Arguments.of(
            "+12024-01-31 10:11:12.500",
            LocalDateTime.class,
            DATE_TIME.withYear(12024).withNano(500_000_000)),
        Arguments.of(1_706_695_872L, LocalDateTime.class, DATE_TIME),
        Arguments.of(1_706_695_872_000L, LocalDateTime.class, DATE_TIME),
        Arguments.of(
            253_402_300_799L, LocalDateTime.class, LocalDateTime.of(9999, 12, 31, 23, 59, 59)),
        Arguments.of(-1L, LocalDateTime.class, LocalDateTime.of(1969, 12, 31, 23, 59, 59)),
        Arguments.of(2440587.5, LocalDateTime.class, LocalDateTime.of(1970, 1, 1, 0, 0)),
        Arguments.of(1_706_695_872.123, LocalDateTime.class, DATE_TIME.withNano(123_000_000)),
        Arguments.of(1_706_695_872L, LocalDate.class, DATE),
        Arguments.of(
            "2024-01-31 10:11:12Z", OffsetDateTime.class, DATE_TIME.atOffset(ZoneOffset.UTC)),
        Arguments.of(
            "2024-01-31 10:11:12", OffsetDateTime.class, DATE_TIME.atOffset(ZoneOffset.UTC)),
        Arguments.of(
            "2024-01-31T10:11:12 +02",
            OffsetDateTime.class,
            DATE_TIME.atOffset(ZoneOffset.ofHours(2))),
        Arguments.of(
            "2024-01-31T10:11:12-0330",
            OffsetDateTime.class,
            DATE_TIME.atOffset(ZoneOffset.of("-03:30"))),
        Arguments.of("10:11:12Z", OffsetTime.class, TIME.atOffset(ZoneOffset.UTC)),
        Arguments.of("10:11:12", OffsetTime.class, TIME.atOffset(ZoneOffset.UTC)),
        Arguments.of(
            "2024-01-31 10:11:12+02:00", Instant.class, Instant.parse("2024-01-31T08:11:12Z")),
        Arguments.of(1_706_695_872L, Instant.class, Instant.ofEpochSecond(1_706_695_872L)),
        Arguments.of("2024-01-31 10:11:12Z", ZonedDateTime.class, DATE_TIME.atZone(ZoneOffset.UTC)),
        Arguments.of("2024-01-31", Temporal.class, DATE),
        Arguments.of("10:11:12", Temporal.class, TIME),
        Arguments.of("10:11:12Z", Temporal.class, TIME.atOffset(ZoneOffset.UTC)),
        Arguments.of("2024-01-31 10:11:12", Temporal.class, DATE_TIME),
        Arguments.of("2024-01-31 10:11:12Z", Temporal.class, DATE_TIME.atOffset(ZoneOffset.UTC)),
        Arguments.of(1_706_695_872L, Temporal.class, DATE_TIME),
        Arguments.of("PT1M30S", Duration.class, Duration.ofSeconds(90)),
        Arguments.of("P1Y2M3D", Period.class, Period.of(1, 2, 3)),
        Arguments.of("2024-01", YearMonth.class, YearMonth.of(2024, 1)),
        Arguments.of("--01-31", MonthDay.class, MonthDay.of(1, 31)),
        Arguments.of(2024L, Year.class, Year.of(2024)),
        Arguments.of("[true,null,0]", Boolean[].class, new Boolean[] {true, null, false}),
        Arguments.of("[1,2]", Short[].class, new Short[] {1, 2}),
        Arguments.of("[1,2]", Integer[].class, new Integer[] {1, 2}),
        Arguments.of("[9223372036854775807]", Long[].class, new Long[] {Long.MAX_VALUE}),
        Arguments.of("[3.14,1]", Float[].class, new Float[] {3.14f, 1f}),
        Arguments.of("[0.5]", Double[].class, new Double[] {0.5}),
        Arguments.of(
            "[\"1.10\",2]",
            BigDecimal[].class,
            new BigDecimal[] {new BigDecimal("1.10"), new BigDecimal("2")}),
        Arguments.of("[1.5]", Numeric[].class, new Numeric[] {Numeric.parse("1.5")}),
        Arguments.of("[\"a\",1,true]", String[].class, new String[] {"a", "1", "true"}),
        Arguments.of("[{}]", JsonObject[].class, new JsonObject[] {new JsonObject()}),
        Arguments.of("[[1]]", JsonArray[].class, new JsonArray[] {new JsonArray().add(1)}),
        Arguments.of("[\"2024-01-31\"]", LocalDate[].class, new LocalDate[] {DATE}),
        Arguments.of("[\"2024-01-31\"]", Temporal[].class, new Temporal[] {DATE}),
        Arguments.of(
            "[\"__8\"]", Buffer[].class, new Buffer[] {Buffer.buffer(new byte[] {-1, -1})}),
        Arguments.of("[\"?\"]", Buffer[].class, new Buffer[] {Buffer.buffer("?")}),
        Arguments.of("[\"" + ID + "\"]", UUID[].class, new UUID[] {ID}),
        Arguments.of("[\"MONDAY\"]", DayOfWeek[].class, new DayOfWeek[] {DayOfWeek.MONDAY}),
        Arguments.of("[1,\"a\",true,null]", Object[].class, new Object[] {1, "a", true, null}),
        Arguments.of("[[1],[]]", Integer[][].class, new Integer[][] {{1}, {}}));
  }

  @ParameterizedTest
  @MethodSource
  void asAClass(Object stored, Class<?> target, Object value) {
    assertThat((Object) Decoder.decode(stored, DeclaredType.NONE, target, "c")).isEqualTo(value);
  }

  static Stream<Arguments> refused() {
    return Stream.of(
        Arguments.of(
            1L << 40,
            Integer.class,
            "Column c holds an INTEGER that cannot be read as Integer: it is out of range"),
        Arguments.of(
            32_768L,
            Short.class,
            "Column c holds an INTEGER that cannot be read as Short: it is out of range"),
        Arguments.of(
            128L,
            Byte.class,
            "Column c holds an INTEGER that cannot be read as Byte: it is out of range"),
        Arguments.of(
            0.5,
            Long.class,
            "Column c holds a REAL that cannot be read as Long: it has a fraction"),
        Arguments.of(
            1e19,
            Long.class,
            "Column c holds a REAL that cannot be read as Long: it is out of range"),
        Arguments.of(
            1e300,
            Float.class,
            "Column c holds a REAL that cannot be read as Float: it is out of range"),
        Arguments.of(
            "1e999999999", Long.class, "Column c holds a TEXT that cannot be read as Long"),
        Arguments.of(
            "1e999999999",
            BigInteger.class,
            "Column c holds a TEXT that cannot be read as BigInteger"),
        Arguments.of(
            "1e-999999999", Long.class, "Column c holds a TEXT that cannot be read as Long"),
        Arguments.of("1.5", Integer.class, "Column c holds a TEXT that cannot be read as Integer"),
        Arguments.of("1e999", Double.class, "Column c holds a TEXT that cannot be read as Double"),
        Arguments.of(
            "secret", Integer.class, "Column c holds a TEXT that cannot be read as Integer"),
        Arguments.of(
            "secret", LocalDate.class, "Column c holds a TEXT that cannot be read as LocalDate"),
        Arguments.of(
            "10:11:12", LocalDate.class, "Column c holds a TEXT that cannot be read as LocalDate"),
        Arguments.of(
            "2024-01-31",
            LocalTime.class,
            "Column c holds a TEXT that cannot be read as LocalTime"),
        Arguments.of(
            "2024-13-01",
            LocalDate.class,
            "Column c holds a TEXT that cannot be read as LocalDate"),
        Arguments.of(
            "2024-01-31 25:00",
            LocalDateTime.class,
            "Column c holds a TEXT that cannot be read as LocalDateTime"),
        Arguments.of(
            "2024-01-31 10:11x",
            LocalDateTime.class,
            "Column c holds a TEXT that cannot be read as LocalDateTime"),
        Arguments.of(
            Long.MAX_VALUE,
            LocalDateTime.class,
            "Column c holds an INTEGER that cannot be read as LocalDateTime"),
        Arguments.of(-1e15, Instant.class, "Column c holds a REAL that cannot be read as Instant"),
        Arguments.of(
            new byte[1], String.class, "Column c holds a BLOB that cannot be read as String"),
        Arguments.of(
            new byte[1], Boolean.class, "Column c holds a BLOB that cannot be read as Boolean"),
        Arguments.of(
            new byte[1],
            BigDecimal.class,
            "Column c holds a BLOB that cannot be read as BigDecimal"),
        Arguments.of(new byte[15], UUID.class, "Column c holds a BLOB that cannot be read as UUID"),
        Arguments.of(
            "maybe", Boolean.class, "Column c holds a TEXT that cannot be read as Boolean"),
        Arguments.of(1L, Buffer.class, "Column c holds an INTEGER that cannot be read as Buffer"),
        Arguments.of(
            "xy", Character.class, "Column c holds a TEXT that cannot be read as Character"),
        Arguments.of(
            "[]", JsonObject.class, "Column c holds a TEXT that cannot be read as JsonObject"),
        Arguments.of(
            "{", JsonArray.class, "Column c holds a TEXT that cannot be read as JsonArray"),
        Arguments.of(
            "SOMEDAY", DayOfWeek.class, "Column c holds a TEXT that cannot be read as DayOfWeek"),
        Arguments.of(
            7L, DayOfWeek.class, "Column c holds an INTEGER that cannot be read as DayOfWeek"),
        Arguments.of(
            "1", Integer[].class, "Column c holds a TEXT that cannot be read as Integer[]"),
        Arguments.of(
            "[\"x\"]", Integer[].class, "Column c holds a TEXT that cannot be read as Integer"),
        Arguments.of("x", Thread.class, "Column c holds a TEXT that cannot be read as Thread"));
  }

  @ParameterizedTest
  @MethodSource
  void refused(Object stored, Class<?> target, String message) {
    assertThatThrownBy(() -> Decoder.decode(stored, DeclaredType.NONE, target, "c"))
        .isInstanceOf(ClassCastException.class)
        .hasMessage(message);
  }

  @Test
  void neverFailsOnAnythingStored() {
    long seed = new Random().nextLong();
    Random random = new Random(seed);
    List<Class<?>> targets =
        asAClass().<Class<?>>map(a -> (Class<?>) a.get()[1]).distinct().toList();
    for (int round = 0; round < 20_000; round++) {
      Object stored = stored(random);
      DeclaredType type = DeclaredType.values()[random.nextInt(DeclaredType.values().length)];
      Class<?> target = targets.get(random.nextInt(targets.size()));
      String description = "seed " + seed + ": " + stored + " as " + type + " and " + target;

      assertThat(Decoder.decode(stored, type)).as(description).isNotNull();
      try {
        assertThat((Object) Decoder.decode(stored, type, target, "c"))
            .as(description)
            .isInstanceOf(target);
      } catch (ClassCastException e) {
        assertThat(e).as(description).hasMessageStartingWith("Column c holds a");
      }
    }
  }

  private static Object stored(Random random) {
    String letters = "0123456789-:.TZ +eE[]{}\"truefalsn,";
    switch (random.nextInt(4)) {
      case 0:
        return random.nextLong() >> random.nextInt(64);
      case 1:
        return Double.longBitsToDouble(random.nextLong());
      case 2:
        StringBuilder text =
            new StringBuilder(random.nextBoolean() ? "2024-01-31 10:11:12.5+01:00" : "1.5");
        text.setLength(random.nextInt(text.length() + 1));
        for (int i = random.nextInt(4); i > 0; i--) {
          text.insert(
              random.nextInt(text.length() + 1), letters.charAt(random.nextInt(letters.length())));
        }
        return text.toString();
      default:
        byte[] bytes = new byte[random.nextInt(20)];
        random.nextBytes(bytes);
        return bytes;
    }
  }
}
