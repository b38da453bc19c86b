// SPDX-License-Identifier: Apache-2.0
package io.reactivesqlite.client.engine;

import java.util.Arrays;
import java.util.BitSet;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The parameters of one statement, numbered as SQLite numbers them: {@code ?} takes the number
 * after the largest so far, {@code ?NNN} is number NNN, a name takes a new number where it is first
 * seen and keeps it.
 *
 * @see <a href="https://www.sqlite.org/lang_expr.html#varparam">Parameters</a>
 */
public final class Parameters {

  /** SQLite's own highest number ({@code SQLITE_MAX_VARIABLE_NUMBER} of the bundled library). */
  public static final int MAX_NUMBER = 250_000;

  private static final Parameters NONE = new Parameters(new Counter());

  private final int count;
  private final String[] names;
  private final BitSet used;
  private final Map<String, Integer> numbers;
  private final List<String> distinct;

  private Parameters(Counter counter) {
    this.count = counter.largest;
    this.names = counter.names;
    this.used = counter.used;
    this.numbers = new HashMap<>(counter.numbers);
    this.distinct = List.copyOf(counter.numbers.keySet());
    // The bare name, where it can mean one parameter only.
    Map<String, Integer> bare = new HashMap<>();
    counter.numbers.forEach((name, number) -> bare.merge(name.substring(1), number, (a, b) -> 0));
    bare.forEach(
        (name, number) -> {
          if (number != 0) {
            numbers.putIfAbsent(name, number);
          }
        });
  }

  static Parameters of(SqlTokens tokens, int end) {
    Counter counter = null;
    while (tokens.next() != SqlTokens.Kind.END && tokens.start() < end) {
      if (tokens.kind() == SqlTokens.Kind.VARIABLE) {
        if (counter == null) {
          counter = new Counter();
        }
        counter.add(tokens.text());
      }
    }
    return counter == null ? NONE : new Parameters(counter);
  }

  /**
   * The largest number, which is how many values must be bound; what {@code
   * sqlite3_bind_parameter_count} tells.
   */
  public int count() {
    return count;
  }

  /**
   * The parameter's name with its prefix ({@code ?7}, {@code :name}), or null for a plain {@code ?}
   * or a gap.
   */
  public String nameOf(int number) {
    if (number < 1 || number > count) {
      throw new IndexOutOfBoundsException(
          "No parameter " + number + ", the statement has " + count);
    }
    return number < names.length ? names[number] : null;
  }

  /** Whether the statement uses the number; {@code ?3} alone leaves a gap of two before it. */
  public boolean isUsed(int number) {
    return used.get(number);
  }

  /**
   * The number of a named parameter, or 0 where the statement has none of that name. The prefix may
   * be left out; where {@code :a} and {@code @a} are both there, it must not.
   */
  public int indexOf(String name) {
    return numbers.getOrDefault(name, 0);
  }

  /**
   * The different names in order of appearance, with their prefixes; plain {@code ?} are not among
   * them.
   */
  public List<String> distinct() {
    return distinct;
  }

  @Override
  public String toString() {
    return count + " parameters " + distinct;
  }

  /** Does what SQLite's parser does on each parameter. */
  private static final class Counter {
    private int largest;
    private String[] names = new String[8];
    private final BitSet used = new BitSet();
    private final Map<String, Integer> numbers = new LinkedHashMap<>();

    void add(String text) {
      if (text.length() == 1) {
        used.set(++largest);
      } else if (text.charAt(0) == '?') {
        int number = number(text);
        if (number == 0) {
          return;
        }
        largest = Math.max(largest, number);
        name(number, text);
      } else if (!numbers.containsKey(text)) {
        name(++largest, text);
      }
    }

    /** Each number keeps the first name it was given. */
    private void name(int number, String text) {
      used.set(number);
      if (number >= names.length) {
        names = Arrays.copyOf(names, Math.max(number + 1, names.length * 2));
      }
      if (names[number] == null) {
        names[number] = text;
        numbers.put(text, number);
      }
    }

    /** 0 where SQLite will refuse the number. */
    private static int number(String text) {
      int number = 0;
      for (int i = 1; i < text.length(); i++) {
        number = number * 10 + text.charAt(i) - '0';
        if (number > MAX_NUMBER) {
          return 0;
        }
      }
      return number;
    }
  }
}
