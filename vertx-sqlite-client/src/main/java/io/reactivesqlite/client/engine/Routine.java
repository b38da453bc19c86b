// SPDX-License-Identifier: Apache-2.0
package io.reactivesqlite.client.engine;

import java.nio.charset.StandardCharsets;
import java.util.Comparator;
import java.util.Locale;
import java.util.Set;
import java.util.function.Supplier;

/**
 * Code of the user's that SQLite calls by its name. Arguments and results are storage values:
 * {@code null}, {@link Long}, {@link Double}, {@link String} or {@code byte[]}.
 */
public sealed interface Routine {

  /** A function takes any number of arguments. */
  int ANY_ARITY = -1;

  /** What the native driver sets {@code SQLITE_LIMIT_FUNCTION_ARG} to. */
  int MAX_ARITY = 100;

  /** SQLite's own limit, in bytes of UTF-8. */
  int MAX_NAME = 255;

  /** The name in SQL; case does not matter. */
  String name();

  /**
   * A function of one row.
   *
   * @param arity how many arguments, or {@link #ANY_ARITY}
   */
  record Scalar(String name, int arity, Traits traits, Body body) implements Routine {
    public Scalar {
      check(name, "function");
      check(name, arity);
    }
  }

  /**
   * A function of a group of rows.
   *
   * @param window whether rows may leave again, so that it works with {@code OVER}
   * @param maker makes an accumulator for each group
   */
  record Aggregate(
      String name, int arity, Traits traits, boolean window, Supplier<? extends Accumulator> maker)
      implements Routine {
    public Aggregate {
      check(name, "function");
      check(name, arity);
    }
  }

  /** An order of texts. */
  record Collation(String name, Comparator<String> order) implements Routine {

    private static final Set<String> BUILT_IN = Set.of("BINARY", "NOCASE", "RTRIM");

    public Collation {
      check(name, "collation");
      if (BUILT_IN.contains(name.toUpperCase(Locale.ROOT))) {
        throw new IllegalArgumentException(
            "the collation "
                + name
                + " is SQLite's own, and indexes of every file are sorted by it: choose another name");
      }
    }
  }

  /**
   * What SQLite may assume of a function.
   *
   * @param deterministic the same arguments always give the same result
   * @param innocuous the schema of an untrusted file may call it
   * @param directOnly the schema may never call it
   */
  record Traits(boolean deterministic, boolean innocuous, boolean directOnly) {

    /**
     * The lowest bit joins the UTF-16 that the native driver asks for to "any encoding". Without it
     * a function of the same name that is there for UTF-8 would be preferred, and every text would
     * be converted twice.
     */
    int flags() {
      return 1
          | (deterministic ? 0x800 : 0)
          | (innocuous ? 0x200000 : 0)
          | (directOnly ? 0x80000 : 0);
    }
  }

  /** The code of a function. */
  @FunctionalInterface
  interface Body {
    Object call(Object[] arguments) throws Exception;
  }

  /** What a group of rows adds up to. */
  interface Accumulator {
    void add(Object[] arguments) throws Exception;

    /** Takes away the row that was added first. Only windows ask for it. */
    void remove(Object[] arguments) throws Exception;

    Object result() throws Exception;
  }

  private static void check(String name, String what) {
    if (name.isBlank() || name.indexOf('\0') >= 0) {
      throw new IllegalArgumentException("a " + what + " needs a name");
    }
    if (name.getBytes(StandardCharsets.UTF_8).length > MAX_NAME) {
      throw new IllegalArgumentException(
          "the name of a " + what + " may have " + MAX_NAME + " bytes, this one is longer");
    }
  }

  private static void check(String name, int arity) {
    if (arity < ANY_ARITY || arity > MAX_ARITY) {
      throw new IllegalArgumentException(
          "the function "
              + name
              + " cannot take "
              + arity
              + " arguments: 0 to "
              + MAX_ARITY
              + ", or any number");
    }
  }
}
