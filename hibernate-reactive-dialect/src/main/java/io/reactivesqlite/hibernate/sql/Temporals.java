// SPDX-License-Identifier: Apache-2.0
package io.reactivesqlite.hibernate.sql;

import jakarta.persistence.TemporalType;
import org.hibernate.query.SemanticException;
import org.hibernate.query.common.TemporalUnit;

/**
 * Date and time arithmetic over ISO texts. SQLite's functions keep milliseconds; where a fraction
 * is only carried along it is cut off and put back, so that nanoseconds survive.
 */
public final class Temporals {
  /** Now as local wall-clock time, in the shortest form of the stored texts. */
  public static final String LOCAL_NOW =
      shortest("strftime('%Y-%m-%d %H:%M:%f','now','localtime')");

  public static final String UTC_NOW = shortest("strftime('%Y-%m-%d %H:%M:%f','now')");
  public static final String LOCAL_DATE_NOW = "date('now','localtime')";
  public static final String LOCAL_TIME_NOW = shortest("strftime('%H:%M:%f','now','localtime')");

  private static final String NANOS_PER_SECOND = "1000000000";

  private Temporals() {}

  /** Takes trailing zeros, and then a lone point, off a text that has a point. */
  public static String shortest(String timestamp) {
    return "rtrim(rtrim(" + timestamp + ",'0'),'.')";
  }

  /** The pattern of {@code extract(unit from ?2)}. */
  public static String extract(TemporalUnit unit) {
    return switch (unit) {
      case YEAR -> integer("%Y");
      case QUARTER -> "((" + integer("%m") + "+2)/3)";
      case MONTH -> integer("%m");
      case WEEK -> integer("%V");
      case DAY, DAY_OF_MONTH -> integer("%d");
      case DAY_OF_YEAR -> integer("%j");
      case DAY_OF_WEEK -> "(" + integer("%w") + "+1)";
      case HOUR -> integer("%H");
      case MINUTE -> integer("%M");
      case SECOND -> seconds("?2");
      case NANOSECOND -> "cast(round(" + seconds("?2") + "*1e9) as integer)";
      case EPOCH -> "unixepoch(?2)";
      // moments are stored in UTC
      case OFFSET, TIMEZONE_HOUR, TIMEZONE_MINUTE -> "0";
      default -> throw new SemanticException("SQLite cannot extract " + unit);
    };
  }

  private static String integer(String format) {
    return "cast(strftime('" + format + "',?2) as integer)";
  }

  /** The two digits after the second colon and their fraction; 0 for a date. */
  private static String seconds(String text) {
    return "cast(substr(" + text + ",instr(" + text + ",':')+4) as real)";
  }

  /** The pattern of adding {@code ?2} units to {@code ?3}. */
  public static String add(TemporalUnit unit, TemporalType type) {
    return switch (unit) {
      case NANOSECOND, NATIVE -> fraction(type, "((?2)/1e9)||' seconds'");
      case SECOND -> fraction(type, "(?2)||' seconds'");
      case MINUTE -> whole(type, "(?2)||' minutes'");
      case HOUR -> whole(type, "(?2)||' hours'");
      case DAY -> whole(type, "(?2)||' days'");
      case WEEK -> whole(type, "((?2)*7)||' days'");
      // 31 January and one month is the last of February, and not 3 March
      case MONTH -> whole(type, "(?2)||' months','floor'");
      case QUARTER -> whole(type, "((?2)*3)||' months','floor'");
      case YEAR -> whole(type, "(?2)||' years','floor'");
      default -> throw new SemanticException("SQLite cannot add the unit " + unit);
    };
  }

  private static String whole(TemporalType type, String modifier) {
    return switch (type) {
      case DATE -> "date(?3," + modifier + ")";
      case TIME -> "(time(substr(?3,1,8)," + modifier + ")||substr(?3,9))";
      case TIMESTAMP -> "(datetime(substr(?3,1,19)," + modifier + ")||substr(?3,20))";
    };
  }

  private static String fraction(TemporalType type, String modifier) {
    return switch (type) {
      case DATE -> "date(?3," + modifier + ")";
      case TIME -> shortest("strftime('%H:%M:%f',?3," + modifier + ")");
      case TIMESTAMP -> shortest("strftime('%Y-%m-%d %H:%M:%f',?3," + modifier + ")");
    };
  }

  /** The pattern of {@code ?3 - ?2} in whole units, towards zero. */
  public static String difference(TemporalUnit unit, TemporalType from, TemporalType to) {
    return switch (unit) {
      case NANOSECOND, NATIVE ->
          "(" + secondsApart(from, to) + "*" + NANOS_PER_SECOND + "+" + nanosApart(from, to) + ")";
      // the one unit with a fraction
      case SECOND -> "(" + secondsApart(from, to) + "+" + nanosApart(from, to) + "/1e9)";
      case MINUTE -> "(" + elapsed(from, to) + "/60)";
      case HOUR -> "(" + elapsed(from, to) + "/3600)";
      case DAY -> "(" + elapsed(from, to) + "/86400)";
      case WEEK -> "(" + elapsed(from, to) + "/604800)";
      case MONTH -> months();
      case QUARTER -> "(" + months() + "/3)";
      case YEAR -> "(" + months() + "/12)";
      default -> throw new SemanticException("SQLite cannot measure the unit " + unit);
    };
  }

  /** timediff() counts calendar months as people do: +0001-02-03 04:05:06.789. */
  private static String months() {
    final String difference = "timediff(?3,?2)";
    return "(cast(substr("
        + difference
        + ",1,5) as integer)*12+cast(substr("
        + difference
        + ",1,1)||substr("
        + difference
        + ",7,2) as integer))";
  }

  private static String elapsed(TemporalType from, TemporalType to) {
    return "cast(" + secondsApart(from, to) + "+" + nanosApart(from, to) + "/1e9 as integer)";
  }

  private static String secondsApart(TemporalType from, TemporalType to) {
    return "(unixepoch("
        + wholeSeconds("?3", to)
        + ")-unixepoch("
        + wholeSeconds("?2", from)
        + "))";
  }

  private static String wholeSeconds(String text, TemporalType type) {
    return switch (type) {
      case DATE -> text;
      case TIME -> "substr(" + text + ",1,8)";
      case TIMESTAMP -> "substr(" + text + ",1,19)";
    };
  }

  private static String nanosApart(TemporalType from, TemporalType to) {
    return "(" + nanos("?3", to) + "-" + nanos("?2", from) + ")";
  }

  private static String nanos(String text, TemporalType type) {
    return switch (type) {
      case DATE -> "0";
      case TIME -> digits(text, 10);
      case TIMESTAMP -> digits(text, 21);
    };
  }

  private static String digits(String text, int start) {
    return "cast(substr(substr(" + text + "," + start + ")||'000000000',1,9) as integer)";
  }

  /** The pattern of cutting {@code ?1} down to a unit. */
  public static String truncate(TemporalUnit unit, TemporalType type) {
    return switch (type) {
      case DATE -> truncatedDate(unit);
      case TIME -> truncatedTime(unit);
      case TIMESTAMP ->
          switch (unit) {
            case HOUR -> "(substr(?1,1,13)||':00:00')";
            case MINUTE -> "(substr(?1,1,16)||':00')";
            case SECOND -> "substr(?1,1,19)";
            default -> "(" + truncatedDate(unit) + "||' 00:00:00')";
          };
    };
  }

  private static String truncatedDate(TemporalUnit unit) {
    return switch (unit) {
      case YEAR -> "(substr(?1,1,4)||'-01-01')";
      case QUARTER ->
          "date(substr(?1,1,7)||'-01','-'||((cast(substr(?1,6,2) as integer)-1)%3)||' months')";
      case MONTH -> "(substr(?1,1,7)||'-01')";
      // Monday
      case WEEK -> "date(?1,'-6 days','weekday 1')";
      case DAY -> "substr(?1,1,10)";
      default -> throw new SemanticException("A date cannot be truncated to " + unit);
    };
  }

  private static String truncatedTime(TemporalUnit unit) {
    return switch (unit) {
      case HOUR -> "(substr(?1,1,2)||':00:00')";
      case MINUTE -> "(substr(?1,1,5)||':00')";
      case SECOND -> "substr(?1,1,8)";
      default -> throw new SemanticException("A time cannot be truncated to " + unit);
    };
  }
}
