// SPDX-License-Identifier: Apache-2.0
package io.reactivesqlite.hibernate.types;

import jakarta.persistence.TemporalType;
import java.sql.Date;
import java.sql.SQLException;
import java.sql.Time;
import java.sql.Timestamp;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.time.OffsetTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.util.Calendar;
import org.hibernate.type.SqlTypes;
import org.hibernate.type.descriptor.WrapperOptions;
import org.hibernate.type.descriptor.java.JavaType;
import org.hibernate.type.descriptor.jdbc.JdbcLiteralFormatter;
import org.hibernate.type.descriptor.jdbc.internal.JdbcLiteralFormatterTemporal;
import org.hibernate.type.spi.TypeConfiguration;

/**
 * Dates and times as text: local ones as they are, moments ({@code Instant}, {@code
 * OffsetDateTime}, {@code ZonedDateTime}) in UTC. All timestamps share one form, so they compare
 * and sort as text.
 */
final class TemporalJdbcType extends TextStored {
  static final TemporalJdbcType DATE =
      new TemporalJdbcType(
          SqlTypes.DATE,
          SqlTypes.DATE,
          TemporalType.DATE,
          Date.class,
          LocalDate.class,
          TemporalJdbcType::writeDate,
          TemporalJdbcType::readDate);
  static final TemporalJdbcType TIME =
      new TemporalJdbcType(
          SqlTypes.TIME,
          SqlTypes.TIME,
          TemporalType.TIME,
          Time.class,
          LocalTime.class,
          TemporalJdbcType::writeTime,
          TemporalJdbcType::readTime);
  static final TemporalJdbcType TIMESTAMP =
      new TemporalJdbcType(
          SqlTypes.TIMESTAMP,
          SqlTypes.TIMESTAMP,
          TemporalType.TIMESTAMP,
          Timestamp.class,
          LocalDateTime.class,
          TemporalJdbcType::writeTimestamp,
          TemporalJdbcType::readTimestamp);
  static final TemporalJdbcType TIME_UTC =
      new TemporalJdbcType(
          SqlTypes.TIME,
          SqlTypes.TIME_UTC,
          TemporalType.TIME,
          OffsetTime.class,
          OffsetTime.class,
          TemporalJdbcType::writeTimeUtc,
          TemporalJdbcType::readTimeUtc);
  static final TemporalJdbcType TIMESTAMP_UTC = moment(SqlTypes.TIMESTAMP_UTC, Instant.class);
  static final TemporalJdbcType TIMESTAMP_WITH_TIMEZONE =
      moment(SqlTypes.TIMESTAMP_WITH_TIMEZONE, OffsetDateTime.class);

  private final int jdbcCode;
  private final int sqlCode;
  private final TemporalType literal;
  private final Class<?> preferred;
  private final Class<?> recommended;
  private final Writer writer;
  private final Reader reader;

  private TemporalJdbcType(
      int jdbcCode,
      int sqlCode,
      TemporalType literal,
      Class<?> preferred,
      Class<?> recommended,
      Writer writer,
      Reader reader) {
    this.jdbcCode = jdbcCode;
    this.sqlCode = sqlCode;
    this.literal = literal;
    this.preferred = preferred;
    this.recommended = recommended;
    this.writer = writer;
    this.reader = reader;
  }

  private static TemporalJdbcType moment(int sqlCode, Class<?> recommended) {
    return new TemporalJdbcType(
        SqlTypes.TIMESTAMP,
        sqlCode,
        TemporalType.TIMESTAMP,
        recommended,
        recommended,
        TemporalJdbcType::writeMoment,
        TemporalJdbcType::readMoment);
  }

  @Override
  public int getJdbcTypeCode() {
    return jdbcCode;
  }

  @Override
  public int getDefaultSqlTypeCode() {
    return sqlCode;
  }

  @Override
  public Class<?> getPreferredJavaTypeClass(WrapperOptions options) {
    return preferred;
  }

  @Override
  public JavaType<?> getRecommendedJavaType(
      Integer length, Integer scale, TypeConfiguration typeConfiguration) {
    final boolean legacy =
        typeConfiguration.getCurrentBaseSqlTypeIndicators().preferJdbcDatetimeTypes();
    return typeConfiguration
        .getJavaTypeRegistry()
        .resolveDescriptor(legacy ? preferred : recommended);
  }

  @Override
  public <T> JdbcLiteralFormatter<T> getJdbcLiteralFormatter(JavaType<T> javaType) {
    return new JdbcLiteralFormatterTemporal<>(javaType, literal);
  }

  @Override
  <X> String write(X value, JavaType<X> javaType, WrapperOptions options) {
    return writer.write(value, javaType, options);
  }

  @Override
  <X> X read(String text, JavaType<X> javaType, WrapperOptions options) throws SQLException {
    try {
      return reader.read(text, javaType, options);
    } catch (DateTimeException e) {
      // the text itself stays out of the message: it is data
      throw new SQLException(
          "The column holds a text of "
              + text.length()
              + " characters that is no "
              + recommended.getSimpleName()
              + "; expected the form yyyy-MM-dd HH:mm:ss.fraction, or its part",
          "22007",
          e);
    }
  }

  @Override
  public String toString() {
    return "SQLite" + recommended.getSimpleName();
  }

  private static <X> String writeDate(X value, JavaType<X> javaType, WrapperOptions options) {
    if (value instanceof LocalDate date) {
      return TemporalText.of(date);
    }
    if (value instanceof Calendar calendar) {
      return TemporalText.of(
          calendar.toInstant().atZone(calendar.getTimeZone().toZoneId()).toLocalDate());
    }
    return TemporalText.of(javaType.unwrap(value, Date.class, options).toLocalDate());
  }

  private static <X> X readDate(String text, JavaType<X> javaType, WrapperOptions options) {
    final LocalDate date = TemporalText.date(text);
    return javaType.getJavaTypeClass() == LocalDate.class
        ? javaType.wrap(date, options)
        : javaType.wrap(Date.valueOf(date), options);
  }

  private static <X> String writeTime(X value, JavaType<X> javaType, WrapperOptions options) {
    if (value instanceof LocalTime time) {
      return TemporalText.of(time);
    }
    if (value instanceof Calendar calendar) {
      return TemporalText.of(
          calendar.toInstant().atZone(calendar.getTimeZone().toZoneId()).toLocalTime());
    }
    final Time time = javaType.unwrap(value, Time.class, options);
    final long millis = Math.floorMod(time.getTime(), 1000L);
    return TemporalText.of(time.toLocalTime().withNano((int) millis * 1_000_000));
  }

  private static <X> X readTime(String text, JavaType<X> javaType, WrapperOptions options) {
    final LocalTime time = TemporalText.time(text);
    if (javaType.getJavaTypeClass() == LocalTime.class) {
      return javaType.wrap(time, options);
    }
    final long millis = time.getNano() / 1_000_000;
    return javaType.wrap(new Time(Time.valueOf(time).getTime() + millis), options);
  }

  private static <X> String writeTimestamp(X value, JavaType<X> javaType, WrapperOptions options) {
    final ZoneId zone = zone(options);
    if (value instanceof LocalDateTime dateTime) {
      return TemporalText.of(
          zone == null
              ? dateTime
              : dateTime
                  .atZone(ZoneId.systemDefault())
                  .withZoneSameInstant(zone)
                  .toLocalDateTime());
    }
    if (value instanceof Instant
        || value instanceof OffsetDateTime
        || value instanceof ZonedDateTime) {
      final Instant instant = javaType.unwrap(value, Instant.class, options);
      return TemporalText.of(
          LocalDateTime.ofInstant(instant, zone == null ? ZoneId.systemDefault() : zone));
    }
    if (value instanceof Calendar calendar && zone == null) {
      return TemporalText.of(
          LocalDateTime.ofInstant(calendar.toInstant(), calendar.getTimeZone().toZoneId()));
    }
    final Timestamp timestamp = javaType.unwrap(value, Timestamp.class, options);
    return TemporalText.of(
        zone == null
            ? timestamp.toLocalDateTime()
            : LocalDateTime.ofInstant(timestamp.toInstant(), zone));
  }

  private static <X> X readTimestamp(String text, JavaType<X> javaType, WrapperOptions options) {
    final LocalDateTime dateTime = TemporalText.dateTime(text);
    final ZoneId zone = zone(options);
    if (zone != null) {
      return javaType.wrap(Timestamp.from(dateTime.atZone(zone).toInstant()), options);
    }
    return javaType.getJavaTypeClass() == LocalDateTime.class
        ? javaType.wrap(dateTime, options)
        : javaType.wrap(Timestamp.valueOf(dateTime), options);
  }

  private static ZoneId zone(WrapperOptions options) {
    return options.getJdbcTimeZone() == null ? null : options.getJdbcTimeZone().toZoneId();
  }

  private static <X> String writeTimeUtc(X value, JavaType<X> javaType, WrapperOptions options) {
    final OffsetTime time = javaType.unwrap(value, OffsetTime.class, options);
    return TemporalText.of(time.withOffsetSameInstant(ZoneOffset.UTC).toLocalTime());
  }

  private static <X> X readTimeUtc(String text, JavaType<X> javaType, WrapperOptions options) {
    return javaType.wrap(TemporalText.time(text).atOffset(ZoneOffset.UTC), options);
  }

  private static <X> String writeMoment(X value, JavaType<X> javaType, WrapperOptions options) {
    final Instant instant = javaType.unwrap(value, Instant.class, options);
    return TemporalText.of(LocalDateTime.ofInstant(instant, ZoneOffset.UTC));
  }

  private static <X> X readMoment(String text, JavaType<X> javaType, WrapperOptions options) {
    return javaType.wrap(TemporalText.dateTime(text).toInstant(ZoneOffset.UTC), options);
  }

  @FunctionalInterface
  private interface Writer {
    <X> String write(X value, JavaType<X> javaType, WrapperOptions options);
  }

  @FunctionalInterface
  private interface Reader {
    <X> X read(String text, JavaType<X> javaType, WrapperOptions options);
  }
}
