// SPDX-License-Identifier: Apache-2.0
package io.reactivesqlite.migrations.cli;

import java.util.Collection;
import java.util.Iterator;
import java.util.Map;
import java.util.Optional;

/** Writes maps, collections and plain values as JSON, indented for people who look. */
final class Json {

  private Json() {}

  static String write(Object value) {
    StringBuilder out = new StringBuilder();
    write(value, "\n", out);
    return out.toString();
  }

  private static void write(Object value, String newline, StringBuilder out) {
    if (value instanceof Optional<?> optional) {
      write(optional.orElse(null), newline, out);
    } else if (value instanceof Map<?, ?> map) {
      Iterator<? extends Map.Entry<?, ?>> entries = map.entrySet().iterator();
      open('{', entries, newline, out);
      while (entries.hasNext()) {
        Map.Entry<?, ?> entry = entries.next();
        string(entry.getKey().toString(), out);
        out.append(": ");
        write(entry.getValue(), newline + "  ", out);
        next(entries, newline, out);
      }
      out.append('}');
    } else if (value instanceof Collection<?> collection) {
      Iterator<?> items = collection.iterator();
      open('[', items, newline, out);
      while (items.hasNext()) {
        write(items.next(), newline + "  ", out);
        next(items, newline, out);
      }
      out.append(']');
    } else if (value == null || value instanceof Number || value instanceof Boolean) {
      out.append(value);
    } else {
      string(value.toString(), out);
    }
  }

  private static void open(char bracket, Iterator<?> items, String newline, StringBuilder out) {
    out.append(bracket);
    if (items.hasNext()) {
      out.append(newline).append("  ");
    }
  }

  private static void next(Iterator<?> items, String newline, StringBuilder out) {
    out.append(items.hasNext() ? "," + newline + "  " : newline);
  }

  private static void string(String value, StringBuilder out) {
    out.append('"');
    for (char c : value.toCharArray()) {
      switch (c) {
        case '"' -> out.append("\\\"");
        case '\\' -> out.append("\\\\");
        case '\n' -> out.append("\\n");
        case '\r' -> out.append("\\r");
        case '\t' -> out.append("\\t");
        default -> out.append(c < ' ' ? "\\u%04x".formatted((int) c) : String.valueOf(c));
      }
    }
    out.append('"');
  }
}
