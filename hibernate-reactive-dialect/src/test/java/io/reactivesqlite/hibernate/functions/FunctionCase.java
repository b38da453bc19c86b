// SPDX-License-Identifier: Apache-2.0
package io.reactivesqlite.hibernate.functions;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;

/**
 * One line of {@code functions.txt}: group, function, HQL, expected text.
 *
 * @param expected a value, or {@code !} and a part of the message with which it is refused
 * @param reactiveOnly whether it needs a function of the reactive client
 */
record FunctionCase(
    String group, String function, String hql, String expected, boolean reactiveOnly) {
  private static final String REFUSED = "!";

  boolean isRefused() {
    return expected.startsWith(REFUSED);
  }

  /** A part of the message. */
  String refusal() {
    return expected.substring(REFUSED.length()).strip();
  }

  /** An expression is selected from the first row; a whole query is taken as it is. */
  String query() {
    return hql.startsWith("select ")
            || hql.startsWith("(select ")
            || hql.startsWith("from ")
            || hql.startsWith("with ")
        ? hql
        : "select " + hql + " from Specimen s where s.id = 1";
  }

  @Override
  public String toString() {
    return group + ": " + hql;
  }

  static List<FunctionCase> all() {
    try (InputStream file = FunctionCase.class.getResourceAsStream("functions.txt")) {
      return new String(file.readAllBytes(), StandardCharsets.UTF_8)
          .lines()
          .filter(line -> !line.isBlank() && !line.startsWith("#"))
          .map(line -> line.split("\\s*\\|\\|\\|\\s*"))
          .map(cells -> new FunctionCase(cells[0], cells[1], cells[2], cells[3], cells.length > 4))
          .toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
