// SPDX-License-Identifier: Apache-2.0
package io.reactivesqlite.client.impl.types;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.time.OffsetTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Values through a real file: what is stored there, what SQLite itself makes of it, and what comes
 * back.
 */
class RoundTripTest {

  private StorageDb db;

  @BeforeEach
  void open(@TempDir Path dir) throws SQLException {
    db = new StorageDb(dir.resolve("values.db").toString());
  }

  @AfterEach
  void close() throws SQLException {
    db.close();
  }

  static Stream<Arguments> values() {
    return Stream.of(
        Arguments.of("BOOLEAN", true),
        Arguments.of("BOOLEAN", false),
        Arguments.of("SMALLINT", (short) 32767),
        Arguments.of("INTEGER", 2147483647),
        Arguments.of("INTEGER", 1L << 40),
        Arguments.of("BIGINT", Long.MIN_VALUE),
        Arguments.of("REAL", 0.1),
        Arguments.of("DOUBLE PRECISION", Double.MIN_VALUE),
        Arguments.of("DOUBLE", Double.MAX_VALUE),
        Arguments.of("DOUBLE", 7.0),
        Arguments.of("FLOAT4", 3.14f),
        Arguments.of("FLOAT4", 3.40282e38f),
        Arguments.of("FLOAT4", -3.402823e38f),
        Arguments.of("NUMERIC", new BigDecimal("-999.99")),
        Arguments.of("DECIMAL(10,0)", new BigDecimal("12345")),
        Arguments.of("DECIMAL_TEXT(38,10)", new BigDecimal("12345678901234567890.1234567890")),
        Arguments.of("VARCHAR(9)", "007"),
        Arguments.of("TEXT", "ä😀\0z"),
        Arguments.of("CHAR(8)", ""),
        Arguments.of("BLOB", Buffer.buffer(new byte[] {0, -1})),
        Arguments.of("BLOB", Buffer.buffer()),
        Arguments.of("DATE", LocalDate.of(1999, 12, 31)),
        Arguments.of("DATE", LocalDate.MAX),
        Arguments.of("TIME", LocalTime.of(18, 45, 2)),
        Arguments.of("TIME", LocalTime.MAX),
        Arguments.of("TIMESTAMP", LocalDateTime.of(2024, 1, 31, 0, 0)),
        Arguments.of("DATETIME", LocalDateTime.of(2024, 1, 31, 10, 11, 12, 123_456_789)),
        Arguments.of("TIMESTAMP", LocalDateTime.MIN),
        Arguments.of(
            "TIMESTAMP WITH TIME ZONE", OffsetDateTime.parse("2024-01-31T10:11:12.5+05:30")),
        Arguments.of("TIMESTAMPTZ", OffsetDateTime.parse("2024-01-31T10:11:12Z")),
        Arguments.of("TIMETZ", OffsetTime.parse("10:11:12-03:30")),
        Arguments.of("UUID", UUID.fromString("12345678-1234-5678-1234-567812345678")),
        Arguments.of("JSON", new JsonObject().put("a", new JsonArray().add(1).add("x"))),
        Arguments.of("JSON", new JsonArray().add(true)));
  }

  @ParameterizedTest
  @MethodSource("values")
  void comeBackByTheirDeclaredType(String declared, Object value) throws SQLException {
    Object stored = db.throughColumn(declared, Encoder.encode(value));

    assertThat(Decoder.decode(stored, DeclaredType.of(declared))).isEqualTo(value);
  }

  @ParameterizedTest
  @MethodSource("values")
  void comeBackByTheClassAskedForWithoutAnyDeclaredType(String declared, Object value)
      throws SQLException {
    Object stored = db.throughColumn("", Encoder.encode(value));

    Class<?> target = value instanceof Buffer ? Buffer.class : value.getClass();
    assertThat((Object) Decoder.decode(stored, DeclaredType.NONE, target, "v")).isEqualTo(value);
  }

  @Test
  void floatsComeBackExactly() throws SQLException {
    long seed = new Random().nextLong();
    Random random = new Random(seed);
    for (int i = 0; i < 2_000; i++) {
      float value = Float.intBitsToFloat(random.nextInt());
      if (Float.isNaN(value)) {
        continue;
      }
      Object stored = db.one("SELECT ?", Encoder.encode(value));

      assertThat(Decoder.decode(stored, DeclaredType.FLOAT)).as("seed %d", seed).isEqualTo(value);
      assertThat(Decoder.decode(stored, DeclaredType.NONE, Float.class, "v"))
          .as("seed %d", seed)
          .isEqualTo(value);
    }
  }

  @Test
  void decimalsOfFifteenDigitsSurviveNumericAffinity() throws SQLException {
    long seed = new Random().nextLong();
    Random random = new Random(seed);
    for (int i = 0; i < 500; i++) {
      long digits = random.nextLong() % 1_000_000_000_000_000L;
      BigDecimal value = BigDecimal.valueOf(digits, random.nextInt(30) - 5);
      Object stored = db.throughColumn("DECIMAL(30,15)", Encoder.encode(value));

      assertThat((BigDecimal) Decoder.decode(stored, DeclaredType.DECIMAL))
          .as("seed %d, stored as %s", seed, stored)
          .isEqualByComparingTo(value);
    }
  }

  @ParameterizedTest
  @CsvSource({
    "12345678901234567890.123456,12345678901234567000",
    "1234567.0000000001,1234567",
    "9223372036854775808,9223372036854776000",
  })
  void decimalsOfMoreDigitsAreRoundedByNumericAffinityAndKeptByText(
      BigDecimal value, BigDecimal rounded) throws SQLException {
    Object numeric = db.throughColumn("DECIMAL(38,10)", Encoder.encode(value));
    Object text = db.throughColumn("DECIMAL_TEXT(38,10)", Encoder.encode(value));

    assertThat((BigDecimal) Decoder.decode(numeric, DeclaredType.DECIMAL))
        .isEqualByComparingTo(rounded);
    assertThat(Decoder.decode(text, DeclaredType.DECIMAL)).isEqualTo(value);
  }

  @Test
  void integersBeyondSixtyFourBitsAreKeptByText() throws SQLException {
    BigInteger value = BigInteger.TEN.pow(30).add(BigInteger.ONE);
    Object stored = db.throughColumn("TEXT", Encoder.encode(value));

    assertThat(Decoder.decode(stored, DeclaredType.TEXT, BigInteger.class, "v")).isEqualTo(value);
  }

  @Test
  void decimalsCompareAsNumbersWithColumnsAndNeedACastBesideExpressions() throws SQLException {
    db.run("CREATE TABLE price(amount DECIMAL(10,2))");
    db.run("INSERT INTO price VALUES(9.5), (10.5)");
    Object ten = Encoder.encode(new BigDecimal("10.00"));

    assertThat(db.column("SELECT amount FROM price WHERE amount > ?", ten)).containsExactly(10.5);
    assertThat(db.column("SELECT sum(amount) FROM price HAVING sum(amount) > ?", ten)).isEmpty();
    assertThat(
            db.column("SELECT sum(amount) FROM price HAVING sum(amount) > CAST(? AS NUMERIC)", ten))
        .containsExactly(20.0);
  }

  @ParameterizedTest
  @CsvSource({
    "date,2024-01-31",
    "time,10:11:12",
    "unixepoch,1706695872",
    "'datetime',2024-01-31 10:11:12",
  })
  void dateTimesAreReadBySqlitesFunctions(String function, String expected) throws SQLException {
    LocalDateTime local = LocalDateTime.of(2024, 1, 31, 10, 11, 12, 123_456_000);
    List<Object> same =
        List.of(
            local,
            local.atOffset(ZoneOffset.UTC),
            local.plusHours(2).atOffset(ZoneOffset.ofHours(2)),
            local.toInstant(ZoneOffset.UTC));
    for (Object value : same) {
      Object answer = db.one("SELECT " + function + "(?)", Encoder.encode(value));

      assertThat(answer).as("%s", value).hasToString(expected);
    }
  }

  @Test
  void datesAndTimesAreReadBySqlitesFunctions() throws SQLException {
    assertThat(db.one("SELECT date(?, '+1 day')", Encoder.encode(LocalDate.of(2024, 2, 28))))
        .isEqualTo("2024-02-29");
    assertThat(db.one("SELECT time(?, '+1 hour')", Encoder.encode(LocalTime.of(10, 11))))
        .isEqualTo("11:11:00");
    assertThat(db.one("SELECT time(?)", Encoder.encode(OffsetTime.parse("10:11:12+02:00"))))
        .isEqualTo("08:11:12");
  }

  @Test
  void dateTimesAreReadAsSqliteWritesThem() throws SQLException {
    LocalDateTime expected = LocalDateTime.of(2024, 1, 31, 10, 11, 12);
    for (String sql :
        List.of(
            "SELECT datetime('2024-01-31 10:11:12')",
            "SELECT unixepoch('2024-01-31 10:11:12')",
            "SELECT julianday('2024-01-31 10:11:12')",
            "SELECT strftime('%Y-%m-%dT%H:%M:%S', '2024-01-31 10:11:12')",
            "SELECT 1000 * unixepoch('2024-01-31 10:11:12')")) {
      assertThat(Decoder.decode(db.one(sql), DeclaredType.NONE, LocalDateTime.class, "v"))
          .as(sql)
          .isEqualTo(expected);
    }
    assertThat(
            Decoder.decode(
                db.one("SELECT unixepoch('2024-01-31 10:11:12.345', 'subsec')"),
                DeclaredType.NONE,
                Instant.class,
                "v"))
        .isEqualTo(Instant.parse("2024-01-31T10:11:12.345Z"));
  }

  @Test
  void dateTimesSortInTimeAndBesideTheClockOfSqlite() throws SQLException {
    long seed = new Random().nextLong();
    Random random = new Random(seed);
    List<LocalDateTime> times = new ArrayList<>();
    db.run("CREATE TABLE event(at TIMESTAMP DEFAULT CURRENT_TIMESTAMP)");
    db.run("INSERT INTO event DEFAULT VALUES");
    times.add(
        Decoder.decode(
            db.one("SELECT at FROM event"), DeclaredType.TIMESTAMP, LocalDateTime.class, "at"));
    int[] fractions = {0, 1, 1_000, 1_000_000, 500_000_000, 500_000_001, 999_999_999};
    for (int i = 0; i < 300; i++) {
      LocalDateTime time =
          times
              .get(0)
              .plusSeconds(random.nextInt(100_000) - 50_000)
              .withNano(fractions[random.nextInt(7)]);
      times.add(time);
      db.column("INSERT INTO event VALUES(?)", Encoder.encode(time));
    }

    List<Object> sorted = db.column("SELECT at FROM event ORDER BY at");

    assertThat(sorted)
        .as("seed %d", seed)
        .map(stored -> Decoder.decode(stored, DeclaredType.TIMESTAMP))
        .isEqualTo(times.stream().sorted().toList());
  }

  @Test
  void arraysAreReadBySqlitesJsonFunctions() throws SQLException {
    Object stored = Encoder.encode(new Integer[] {3, null, 5});

    assertThat(db.column("SELECT value FROM json_each(?)", stored)).containsExactly(3L, null, 5L);
    assertThat(
            Decoder.decode(
                db.throughColumn("JSON", stored), DeclaredType.JSON, Integer[].class, "v"))
        .containsExactly(3, null, 5);
  }
}
