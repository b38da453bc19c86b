// SPDX-License-Identifier: Apache-2.0
package io.reactivesqlite.client.impl.types;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.time.OffsetTime;
import java.time.ZoneOffset;

/**
 * Dates and times of what is stored: of {@link TemporalText}, and of the numbers that SQLite's date
 * functions know. A REAL from 0 up to 5373484.5 is a Julian day, any other number counts seconds
 * since 1970 in UTC; an INTEGER beyond the last second of the year 9999 counts milliseconds, as
 * JDBC drivers write. Text without an offset is UTC where an offset is asked for, as it is to
 * SQLite; where none is asked for, an offset is left out. Null where nothing of that is there.
 *
 * @see <a href="https://www.sqlite.org/lang_datefunc.html">Date And Time Functions</a>
 */
final class Moments {

  private static final double JULIAN_DAYS_END = 5373484.5;
  private static final double JULIAN_DAY_OF_1970 = 2440587.5;
  private static final long MILLIS_OF_A_DAY = 86_400_000L;
  private static final long LAST_SECOND = 253_402_300_799L;
  private static final long FIRST_SECOND = -62_167_219_200L;

  private Moments() {}

  static LocalDate toLocalDate(Object stored) {
    TemporalText parts = parts(stored);
    return parts == null ? null : parts.date();
  }

  static LocalTime toLocalTime(Object stored) {
    TemporalText parts = parts(stored);
    return parts == null ? null : parts.time();
  }

  static LocalDateTime toLocalDateTime(Object stored) {
    TemporalText parts = parts(stored);
    return parts == null || parts.date() == null ? null : dateTime(parts);
  }

  static OffsetDateTime toOffsetDateTime(Object stored) {
    TemporalText parts = parts(stored);
    return parts == null || parts.date() == null ? null : dateTime(parts).atOffset(offset(parts));
  }

  static OffsetTime toOffsetTime(Object stored) {
    TemporalText parts = parts(stored);
    return parts == null || parts.time() == null ? null : parts.time().atOffset(offset(parts));
  }

  static Instant toInstant(Object stored) {
    OffsetDateTime dateTime = toOffsetDateTime(stored);
    return dateTime == null ? null : dateTime.toInstant();
  }

  static LocalDateTime dateTime(TemporalText parts) {
    return LocalDateTime.of(parts.date(), parts.time() == null ? LocalTime.MIDNIGHT : parts.time());
  }

  static ZoneOffset offset(TemporalText parts) {
    return parts.offset() == null ? ZoneOffset.UTC : parts.offset();
  }

  private static TemporalText parts(Object stored) {
    if (stored instanceof String) {
      return TemporalText.parse((String) stored);
    }
    Instant instant = null;
    if (stored instanceof Long) {
      instant = ofInteger((Long) stored);
    } else if (stored instanceof Double) {
      instant = ofReal((Double) stored);
    }
    if (instant == null) {
      return null;
    }
    LocalDateTime utc = LocalDateTime.ofInstant(instant, ZoneOffset.UTC);
    return new TemporalText(utc.toLocalDate(), utc.toLocalTime(), null);
  }

  private static Instant ofInteger(long number) {
    try {
      Instant instant =
          number < FIRST_SECOND || number > LAST_SECOND
              ? Instant.ofEpochMilli(number)
              : Instant.ofEpochSecond(number);
      // Milliseconds of hundreds of millions of years are no date that anybody stored.
      return Math.abs(instant.getEpochSecond()) > LAST_SECOND ? null : instant;
    } catch (DateTimeException | ArithmeticException e) {
      return null;
    }
  }

  /** To the millisecond, which is as exact as SQLite is about numbers. */
  private static Instant ofReal(double number) {
    if (number >= 0 && number < JULIAN_DAYS_END) {
      return Instant.ofEpochMilli(Math.round((number - JULIAN_DAY_OF_1970) * MILLIS_OF_A_DAY));
    }
    boolean seconds = number >= FIRST_SECOND && number <= LAST_SECOND;
    return seconds ? Instant.ofEpochMilli(Math.round(number * 1_000)) : null;
  }
}
