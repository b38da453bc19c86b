// SPDX-License-Identifier: Apache-2.0
package io.reactivesqlite.client.impl.functions;

import static io.reactivesqlite.client.impl.functions.Texts.strict;

import io.reactivesqlite.client.SQLiteRoutine;
import io.vertx.core.buffer.Buffer;
import io.vertx.sqlclient.Tuple;
import java.security.MessageDigest;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;

/** Texts, counted in code points. */
public final class StringFunctions {

  /** As long as a result may be: SQLite's own limit is near, Java's memory nearer. */
  private static final long LONGEST = 100_000_000;

  private StringFunctions() {}

  /** All of them. */
  public static List<SQLiteRoutine> all() {
    return List.of(
        strict("left", 2, a -> new Points(text(a, 0)).head(number(a, 1))),
        strict("right", 2, a -> new Points(text(a, 0)).tail(number(a, 1))),
        strict("lpad", 2, a -> padLeft(text(a, 0), number(a, 1), " ")),
        strict("lpad", 3, a -> padLeft(text(a, 0), number(a, 1), text(a, 2))),
        strict("rpad", 2, a -> padRight(text(a, 0), number(a, 1), " ")),
        strict("rpad", 3, a -> padRight(text(a, 0), number(a, 1), text(a, 2))),
        strict("repeat", 2, a -> repeat(text(a, 0), number(a, 1))),
        strict("reverse", 1, a -> new StringBuilder(text(a, 0)).reverse().toString()),
        strict("initcap", 1, a -> initcap(text(a, 0))),
        strict("translate", 3, a -> translate(text(a, 0), text(a, 1), text(a, 2))),
        strict("split_part", 3, a -> splitPart(text(a, 0), text(a, 1), number(a, 2))),
        strict("starts_with", 2, a -> text(a, 0).startsWith(text(a, 1))),
        strict("md5", 1, a -> hash("MD5", a)),
        strict("sha1", 1, a -> hash("SHA-1", a)),
        strict("sha256", 1, a -> hash("SHA-256", a)),
        strict("sha512", 1, a -> hash("SHA-512", a)),
        strict("to_base64", 1, a -> Base64.getEncoder().encodeToString(Texts.bytes(a.getValue(0)))),
        strict("from_base64", 1, a -> Buffer.buffer(Base64.getDecoder().decode(text(a, 0)))));
  }

  private static String text(Tuple arguments, int i) {
    return Texts.of(arguments.getValue(i));
  }

  private static long number(Tuple arguments, int i) {
    return arguments.getLong(i);
  }

  /** A text by its code points. */
  private record Points(String text) {

    int count() {
      return text.codePointCount(0, text.length());
    }

    /** The first so many; a negative number leaves out as many at the end. */
    String head(long wanted) {
      int points = count();
      long taken = wanted < 0 ? Math.max(0, points + wanted) : Math.min(points, wanted);
      return text.substring(0, text.offsetByCodePoints(0, (int) taken));
    }

    /** The last so many; a negative number leaves out as many at the start. */
    String tail(long wanted) {
      int points = count();
      long left = wanted < 0 ? Math.min(points, -wanted) : Math.max(0, points - wanted);
      return text.substring(text.offsetByCodePoints(0, (int) left));
    }
  }

  private static String padLeft(String text, long length, String with) {
    return padding(text, length, with) + new Points(text).head(Math.max(0, length));
  }

  private static String padRight(String text, long length, String with) {
    return new Points(text).head(Math.max(0, length)) + padding(text, length, with);
  }

  private static String padding(String text, long length, String with) {
    long missing = length - new Points(text).count();
    if (missing <= 0 || with.isEmpty()) {
      return "";
    }
    int unit = new Points(with).count();
    return new Points(repeat(with, missing / unit + 1)).head(missing);
  }

  private static String repeat(String text, long times) {
    if (times <= 0 || text.isEmpty()) {
      return "";
    }
    if (times > LONGEST / text.length()) {
      throw new IllegalArgumentException(
          "the result would have more than " + LONGEST + " characters");
    }
    return text.repeat((int) times);
  }

  private static String initcap(String text) {
    StringBuilder result = new StringBuilder(text.length());
    boolean inWord = false;
    for (int i = 0; i < text.length(); ) {
      int point = text.codePointAt(i);
      result.appendCodePoint(inWord ? Character.toLowerCase(point) : Character.toTitleCase(point));
      inWord = Character.isLetterOrDigit(point);
      i += Character.charCount(point);
    }
    return result.toString();
  }

  private static String translate(String text, String from, String to) {
    int[] source = from.codePoints().toArray();
    int[] target = to.codePoints().toArray();
    StringBuilder result = new StringBuilder(text.length());
    text.codePoints()
        .forEach(
            point -> {
              for (int i = 0; i < source.length; i++) {
                if (source[i] == point) {
                  if (i < target.length) {
                    result.appendCodePoint(target[i]);
                  }
                  return;
                }
              }
              result.appendCodePoint(point);
            });
    return result.toString();
  }

  /** The part of that number, counted from 1; a negative number counts from the end. */
  private static String splitPart(String text, String separator, long number) {
    if (number == 0) {
      throw new IllegalArgumentException("parts are counted from 1, or from -1 at the end");
    }
    String[] parts =
        separator.isEmpty()
            ? new String[] {text}
            : text.split(java.util.regex.Pattern.quote(separator), -1);
    long index = number > 0 ? number - 1 : parts.length + number;
    return index >= 0 && index < parts.length ? parts[(int) index] : "";
  }

  private static String hash(String algorithm, Tuple arguments) throws Exception {
    byte[] digest = MessageDigest.getInstance(algorithm).digest(Texts.bytes(arguments.getValue(0)));
    return HexFormat.of().formatHex(digest);
  }
}
