// SPDX-License-Identifier: Apache-2.0
package io.reactivesqlite.client;

import java.text.Collator;
import java.util.Comparator;
import java.util.Locale;
import java.util.Objects;

/**
 * An order of texts, for {@code COLLATE}. Immutable.
 *
 * <p>It must always give the same order: indexes are sorted by it, and every program that uses such
 * a file needs it. A comparator that throws fails its statement; SQLite cannot be stopped at once
 * then, so what the statement wrote is undone, and a transaction around it is rolled back.
 *
 * @param name its name in SQL
 * @param order compares two texts; called by several threads
 */
public record SQLiteCollation(String name, Comparator<String> order) implements SQLiteRoutine {

  /**
   * A collation.
   *
   * @param name its name in SQL; not one of SQLite's own
   * @param order compares two texts; called by several threads
   */
  public SQLiteCollation {
    Objects.requireNonNull(name, "name");
    Objects.requireNonNull(order, "order");
  }

  /**
   * A collation.
   *
   * @param name its name in SQL; not one of SQLite's own
   * @param order compares two texts; called by several threads
   * @return the collation
   */
  public static SQLiteCollation of(String name, Comparator<String> order) {
    return new SQLiteCollation(name, order);
  }

  /**
   * The order of a language, as Java knows it. Texts that it takes for equal are ordered by their
   * characters, so that a UNIQUE index keeps them apart. The rules may change with Java's version:
   * run {@code REINDEX} after an upgrade.
   *
   * @param name its name in SQL
   * @param locale the language
   * @return the collation
   */
  public static SQLiteCollation of(String name, Locale locale) {
    // A Collator locks itself while it compares; each thread has its own.
    ThreadLocal<Collator> collators = ThreadLocal.withInitial(() -> Collator.getInstance(locale));
    return new SQLiteCollation(
        name,
        (a, b) -> {
          int order = collators.get().compare(a, b);
          return order != 0 ? order : a.compareTo(b);
        });
  }
}
