// SPDX-License-Identifier: Apache-2.0
package io.reactivesqlite.hibernate.sql;

import org.hibernate.query.sqm.CastType;

/** Casts that SQLite's own cast would answer differently from what HQL promises. */
public final class Casts {
  private static final String TRUE_TEXTS = "('t','true','y','yes','1')";
  private static final String FALSE_TEXTS = "('f','false','n','no','0')";

  private Casts() {}

  /** The pattern of a cast of {@code ?1}, or null where the standard one is right. */
  public static String pattern(CastType from, CastType to) {
    return switch (to) {
      case STRING -> toText(from);
      case BOOLEAN -> toBoolean(from);
      case INTEGER, LONG -> from == CastType.BOOLEAN ? "(?1)" : null;
      case FIXED -> from == CastType.STRING ? "trim(?1)" : null;
      case DATE -> toDate(from);
      case TIME -> toTime(from);
      case TIMESTAMP, OFFSET_TIMESTAMP, ZONE_TIMESTAMP -> toTimestamp(from);
      default -> null;
    };
  }

  private static String toText(CastType from) {
    return switch (from) {
      case BOOLEAN, INTEGER_BOOLEAN -> "case ?1 when true then 'true' when false then 'false' end";
      // stored as text already
      case STRING, DATE, TIME, TIMESTAMP, OFFSET_TIMESTAMP, ZONE_TIMESTAMP -> "(?1)";
      default -> null;
    };
  }

  private static String toBoolean(CastType from) {
    return switch (from) {
      case STRING ->
          "case when lower(?1) in "
              + TRUE_TEXTS
              + " then true when lower(?1) in "
              + FALSE_TEXTS
              + " then false end";
      case INTEGER, LONG, INTEGER_BOOLEAN -> "(?1<>0)";
      default -> null;
    };
  }

  private static String toDate(CastType from) {
    return switch (from) {
      case STRING, TIMESTAMP, OFFSET_TIMESTAMP, ZONE_TIMESTAMP -> "date(?1)";
      default -> "(?1)";
    };
  }

  private static String toTime(CastType from) {
    return switch (from) {
      case TIMESTAMP, OFFSET_TIMESTAMP, ZONE_TIMESTAMP -> "substr(?1,12)";
      case STRING -> Temporals.shortest("strftime('%H:%M:%f',?1)");
      default -> "(?1)";
    };
  }

  private static String toTimestamp(CastType from) {
    return switch (from) {
      case DATE -> "(?1||' 00:00:00')";
      case STRING -> Temporals.shortest("strftime('%Y-%m-%d %H:%M:%f',?1)");
      default -> "(?1)";
    };
  }
}
