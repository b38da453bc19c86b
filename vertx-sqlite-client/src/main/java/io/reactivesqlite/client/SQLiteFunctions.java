// SPDX-License-Identifier: Apache-2.0
package io.reactivesqlite.client;

import io.reactivesqlite.client.impl.functions.MathFunctions;
import io.reactivesqlite.client.impl.functions.RegexpFunctions;
import io.reactivesqlite.client.impl.functions.StringFunctions;
import java.util.List;

/**
 * Functions that other databases have and SQLite has not, ready for {@link
 * SQLiteConnectOptions#addRoutines}. All of them are deterministic and innocuous: indexes, triggers
 * and views may use them. Unless said otherwise each gives NULL where an argument is NULL.
 */
public final class SQLiteFunctions {

  private SQLiteFunctions() {}

  /**
   * Regular expressions, in the syntax of {@link java.util.regex.Pattern}: the operator {@code text
   * REGEXP pattern}, {@code regexp_like(text, pattern [, flags])}, {@code regexp_replace(text,
   * pattern, replacement [, flags])}, {@code regexp_substr(text, pattern [, flags])}, {@code
   * regexp_count(text, pattern [, flags])}.
   *
   * <p>They find the pattern anywhere in the text; anchor it with {@code ^} and {@code $} to match
   * the whole. Flags are {@code i} (ignore case), {@code m} (lines), {@code s} (dot takes line
   * ends), {@code x} (comments), and for {@code regexp_replace} {@code g} (all, not only the
   * first). A pattern that backtracks without end is stopped with an error.
   *
   * @return the functions
   */
  public static List<SQLiteRoutine> regexp() {
    return RegexpFunctions.all();
  }

  /**
   * Texts: {@code left}, {@code right}, {@code lpad}, {@code rpad}, {@code repeat}, {@code
   * reverse}, {@code initcap}, {@code translate}, {@code split_part}, {@code starts_with}, {@code
   * md5}, {@code sha1}, {@code sha256}, {@code sha512}, {@code to_base64}, {@code from_base64}.
   * They count characters, not UTF-16 halves; the hashes are of the bytes of a blob or of a text in
   * UTF-8, in hexadecimal.
   *
   * @return the functions
   */
  public static List<SQLiteRoutine> strings() {
    return StringFunctions.all();
  }

  /**
   * Numbers: {@code cbrt}, {@code hypot}, {@code gcd}, {@code lcm}, {@code factorial}, {@code
   * greatest} and {@code least} (which pass over NULL), and the aggregates {@code product}, {@code
   * bit_and}, {@code bit_or} and {@code bit_xor}. What SQLite's own mathematical functions do is
   * not repeated here.
   *
   * @return the functions
   */
  public static List<SQLiteRoutine> math() {
    return MathFunctions.all();
  }
}
