// SPDX-License-Identifier: Apache-2.0
package io.reactivesqlite.hibernate.sql;

import io.reactivesqlite.hibernate.types.TemporalText;
import jakarta.persistence.TemporalType;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.temporal.ChronoField;
import java.time.temporal.TemporalAccessor;
import java.time.temporal.TemporalQueries;
import org.hibernate.sql.ast.spi.SqlAppender;

/** Literal dates and times, as the texts that columns hold. */
public final class TemporalLiterals {

  private TemporalLiterals() {}

  /** Appends a literal; one with an offset in UTC, as moments are stored. */
  public static void append(SqlAppender appender, TemporalAccessor value, TemporalType type) {
    appender.appendSql('\'');
    appender.appendSql(
        switch (type) {
          case DATE -> TemporalText.of(LocalDate.from(value));
          case TIME -> TemporalText.of(time(value));
          case TIMESTAMP -> TemporalText.of(timestamp(value));
        });
    appender.appendSql('\'');
  }

  private static LocalTime time(TemporalAccessor value) {
    final LocalTime time = LocalTime.from(value);
    return value.isSupported(ChronoField.OFFSET_SECONDS)
        ? time.minusSeconds(value.get(ChronoField.OFFSET_SECONDS))
        : time;
  }

  private static LocalDateTime timestamp(TemporalAccessor value) {
    if (value instanceof Instant
        || value.isSupported(ChronoField.OFFSET_SECONDS)
        || value.query(TemporalQueries.zone()) != null) {
      return LocalDateTime.ofInstant(Instant.from(value), ZoneOffset.UTC);
    }
    return value.query(TemporalQueries.localTime()) == null
        ? LocalDate.from(value).atStartOfDay()
        : LocalDateTime.from(value);
  }

  /** Appends a literal of the older types, which mean wall-clock time. */
  public static void append(SqlAppender appender, Instant value, TemporalType type, ZoneId zone) {
    append(appender, LocalDateTime.ofInstant(value, zone), type);
  }
}
