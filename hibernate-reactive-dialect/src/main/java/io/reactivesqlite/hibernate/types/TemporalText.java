// SPDX-License-Identifier: Apache-2.0
package io.reactivesqlite.hibernate.types;

import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.time.format.SignStyle;
import java.time.temporal.ChronoField;

/**
 * The text forms of dates and times: what SQLite's own functions read, in an order that sorts, with
 * a fraction only as long as it needs to be so that equal values are equal texts.
 */
public final class TemporalText {
  private static final DateTimeFormatter DATE =
      new DateTimeFormatterBuilder()
          .appendValue(ChronoField.YEAR, 4, 10, SignStyle.NORMAL)
          .appendLiteral('-')
          .appendValue(ChronoField.MONTH_OF_YEAR, 2)
          .appendLiteral('-')
          .appendValue(ChronoField.DAY_OF_MONTH, 2)
          .toFormatter();
  private static final DateTimeFormatter TIME =
      new DateTimeFormatterBuilder()
          .appendValue(ChronoField.HOUR_OF_DAY, 2)
          .appendLiteral(':')
          .appendValue(ChronoField.MINUTE_OF_HOUR, 2)
          .appendLiteral(':')
          .appendValue(ChronoField.SECOND_OF_MINUTE, 2)
          .appendFraction(ChronoField.NANO_OF_SECOND, 0, 9, true)
          .toFormatter();

  private TemporalText() {}

  public static String of(LocalDate date) {
    return DATE.format(date);
  }

  public static String of(LocalTime time) {
    return TIME.format(time);
  }

  public static String of(LocalDateTime dateTime) {
    return of(dateTime.toLocalDate()) + ' ' + of(dateTime.toLocalTime());
  }

  /** Reads a date, also from the text of a date with a time. */
  static LocalDate date(String text) {
    final int end = endOfDate(text);
    return LocalDate.parse(end < 0 ? text : text.substring(0, end), DATE);
  }

  /** Reads a time, also from the text of a date with a time. */
  static LocalTime time(String text) {
    final int end = endOfDate(text);
    return LocalTime.parse(withoutZone(end < 0 ? text : text.substring(end + 1)));
  }

  /** Reads a date and time; what other programs wrote with a T, a Z or no time is read as well. */
  static LocalDateTime dateTime(String text) {
    final int end = endOfDate(text);
    return end < 0 ? date(text).atStartOfDay() : date(text).atTime(time(text));
  }

  private static int endOfDate(String text) {
    final int blank = text.indexOf(' ');
    return blank >= 0 ? blank : text.indexOf('T');
  }

  private static String withoutZone(String time) {
    return time.endsWith("Z") ? time.substring(0, time.length() - 1) : time;
  }
}
