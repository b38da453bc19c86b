// SPDX-License-Identifier: Apache-2.0
package io.reactivesqlite.migrations.copy;

import io.reactivesqlite.migrations.copy.CopyOptions.Epoch;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.time.format.ResolverStyle;
import java.time.temporal.TemporalAccessor;
import java.util.Locale;
import java.util.regex.Pattern;

/**
 * Dates and times. SQLite has none: they are ISO texts, counts since 1970 or Julian days, as its
 * own functions read them. What has no offset is in UTC, as those functions have it.
 */
final class TemporalTypes {

  private static final DateTimeFormatter DATE_TIME =
      new DateTimeFormatterBuilder()
          .parseCaseInsensitive()
          .append(DateTimeFormatter.ISO_LOCAL_DATE)
          .optionalStart()
          .appendLiteral('T')
          .append(DateTimeFormatter.ISO_LOCAL_TIME)
          .optionalStart()
          .parseLenient()
          .appendOffset("+HH:mm:ss", "Z")
          .toFormatter(Locale.ROOT)
          // Otherwise the 30th of February would be the 29th.
          .withResolverStyle(ResolverStyle.STRICT);

  private static final Pattern SHORT_OFFSET = Pattern.compile("([+-]\\d\\d)(\\d\\d)$");
  private static final double JULIAN_1970 = 2440587.5;
  private static final double MILLIS_OF_DAY = 86_400_000;
  private static final Instant FIRST = Instant.parse("0000-01-01T00:00:00Z");
  private static final Instant LAST = Instant.parse("9999-12-31T23:59:59.999999999Z");

  private TemporalTypes() {}

  /** Date and time in UTC. */
  private static LocalDateTime dateTime(Object stored, Epoch epoch) throws Misfit {
    try {
      if (stored instanceof String text) {
        return ofText(text.strip());
      }
      if (stored instanceof Long || stored instanceof Double && epoch == Epoch.JULIAN_DAYS) {
        return ofNumber((Number) stored, epoch);
      }
    } catch (DateTimeException none) {
      // Said below.
    }
    throw new Misfit(
        stored instanceof Long
            ? "an integer that leads out of the years 0 to 9999 when it counts "
                + epoch.name().toLowerCase(Locale.ROOT).replace('_', ' ')
            : Misfit.kind(stored) + " that is no date and time");
  }

  private static LocalDateTime ofNumber(Number count, Epoch epoch) {
    Instant instant =
        switch (epoch) {
          case SECONDS -> Instant.ofEpochSecond(count.longValue());
          case MILLIS -> Instant.ofEpochMilli(count.longValue());
          case JULIAN_DAYS ->
              Instant.ofEpochMilli(Math.round((count.doubleValue() - JULIAN_1970) * MILLIS_OF_DAY));
        };
    if (instant.isBefore(FIRST) || instant.isAfter(LAST)) {
      throw new DateTimeException("out of the calendar");
    }
    return LocalDateTime.ofInstant(instant, ZoneOffset.UTC);
  }

  private static LocalDateTime ofText(String text) {
    // SQLite writes a space between date and time, and may have one before the offset.
    String iso = text;
    if (text.length() > 10) {
      if (" Tt".indexOf(text.charAt(10)) < 0) {
        throw new DateTimeException("neither space nor T");
      }
      String time = SHORT_OFFSET.matcher(text.substring(11).replace(" ", "")).replaceFirst("$1:$2");
      iso = text.substring(0, 10) + 'T' + time;
    }
    TemporalAccessor parsed =
        DATE_TIME.parseBest(iso, OffsetDateTime::from, LocalDateTime::from, LocalDate::from);
    if (parsed instanceof OffsetDateTime moment) {
      return moment.withOffsetSameInstant(ZoneOffset.UTC).toLocalDateTime();
    }
    return parsed instanceof LocalDate day ? day.atStartOfDay() : (LocalDateTime) parsed;
  }

  /** The nanoseconds that so many digits of a second can say. */
  private static int kept(int nanos, int digits) {
    int unit = 1;
    for (int each = digits; each < 9; each++) {
      unit *= 10;
    }
    return nanos / unit * unit;
  }

  /** Days. */
  record Day(Epoch epoch) implements ColumnType<LocalDate> {

    @Override
    public LocalDate of(Object stored) throws Misfit {
      LocalDateTime value = dateTime(stored, epoch);
      if (!value.toLocalTime().equals(LocalTime.MIDNIGHT)) {
        throw new Misfit("a date with a time of day, and the column holds dates");
      }
      return value.toLocalDate();
    }

    @Override
    public void bind(PreparedStatement statement, int index, LocalDate value) throws SQLException {
      statement.setObject(index, value);
    }

    @Override
    public LocalDate read(ResultSet row, int index) throws SQLException {
      return row.getObject(index, LocalDate.class);
    }
  }

  /** Times of day. */
  record TimeOfDay(int digits) implements ColumnType<LocalTime> {

    @Override
    public LocalTime of(Object stored) throws Misfit {
      LocalTime value = exact(stored);
      return value.withNano(kept(value.getNano(), digits));
    }

    private static LocalTime exact(Object stored) throws Misfit {
      try {
        if (stored instanceof String text) {
          return LocalTime.parse(text.strip());
        }
      } catch (DateTimeException none) {
        // Said below.
      }
      throw new Misfit(Misfit.kind(stored) + " that is no time of day");
    }

    @Override
    public boolean shortens(Object stored) {
      try {
        LocalTime value = exact(stored);
        return kept(value.getNano(), digits) != value.getNano();
      } catch (Misfit refused) {
        return false;
      }
    }

    @Override
    public void bind(PreparedStatement statement, int index, LocalTime value) throws SQLException {
      statement.setObject(index, value);
    }

    @Override
    public LocalTime read(ResultSet row, int index) throws SQLException {
      return row.getObject(index, LocalTime.class);
    }
  }

  /** Dates with times, without a zone. */
  record DateTime(Epoch epoch, int digits) implements ColumnType<LocalDateTime> {

    @Override
    public LocalDateTime of(Object stored) throws Misfit {
      LocalDateTime value = dateTime(stored, epoch);
      return value.withNano(kept(value.getNano(), digits));
    }

    @Override
    public boolean shortens(Object stored) {
      return isShortened(stored, epoch, digits);
    }

    @Override
    public void bind(PreparedStatement statement, int index, LocalDateTime value)
        throws SQLException {
      statement.setObject(index, value);
    }

    @Override
    public LocalDateTime read(ResultSet row, int index) throws SQLException {
      return row.getObject(index, LocalDateTime.class);
    }
  }

  /** Points in time. */
  record Moment(Epoch epoch, int digits) implements ColumnType<OffsetDateTime> {

    @Override
    public OffsetDateTime of(Object stored) throws Misfit {
      LocalDateTime value = dateTime(stored, epoch);
      return value.withNano(kept(value.getNano(), digits)).atOffset(ZoneOffset.UTC);
    }

    @Override
    public boolean shortens(Object stored) {
      return isShortened(stored, epoch, digits);
    }

    @Override
    public void bind(PreparedStatement statement, int index, OffsetDateTime value)
        throws SQLException {
      statement.setObject(index, value);
    }

    @Override
    public OffsetDateTime read(ResultSet row, int index) throws SQLException {
      OffsetDateTime value = row.getObject(index, OffsetDateTime.class);
      return value == null ? null : value.withOffsetSameInstant(ZoneOffset.UTC);
    }
  }

  private static boolean isShortened(Object stored, Epoch epoch, int digits) {
    try {
      int nanos = dateTime(stored, epoch).getNano();
      return kept(nanos, digits) != nanos;
    } catch (Misfit refused) {
      return false;
    }
  }
}
