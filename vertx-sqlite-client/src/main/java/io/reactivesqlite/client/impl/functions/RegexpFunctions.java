// SPDX-License-Identifier: Apache-2.0
package io.reactivesqlite.client.impl.functions;

import io.reactivesqlite.client.SQLiteFunction;
import io.reactivesqlite.client.SQLiteRoutine;
import io.vertx.sqlclient.Tuple;
import java.util.List;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Regular expressions, with compiled patterns kept between rows. */
public final class RegexpFunctions {

  /** A statement has a pattern or two; patterns that come from rows would fill any cache. */
  private static final int CACHE_LIMIT = 256;

  /** About a second of backtracking. */
  private static final long MOST_STEPS = 100_000_000;

  private record Key(String pattern, int flags) {}

  private static final ConcurrentHashMap<Key, Pattern> CACHE = new ConcurrentHashMap<>();

  private RegexpFunctions() {}

  /** The operator and the functions. */
  public static List<SQLiteRoutine> all() {
    return List.of(
        function("regexp", 2, 0, 1, -1, (m, a) -> m.find()),
        function("regexp_like", 2, 1, 0, -1, (m, a) -> m.find()),
        function("regexp_like", 3, 1, 0, 2, (m, a) -> m.find()),
        function("regexp_replace", 3, 1, 0, -1, (m, a) -> m.replaceFirst(text(a, 2))),
        function("regexp_replace", 4, 1, 0, 3, RegexpFunctions::replace),
        function("regexp_substr", 2, 1, 0, -1, (m, a) -> substr(m)),
        function("regexp_substr", 3, 1, 0, 2, (m, a) -> substr(m)),
        function("regexp_count", 2, 1, 0, -1, (m, a) -> m.results().count()),
        function("regexp_count", 3, 1, 0, 2, (m, a) -> m.results().count()));
  }

  @FunctionalInterface
  private interface Use {
    Object of(Matcher matcher, Tuple arguments);
  }

  private static SQLiteRoutine function(
      String name, int arity, int pattern, int text, int flags, Use use) {
    return SQLiteFunction.scalar(
            name,
            arity,
            arguments -> {
              for (int i = 0; i < arity; i++) {
                if (arguments.getValue(i) == null) {
                  return null;
                }
              }
              String letters = flags < 0 ? "" : text(arguments, flags);
              Pattern compiled = compile(text(arguments, pattern), flags(letters));
              return use.of(
                  compiled.matcher(new Patient(text(arguments, text), new long[1])), arguments);
            })
        .deterministic()
        .innocuous();
  }

  private static String text(Tuple arguments, int i) {
    return Texts.of(arguments.getValue(i));
  }

  private static String replace(Matcher matcher, Tuple arguments) {
    return text(arguments, 3).indexOf('g') >= 0
        ? matcher.replaceAll(text(arguments, 2))
        : matcher.replaceFirst(text(arguments, 2));
  }

  private static String substr(Matcher matcher) {
    return matcher.find() ? matcher.group() : null;
  }

  private static Pattern compile(String pattern, int flags) {
    Key key = new Key(pattern, flags);
    Pattern compiled = CACHE.get(key);
    if (compiled == null) {
      compiled = Pattern.compile(pattern, flags);
      if (CACHE.size() >= CACHE_LIMIT) {
        CACHE.clear();
      }
      CACHE.put(key, compiled);
    }
    return compiled;
  }

  private static int flags(String letters) {
    int flags = 0;
    for (char letter : letters.toCharArray()) {
      flags |=
          switch (letter) {
            case 'i' -> Pattern.CASE_INSENSITIVE | Pattern.UNICODE_CASE;
            case 'm' -> Pattern.MULTILINE;
            case 's' -> Pattern.DOTALL;
            case 'x' -> Pattern.COMMENTS;
            case 'g', 'c' -> 0;
            default -> throw new IllegalArgumentException("unknown flag, known are i m s x g c");
          };
    }
    return flags;
  }

  /**
   * A text that runs out of patience: nothing else can stop a pattern that backtracks for years.
   */
  private record Patient(CharSequence text, long[] steps) implements CharSequence {

    @Override
    public char charAt(int index) {
      if (++steps[0] > MOST_STEPS) {
        throw new IllegalStateException("the regular expression backtracks for too long");
      }
      return text.charAt(index);
    }

    @Override
    public int length() {
      return text.length();
    }

    @Override
    public CharSequence subSequence(int start, int end) {
      return text.subSequence(start, end);
    }

    @Override
    public String toString() {
      return text.toString();
    }
  }
}
