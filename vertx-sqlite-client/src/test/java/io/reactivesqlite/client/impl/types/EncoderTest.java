// SPDX-License-Identifier: Apache-2.0
package io.reactivesqlite.client.impl.types;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.sqlclient.Tuple;
import io.vertx.sqlclient.data.NullValue;
import io.vertx.sqlclient.data.Numeric;
import java.io.ByteArrayInputStream;
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
import java.time.ZonedDateTime;
import java.util.Arrays;
import java.util.Date;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class EncoderTest {

  static Stream<Arguments> values() {
    return Stream.of(
        Arguments.of(null, null),
        Arguments.of(NullValue.Integer, null),
        Arguments.of("text", "text"),
        Arguments.of("", ""),
        Arguments.of("😀 and \0", "😀 and \0"),
        Arguments.of('c', "c"),
        Arguments.of(DayOfWeek.MONDAY, "MONDAY"),
        Arguments.of(true, 1L),
        Arguments.of(false, 0L),
        Arguments.of((byte) -1, -1L),
        Arguments.of((short) 2, 2L),
        Arguments.of(3, 3L),
        Arguments.of(Long.MIN_VALUE, Long.MIN_VALUE),
        Arguments.of(new AtomicInteger(4), 4L),
        Arguments.of(new AtomicLong(5), 5L),
        Arguments.of(BigInteger.valueOf(Long.MAX_VALUE), Long.MAX_VALUE),
        Arguments.of(BigInteger.valueOf(Long.MIN_VALUE), Long.MIN_VALUE),
        Arguments.of(BigInteger.ONE.shiftLeft(63), "9223372036854775808"),
        Arguments.of(3.14f, 3.14),
        Arguments.of(3.40282e38f, 3.40282e38),
        Arguments.of(Float.MIN_VALUE, 1.4e-45),
        Arguments.of(Float.NEGATIVE_INFINITY, Double.NEGATIVE_INFINITY),
        Arguments.of(0.1, 0.1),
        Arguments.of(Double.POSITIVE_INFINITY, Double.POSITIVE_INFINITY),
        Arguments.of(new BigDecimal("1.10"), "1.10"),
        Arguments.of(new BigDecimal("1E+3"), "1000"),
        Arguments.of(new BigDecimal("1E-7"), "0.0000001"),
        Arguments.of(new BigDecimal("1E+1000000000"), "1E+1000000000"),
        Arguments.of(new BigDecimal("12345678901234567890.123456"), "12345678901234567890.123456"),
        Arguments.of(Numeric.parse("1.50"), "1.50"),
        Arguments.of(
            UUID.fromString("123e4567-e89b-12d3-a456-426614174000"),
            "123e4567-e89b-12d3-a456-426614174000"),
        Arguments.of(LocalDate.of(2024, 1, 31), "2024-01-31"),
        Arguments.of(LocalDate.of(12024, 1, 31), "+12024-01-31"),
        Arguments.of(LocalTime.of(10, 0), "10:00:00"),
        Arguments.of(LocalTime.of(10, 11, 12, 500_000_000), "10:11:12.500"),
        Arguments.of(LocalTime.of(10, 11, 12, 120_000), "10:11:12.000120"),
        Arguments.of(LocalTime.of(10, 11, 12, 1), "10:11:12.000000001"),
        Arguments.of(LocalDateTime.of(2024, 1, 31, 10, 11), "2024-01-31 10:11:00"),
        Arguments.of(
            LocalDateTime.of(2024, 1, 31, 10, 11, 12, 123_000_000), "2024-01-31 10:11:12.123"),
        Arguments.of(
            OffsetDateTime.parse("2024-01-31T10:11:12+02:00"), "2024-01-31 10:11:12+02:00"),
        Arguments.of(OffsetDateTime.parse("2024-01-31T10:11:12Z"), "2024-01-31 10:11:12Z"),
        Arguments.of(OffsetTime.parse("10:11:12.5-03:30"), "10:11:12.500-03:30"),
        Arguments.of(Instant.parse("2024-01-31T10:11:12Z"), "2024-01-31 10:11:12Z"),
        Arguments.of(
            ZonedDateTime.parse("2024-01-31T10:11:12+01:00[Europe/Paris]"),
            "2024-01-31 10:11:12+01:00"),
        Arguments.of(Duration.ofSeconds(90), "PT1M30S"),
        Arguments.of(Period.of(1, 2, 3), "P1Y2M3D"),
        Arguments.of(Year.of(2024), 2024L),
        Arguments.of(YearMonth.of(2024, 1), "2024-01"),
        Arguments.of(MonthDay.of(1, 31), "--01-31"),
        Arguments.of(Date.from(Instant.parse("2024-01-31T10:11:12Z")), "2024-01-31 10:11:12Z"),
        Arguments.of(java.sql.Date.valueOf("2024-01-31"), "2024-01-31"),
        Arguments.of(java.sql.Time.valueOf("10:11:12"), "10:11:12"),
        Arguments.of(
            java.sql.Timestamp.valueOf("2024-01-31 10:11:12.5"), "2024-01-31 10:11:12.500"),
        Arguments.of(new JsonObject().put("a", 1), "{\"a\":1}"),
        Arguments.of(new JsonArray().add("a"), "[\"a\"]"),
        Arguments.of(Tuple.JSON_NULL, "null"),
        Arguments.of(Map.of("a", List.of(1)), "{\"a\":[1]}"),
        Arguments.of(Buffer.buffer("ab"), new byte[] {'a', 'b'}),
        Arguments.of(new byte[] {1, 2}, new byte[] {1, 2}),
        Arguments.of(ByteBuffer.wrap(new byte[] {1, 2, 3}, 1, 2), new byte[] {2, 3}),
        Arguments.of(new Boolean[] {true, null}, "[true,null]"),
        Arguments.of(new int[] {1, 2}, "[1,2]"),
        Arguments.of(new Long[] {Long.MAX_VALUE}, "[9223372036854775807]"),
        Arguments.of(new Float[] {3.14f}, "[3.14]"),
        Arguments.of(new double[] {0.5}, "[0.5]"),
        Arguments.of(new BigDecimal[] {new BigDecimal("1.10")}, "[\"1.10\"]"),
        Arguments.of(new String[] {"a\"b"}, "[\"a\\\"b\"]"),
        Arguments.of(new DayOfWeek[] {DayOfWeek.MONDAY}, "[\"MONDAY\"]"),
        Arguments.of(new LocalDate[] {LocalDate.of(2024, 1, 31)}, "[\"2024-01-31\"]"),
        Arguments.of(new Buffer[] {Buffer.buffer(new byte[] {-1, -1})}, "[\"__8\"]"),
        Arguments.of(new JsonObject[] {new JsonObject()}, "[{}]"),
        Arguments.of(new int[][] {{1}, {}}, "[[1],[]]"),
        Arguments.of(List.of("a", 1), "[\"a\",1]"));
  }

  @ParameterizedTest
  @MethodSource("values")
  void storesAs(Object value, Object stored) {
    assertThat(Encoder.encode(value)).isEqualTo(stored);
  }

  @Test
  void takesBytesAsTheyAreNow() {
    byte[] array = {1};
    Buffer buffer = Buffer.buffer(new byte[] {1});
    Object ofArray = Encoder.encode(array);
    Object ofBuffer = Encoder.encode(buffer);

    array[0] = 2;
    buffer.setByte(0, (byte) 2);

    assertThat(ofArray).isEqualTo(new byte[] {1});
    assertThat(ofBuffer).isEqualTo(new byte[] {1});
  }

  @Test
  void leavesAByteBufferWhereItIs() {
    ByteBuffer buffer = ByteBuffer.allocate(4).position(1);

    assertThat((byte[]) Encoder.encode(buffer)).hasSize(3);
    assertThat(buffer.position()).isEqualTo(1);
  }

  static Stream<Arguments> refused() {
    return Stream.of(
        Arguments.of(Double.NaN, "NaN cannot be stored, SQLite would make NULL of it"),
        Arguments.of(Float.NaN, "NaN cannot be stored"),
        Arguments.of(Numeric.NaN, "NaN cannot be stored"),
        Arguments.of(new double[] {Double.NaN}, "NaN cannot be stored"),
        Arguments.of(
            new double[] {Double.POSITIVE_INFINITY},
            "an infinite number cannot be stored in an array"),
        Arguments.of("ab\uD83D", "half of a surrogate pair at index 2"),
        Arguments.of("\uDE00ab", "half of a surrogate pair at index 0"),
        Arguments.of("😀\uD83Dx", "half of a surrogate pair at index 2"),
        Arguments.of('\uD83D', "half of a surrogate pair at index 0"),
        Arguments.of(Map.of(1, 2), "a map can be stored only where its keys are strings"),
        Arguments.of(
            new ByteArrayInputStream(new byte[0]),
            "a java.io.ByteArrayInputStream cannot be stored, reading it would block; read it into a Buffer first"),
        Arguments.of(
            Optional.empty(), "a java.util.Optional cannot be stored; accepted are Boolean, "),
        Arguments.of(
            new Object[] {new Object()}, "a java.lang.Object cannot be stored; accepted are "));
  }

  @ParameterizedTest
  @MethodSource
  void refused(Object value, String reason) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Encoder.encode(value))
        .withMessageContaining(reason);
  }

  @Test
  void storesNothingButStorageValues() {
    assertThat(values().map(Arguments::get).map(pair -> Encoder.encode(pair[0])))
        .allMatch(
            stored ->
                stored == null
                    || Arrays.asList(Long.class, Double.class, String.class, byte[].class)
                        .contains(stored.getClass()));
  }
}
