// SPDX-License-Identifier: Apache-2.0
package io.reactivesqlite.hibernate.mapping;

import static org.assertj.core.api.Assertions.assertThat;

import io.reactivesqlite.hibernate.testing.StoreSuite;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Id;
import jakarta.persistence.Lob;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.net.URI;
import java.net.URL;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.time.OffsetTime;
import java.time.Year;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.util.Calendar;
import java.util.Currency;
import java.util.Date;
import java.util.GregorianCalendar;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TimeZone;
import java.util.UUID;
import org.hibernate.annotations.JdbcTypeCode;
import org.hibernate.annotations.TimeZoneStorage;
import org.hibernate.annotations.TimeZoneStorageType;
import org.hibernate.type.SqlTypes;
import org.hibernate.type.YesNoConverter;
import org.junit.jupiter.api.Test;

/** Every basic type: what goes in comes out, and what lies in the file meanwhile. */
abstract class BasicTypesSuite extends StoreSuite {
  enum Mood {
    GOOD,
    BAD
  }

  @Entity(name = "Basic")
  static class Basic {
    @Id Long id;
    boolean flag;
    Boolean maybe;

    @jakarta.persistence.Convert(converter = YesNoConverter.class)
    boolean yesNo;

    byte tiny;
    short small;
    int whole;
    long big;
    float single;
    double real;
    char letter;
    String text;
    @Lob String clob;
    BigDecimal decimal;
    BigInteger integer;
    byte[] bytes;
    @Lob byte[] blob;
    Mood ordinal;

    @Enumerated(EnumType.STRING)
    Mood named;

    UUID uuid;

    @JdbcTypeCode(SqlTypes.BINARY)
    UUID binaryUuid;

    LocalDate date;
    LocalTime time;
    LocalDateTime dateTime;
    Instant instant;
    OffsetDateTime offset;
    ZonedDateTime zoned;
    OffsetTime offsetTime;

    @TimeZoneStorage(TimeZoneStorageType.COLUMN)
    OffsetDateTime kept;

    Duration duration;
    Year year;
    Date utilDate;
    Calendar calendar;
    java.sql.Date sqlDate;
    java.sql.Time sqlTime;
    java.sql.Timestamp timestamp;
    Currency currency;
    Locale locale;
    TimeZone timeZone;
    ZoneId zone;
    URL url;
    Class<?> type;
    String[] strings;
    int[] ints;
    List<String> list;
    Set<Mood> moods;
    LocalDateTime[] moments;
    BigDecimal[] decimals;

    @JdbcTypeCode(SqlTypes.JSON)
    Map<String, Object> json;
  }

  @Override
  protected Class<?>[] entities() {
    return new Class<?>[] {Basic.class};
  }

  private void persist(java.util.function.Consumer<Basic> values) {
    final Basic it = new Basic();
    it.id = 1L;
    it.letter = 'x';
    values.accept(it);
    store.run(work -> work.persist(it));
  }

  private Basic read() {
    return store.call(work -> work.find(Basic.class, 1L));
  }

  @Test
  void aRowWithoutValuesIsReadBack() {
    persist(it -> {});
    final Basic it = read();
    assertThat(it.decimal).isNull();
    assertThat(it.json).isNull();
    assertThat(it.instant).isNull();
    assertThat(store.rows("select decimal, json, instant, strings, uuid, bytes from Basic"))
        .containsExactly("null|null|null|null|null|null");
  }

  @Test
  void booleansAreOneAndZero() {
    persist(
        it -> {
          it.flag = true;
          it.maybe = false;
          it.yesNo = true;
        });
    assertThat(read().flag).isTrue();
    assertThat(read().maybe).isFalse();
    assertThat(read().yesNo).isTrue();
    assertThat(store.rows("select typeof(flag), flag + 0, maybe + 0, yesNo from Basic"))
        .containsExactly("integer|1|0|Y");
  }

  @Test
  void numbersKeepTheirRange() {
    persist(
        it -> {
          it.tiny = Byte.MIN_VALUE;
          it.small = Short.MAX_VALUE;
          it.whole = Integer.MIN_VALUE;
          it.big = Long.MAX_VALUE;
          it.single = 0.1f;
          it.real = Double.MIN_VALUE;
        });
    final Basic it = read();
    assertThat(it.tiny).isEqualTo(Byte.MIN_VALUE);
    assertThat(it.small).isEqualTo(Short.MAX_VALUE);
    assertThat(it.whole).isEqualTo(Integer.MIN_VALUE);
    assertThat(it.big).isEqualTo(Long.MAX_VALUE);
    assertThat(it.single).isEqualTo(0.1f);
    assertThat(it.real).isEqualTo(Double.MIN_VALUE);
    assertThat(store.rows("select typeof(big), big, single from Basic"))
        .containsExactly("integer|9223372036854775807|0.1");
  }

  @Test
  void decimalsAreExact() {
    persist(
        it -> {
          it.decimal = new BigDecimal("12345678901234567890.123456");
          it.integer = new BigInteger("-98765432109876543210987654321");
        });
    assertThat(read().decimal).isEqualTo(new BigDecimal("12345678901234567890.123456"));
    assertThat(read().integer).isEqualTo(new BigInteger("-98765432109876543210987654321"));
    assertThat(store.rows("select typeof(decimal), decimal from Basic"))
        .containsExactly("text|12345678901234567890.123456");
  }

  @Test
  void decimalsKeepTheirScale() {
    persist(it -> it.decimal = new BigDecimal("10.00"));
    assertThat(read().decimal).isEqualTo(new BigDecimal("10.00"));
  }

  @Test
  void textsAndBytesAreUnchanged() {
    persist(
        it -> {
          it.letter = 'ß';
          it.text = "naïve 😀 'quoted'";
          it.clob = "long ".repeat(5_000);
          it.bytes = new byte[] {0, 1, (byte) 0xff};
          it.blob = new byte[10_000];
        });
    final Basic it = read();
    assertThat(it.letter).isEqualTo('ß');
    assertThat(it.text).isEqualTo("naïve 😀 'quoted'");
    assertThat(it.clob).hasSize(25_000);
    assertThat(it.bytes).containsExactly(0, 1, 0xff);
    assertThat(it.blob).hasSize(10_000);
    assertThat(
            store.rows("select typeof(clob), typeof(bytes), hex(bytes), length(blob) from Basic"))
        .containsExactly("text|blob|0001FF|10000");
  }

  @Test
  void enumsAreNumbersOrNames() {
    persist(
        it -> {
          it.ordinal = Mood.BAD;
          it.named = Mood.BAD;
        });
    assertThat(read().ordinal).isEqualTo(Mood.BAD);
    assertThat(read().named).isEqualTo(Mood.BAD);
    assertThat(store.rows("select ordinal, named from Basic")).containsExactly("1|BAD");
  }

  @Test
  void uuidsAreTextsOrBytes() {
    final UUID uuid = UUID.fromString("123e4567-e89b-12d3-a456-426614174000");
    persist(
        it -> {
          it.uuid = uuid;
          it.binaryUuid = uuid;
        });
    assertThat(read().uuid).isEqualTo(uuid);
    assertThat(read().binaryUuid).isEqualTo(uuid);
    assertThat(store.rows("select uuid, hex(binaryUuid) from Basic"))
        .containsExactly(uuid + "|123E4567E89B12D3A456426614174000");
  }

  @Test
  void localDatesAndTimesAreIsoTexts() {
    persist(
        it -> {
          it.date = LocalDate.of(2024, 2, 29);
          it.time = LocalTime.of(1, 2, 3, 456_789_012);
          it.dateTime = LocalDateTime.of(1600, 1, 2, 3, 4, 5, 600_000_000);
        });
    final Basic it = read();
    assertThat(it.date).isEqualTo(LocalDate.of(2024, 2, 29));
    assertThat(it.time).isEqualTo(LocalTime.of(1, 2, 3, 456_789_012));
    assertThat(it.dateTime).isEqualTo(LocalDateTime.of(1600, 1, 2, 3, 4, 5, 600_000_000));
    assertThat(store.rows("select date || '', time || '', dateTime || '' from Basic"))
        .containsExactly("2024-02-29|01:02:03.456789012|1600-01-02 03:04:05.6");
    assertThat(store.rows("select date(dateTime, '+1 day') from Basic"))
        .containsExactly("1600-01-03");
  }

  @Test
  void momentsAreInUtc() {
    final Instant instant = Instant.parse("2024-07-01T10:00:00.000000001Z");
    persist(
        it -> {
          it.instant = instant;
          it.offset = instant.atOffset(ZoneOffset.ofHours(5));
          it.zoned = instant.atZone(ZoneId.of("Asia/Tokyo"));
          it.offsetTime = OffsetTime.of(3, 0, 0, 0, ZoneOffset.ofHours(2));
          it.kept = instant.atOffset(ZoneOffset.ofHours(3));
        });
    final Basic it = read();
    assertThat(it.instant).isEqualTo(instant);
    assertThat(it.offset.toInstant()).isEqualTo(instant);
    assertThat(it.zoned.toInstant()).isEqualTo(instant);
    assertThat(it.offsetTime.isEqual(OffsetTime.of(1, 0, 0, 0, ZoneOffset.UTC))).isTrue();
    assertThat(it.kept).isEqualTo(instant.atOffset(ZoneOffset.ofHours(3)));
    assertThat(
            store.rows(
                "select instant || '', offset || '', zoned || '', offsetTime || '' from Basic"))
        .containsExactly(
            "2024-07-01 10:00:00.000000001|2024-07-01 10:00:00.000000001|2024-07-01"
                + " 10:00:00.000000001|01:00:00");
    final String formatted =
        store.call(
            work ->
                work.one(
                    "select format(it.kept as 'dd/MM/yyyy ''at'' HH:mm:ssxxx') from Basic it",
                    String.class));
    assertThat(formatted).isEqualTo("01/07/2024 at 13:00:00+03:00");
  }

  @Test
  void olderDatesWorkToo() {
    final Date date = new Date(1_700_000_000_123L);
    final Calendar calendar = new GregorianCalendar(2024, Calendar.MARCH, 1, 10, 20, 30);
    persist(
        it -> {
          it.utilDate = date;
          it.calendar = calendar;
          it.sqlDate = java.sql.Date.valueOf("2024-02-29");
          it.sqlTime = java.sql.Time.valueOf("10:20:30");
          it.timestamp = java.sql.Timestamp.valueOf("2024-02-29 10:20:30.123456789");
        });
    final Basic it = read();
    assertThat(it.utilDate.getTime()).isEqualTo(date.getTime());
    assertThat(it.calendar.getTimeInMillis()).isEqualTo(calendar.getTimeInMillis());
    assertThat(it.sqlDate).isEqualTo(java.sql.Date.valueOf("2024-02-29"));
    assertThat(it.sqlTime).isEqualTo(java.sql.Time.valueOf("10:20:30"));
    assertThat(it.timestamp).isEqualTo(java.sql.Timestamp.valueOf("2024-02-29 10:20:30.123456789"));
    assertThat(store.rows("select sqlDate || '', sqlTime || '', timestamp || '' from Basic"))
        .containsExactly("2024-02-29|10:20:30|2024-02-29 10:20:30.123456789");
  }

  @Test
  void durationsAreNanoseconds() {
    persist(it -> it.duration = Duration.ofHours(1).plusNanos(1));
    assertThat(read().duration).isEqualTo(Duration.ofHours(1).plusNanos(1));
    assertThat(store.rows("select typeof(duration), duration from Basic"))
        .containsExactly("integer|3600000000001");
  }

  @Test
  void smallTypesOfTheJdkWork() throws Exception {
    final URL url = URI.create("https://example.org/a?b").toURL();
    persist(
        it -> {
          it.year = Year.of(2024);
          it.currency = Currency.getInstance("CHF");
          it.locale = Locale.GERMANY;
          it.timeZone = TimeZone.getTimeZone("Europe/Rome");
          it.zone = ZoneId.of("Asia/Tokyo");
          it.url = url;
          it.type = String.class;
        });
    final Basic it = read();
    assertThat(it.year).isEqualTo(Year.of(2024));
    assertThat(it.currency).isEqualTo(Currency.getInstance("CHF"));
    assertThat(it.locale).isEqualTo(Locale.GERMANY);
    assertThat(it.timeZone.getID()).isEqualTo("Europe/Rome");
    assertThat(it.zone).isEqualTo(ZoneId.of("Asia/Tokyo"));
    assertThat(it.url).hasToString(url.toString());
    assertThat(it.type).isEqualTo(String.class);
  }

  @Test
  void arraysAndCollectionsAreJson() {
    persist(
        it -> {
          it.strings = new String[] {"a", "b\"c", null};
          it.ints = new int[] {1, 2};
          it.list = List.of("x", "y");
          it.moods = Set.of(Mood.BAD);
          it.moments = new LocalDateTime[] {LocalDateTime.of(2024, 1, 2, 3, 4, 5)};
          it.decimals = new BigDecimal[] {new BigDecimal("1.10")};
        });
    final Basic it = read();
    assertThat(it.strings).containsExactly("a", "b\"c", null);
    assertThat(it.ints).containsExactly(1, 2);
    assertThat(it.list).containsExactly("x", "y");
    assertThat(it.moods).containsExactly(Mood.BAD);
    assertThat(it.moments).containsExactly(LocalDateTime.of(2024, 1, 2, 3, 4, 5));
    assertThat(it.decimals).containsExactly(new BigDecimal("1.10"));
    assertThat(store.rows("select strings, ints, json_valid(list), typeof(ints) from Basic"))
        .containsExactly("[\"a\",\"b\\\"c\",null]|[1,2]|1|text");
  }

  @Test
  void jsonIsTextThatSqliteReads() {
    persist(it -> it.json = Map.of("city", "Rome", "n", 7));
    assertThat(read().json).containsEntry("city", "Rome").containsEntry("n", 7);
    assertThat(store.rows("select typeof(json), json->>'city' from Basic"))
        .containsExactly("text|Rome");
  }

  @Test
  void parametersOfEveryKindCompare() {
    persist(
        it -> {
          it.decimal = new BigDecimal("9.90");
          it.date = LocalDate.of(2024, 2, 29);
          it.dateTime = LocalDateTime.of(2024, 2, 29, 10, 0);
          it.instant = Instant.parse("2024-02-29T10:00:00Z");
          it.duration = Duration.ofMinutes(5);
          it.uuid = new UUID(1, 2);
          it.named = Mood.GOOD;
          it.bytes = new byte[] {7};
          it.flag = true;
          it.single = 0.1f;
        });
    finds("decimal < ?1", new BigDecimal("10"));
    finds("decimal = ?1", new BigDecimal("9.9"));
    finds("date = ?1", LocalDate.of(2024, 2, 29));
    finds("dateTime > ?1", LocalDateTime.of(2024, 2, 29, 9, 59, 59, 999_000_000));
    finds("instant <= ?1", Instant.parse("2024-02-29T10:00:00Z"));
    finds("duration > ?1", Duration.ofMinutes(4));
    finds("uuid = ?1", new UUID(1, 2));
    finds("named = ?1", Mood.GOOD);
    finds("bytes = ?1", new byte[] {7});
    finds("flag = ?1", true);
    finds("single = ?1", 0.1f);
  }

  private void finds(String condition, Object parameter) {
    assertThat(
            store.listOf(
                work ->
                    work.list(
                        "select b.id from Basic b where b." + condition, Long.class, parameter)))
        .as(condition)
        .containsExactly(1L);
  }
}
