// SPDX-License-Identifier: Apache-2.0
package io.reactivesqlite.client.impl.options;

import io.vertx.core.json.JsonArray;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * One connect option: its name, and the values it takes.
 *
 * @param name its name in JSON, in camel case
 * @param kind what its values are
 * @param choices the values of a {@link Kind#CHOICE}, otherwise null
 */
record Option(String name, Kind kind, Class<? extends Enum<?>> choices) {

  enum Kind {
    BOOLEAN,
    INT,
    LONG,
    STRING,
    STRINGS,
    CHOICE
  }

  /** Its name in URIs: the same in snake case, which is how SQLite writes names. */
  String uriName() {
    StringBuilder snake = new StringBuilder();
    for (char c : name.toCharArray()) {
      if (Character.isUpperCase(c)) {
        snake.append('_');
      }
      snake.append(Character.toLowerCase(c));
    }
    return snake.toString();
  }

  /** The JSON value that a URI's text stands for. */
  Object fromText(String text) {
    switch (kind) {
      case BOOLEAN:
        return bool(text);
      case INT, LONG:
        return number(text);
      case STRINGS:
        return new JsonArray().add(text);
      case CHOICE:
        return choice(uriName(), text);
      default:
        return text;
    }
  }

  /** The value as the options take it, or an error that names the option. */
  Object fromJson(Object value) {
    switch (kind) {
      case BOOLEAN:
        return value instanceof Boolean ? value : wrong(value, "true or false");
      case INT, LONG:
        return value instanceof Number && isWhole((Number) value) ? value : wrong(value, wanted());
      case STRINGS:
        return value instanceof JsonArray && allStrings((JsonArray) value)
            ? value
            : wrong(value, "an array of strings");
      case CHOICE:
        return value instanceof String ? choice(name, (String) value) : wrong(value, "a string");
      default:
        return value instanceof String ? value : wrong(value, "a string");
    }
  }

  private Object wrong(Object value, String wanted) {
    String given =
        value instanceof Number ? value.toString() : "a " + value.getClass().getSimpleName();
    throw new IllegalArgumentException(
        "The option " + name + " takes " + wanted + ", not " + given);
  }

  private Boolean bool(String text) {
    switch (text.toLowerCase(Locale.ROOT)) {
      case "1", "true", "yes", "on":
        return true;
      case "0", "false", "no", "off":
        return false;
      default:
        throw new IllegalArgumentException(
            uriName() + " takes true or false (or 1, 0, on, off, yes, no), not '" + text + "'");
    }
  }

  private Number number(String text) {
    try {
      long number = Long.parseLong(text);
      if (kind == Kind.LONG || number == (int) number) {
        return number;
      }
    } catch (NumberFormatException e) {
      throw new IllegalArgumentException(
          uriName() + " takes " + wanted() + ", not '" + text + "'", e);
    }
    throw new IllegalArgumentException(uriName() + " takes " + wanted() + ", not '" + text + "'");
  }

  private boolean isWhole(Number number) {
    double value = number.doubleValue();
    return kind == Kind.LONG ? value == number.longValue() : value == number.intValue();
  }

  private String wanted() {
    return kind == Kind.LONG ? "a whole number" : "a whole number of at most 32 bits";
  }

  private String choice(String shownName, String text) {
    String wanted = text.toUpperCase(Locale.ROOT).replace('-', '_');
    List<String> names = new ArrayList<>();
    for (Enum<?> choice : choices.getEnumConstants()) {
      if (choice.name().equals(wanted)) {
        return wanted;
      }
      names.add(choice.name().toLowerCase(Locale.ROOT));
    }
    throw new IllegalArgumentException(
        shownName
            + " takes one of "
            + String.join(", ", names)
            + ", not '"
            + text
            + "'"
            + Suggestion.forName(text.toLowerCase(Locale.ROOT), names));
  }

  private static boolean allStrings(JsonArray array) {
    for (Object element : array) {
      if (!(element instanceof String)) {
        return false;
      }
    }
    return true;
  }
}
