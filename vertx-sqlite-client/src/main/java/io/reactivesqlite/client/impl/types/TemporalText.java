// SPDX-License-Identifier: Apache-2.0
package io.reactivesqlite.client.impl.types;

import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeParseException;

/**
 * Dates and times as ISO text. Written are the forms that SQLite's date functions read and write
 * themselves: {@code 2024-01-31}, {@code 10:11:12.123}, {@code 2024-01-31 10:11:12}, with {@code Z}
 * or {@code +02:00} behind where there is an offset. Seconds are always there and a fraction has 3,
 * 6 or 9 digits, so that text sorts as time does.
 *
 * <p>Read are also: T between date and time, no seconds, any number of digits, {@code +02}, {@code
 * +0200}, a space before the offset.
 *
 * @param date the date, or null where the text has only a time
 * @param time the time, or null where the text has only a date
 * @param offset the offset, or null
 */
record TemporalText(LocalDate date, LocalTime time, ZoneOffset offset) {

  /** The parts of a text, or null where it is none of the forms. */
  static TemporalText parse(String text) {
    int length = text.length();
    try {
      if (length >= 10 && text.charAt(4) == '-') {
        LocalDate date = date(text);
        if (date == null || length == 10) {
          return date == null ? null : new TemporalText(date, null, null);
        }
        char separator = text.charAt(10);
        return separator == ' ' || separator == 'T' || separator == 't'
            ? time(text, 11, date)
            : null;
      }
      if (length >= 5 && text.charAt(2) == ':') {
        return time(text, 0, null);
      }
      return length > 10 && (text.charAt(0) == '+' || text.charAt(0) == '-') ? farAway(text) : null;
    } catch (DateTimeException e) {
      // The 31st of February, the 25th hour.
      return null;
    }
  }

  static String format(LocalDate date) {
    return date.toString();
  }

  static String format(LocalTime time) {
    StringBuilder text = new StringBuilder(18);
    append(text, time);
    return text.toString();
  }

  static String format(LocalTime time, ZoneOffset offset) {
    StringBuilder text = new StringBuilder(24);
    append(text, time);
    return text.append(offset.getId()).toString();
  }

  static String format(LocalDate date, LocalTime time, ZoneOffset offset) {
    StringBuilder text = new StringBuilder(35).append(date).append(' ');
    append(text, time);
    if (offset != null) {
      text.append(offset.getId());
    }
    return text.toString();
  }

  private static void append(StringBuilder text, LocalTime time) {
    two(text, time.getHour()).append(':');
    two(text, time.getMinute()).append(':');
    two(text, time.getSecond());
    int nanos = time.getNano();
    if (nanos == 0) {
      return;
    }
    int digits = nanos % 1_000_000 == 0 ? 3 : nanos % 1_000 == 0 ? 6 : 9;
    text.append('.');
    for (int i = 0, unit = 100_000_000; i < digits; i++, unit /= 10) {
      text.append((char) ('0' + nanos / unit % 10));
    }
  }

  private static StringBuilder two(StringBuilder text, int number) {
    return text.append((char) ('0' + number / 10)).append((char) ('0' + number % 10));
  }

  private static LocalDate date(String text) {
    int year = number(text, 0, 4);
    int month = number(text, 5, 7);
    int day = number(text, 8, 10);
    boolean valid = year >= 0 && month > 0 && day > 0 && text.charAt(7) == '-';
    return valid ? LocalDate.of(year, month, day) : null;
  }

  private static TemporalText time(String text, int at, LocalDate date) {
    int length = text.length();
    int hour = number(text, at, at + 2);
    int minute = number(text, at + 3, at + 5);
    if (hour < 0 || minute < 0 || text.charAt(at + 2) != ':') {
      return null;
    }
    int next = at + 5;
    int second = 0;
    int nanos = 0;
    if (next < length && text.charAt(next) == ':') {
      second = number(text, next + 1, next + 3);
      if (second < 0) {
        return null;
      }
      next += 3;
      if (next < length && (text.charAt(next) == '.' || text.charAt(next) == ',')) {
        int unit = 100_000_000;
        int first = ++next;
        for (; next < length && isDigit(text.charAt(next)); next++, unit /= 10) {
          nanos += (text.charAt(next) - '0') * unit;
        }
        if (next == first) {
          return null;
        }
      }
    }
    LocalTime time = LocalTime.of(hour, minute, second, nanos);
    while (next < length && text.charAt(next) == ' ') {
      next++;
    }
    if (next == length) {
      return new TemporalText(date, time, null);
    }
    ZoneOffset offset = offset(text, next);
    return offset == null ? null : new TemporalText(date, time, offset);
  }

  private static ZoneOffset offset(String text, int at) {
    char sign = text.charAt(at);
    if (sign == 'Z' || sign == 'z') {
      return at + 1 == text.length() ? ZoneOffset.UTC : null;
    }
    if (sign != '+' && sign != '-') {
      return null;
    }
    int[] parts = new int[3];
    int next = at + 1;
    for (int i = 0; i < 3 && next < text.length(); i++, next += 2) {
      if (i > 0 && text.charAt(next) == ':') {
        next++;
      }
      parts[i] = number(text, next, next + 2);
      if (parts[i] < 0) {
        return null;
      }
    }
    if (next != text.length() || next == at + 1) {
      return null;
    }
    int factor = sign == '-' ? -1 : 1;
    return ZoneOffset.ofHoursMinutesSeconds(
        factor * parts[0], factor * parts[1], factor * parts[2]);
  }

  /**
   * Years that need a sign and more than four digits, which Java writes and SQLite's functions do
   * not read.
   */
  private static TemporalText farAway(String text) {
    int dateEnd = text.indexOf('-', 1) + 6;
    if (dateEnd < 6 || dateEnd > text.length()) {
      return null;
    }
    LocalDate date;
    try {
      date = LocalDate.parse(text.substring(0, dateEnd));
    } catch (DateTimeParseException e) {
      return null;
    }
    if (dateEnd == text.length()) {
      return new TemporalText(date, null, null);
    }
    return text.length() >= dateEnd + 6 ? time(text, dateEnd + 1, date) : null;
  }

  /** The digits from there to there as a number, or -1. */
  private static int number(String text, int from, int to) {
    if (to > text.length()) {
      return -1;
    }
    int number = 0;
    for (int i = from; i < to; i++) {
      if (!isDigit(text.charAt(i))) {
        return -1;
      }
      number = number * 10 + text.charAt(i) - '0';
    }
    return number;
  }

  private static boolean isDigit(char c) {
    return c >= '0' && c <= '9';
  }
}
