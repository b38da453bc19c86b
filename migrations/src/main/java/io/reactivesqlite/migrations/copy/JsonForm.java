// SPDX-License-Identifier: Apache-2.0
package io.reactivesqlite.migrations.copy;

import java.math.BigDecimal;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * JSON in the one form that equal documents share: no white space, members in order and once (the
 * last counts), numbers and strings written in one way. PostgreSQL's {@code jsonb} keeps documents
 * by the same rules, so a text and what became of it there have the same form.
 */
final class JsonForm {

  private static final Pattern NUMBER =
      Pattern.compile("-?(0|[1-9]\\d*)(\\.\\d+)?([eE][+-]?\\d{1,5})?");
  private static final int DEEPEST = 500;

  private final String text;
  private final StringBuilder out = new StringBuilder();
  private int at;

  private JsonForm(String text) {
    this.text = text;
  }

  static String canonical(String text) throws Misfit {
    JsonForm form = new JsonForm(text);
    form.value(0);
    form.space();
    if (form.at < text.length()) {
      throw form.broken();
    }
    return form.out.toString();
  }

  private void value(int depth) throws Misfit {
    space();
    if (depth > DEEPEST) {
      throw new Misfit("JSON of more than %d levels".formatted(DEEPEST));
    }
    switch (peek()) {
      case '{' -> object(depth);
      case '[' -> array(depth);
      case '"' -> quote(string());
      case 't' -> word("true");
      case 'f' -> word("false");
      case 'n' -> word("null");
      default -> number();
    }
  }

  private void object(int depth) throws Misfit {
    Map<String, String> members = new TreeMap<>();
    at++;
    space();
    boolean more = peek() != '}';
    while (more) {
      space();
      if (peek() != '"') {
        throw broken();
      }
      String name = string();
      space();
      expect(':');
      int begin = out.length();
      value(depth + 1);
      members.put(name, out.substring(begin));
      out.setLength(begin);
      space();
      more = peek() == ',';
      if (more) {
        at++;
      }
    }
    expect('}');
    char separator = '{';
    for (Map.Entry<String, String> member : members.entrySet()) {
      out.append(separator);
      quote(member.getKey());
      out.append(':').append(member.getValue());
      separator = ',';
    }
    out.append(members.isEmpty() ? "{}" : "}");
  }

  private void array(int depth) throws Misfit {
    at++;
    out.append('[');
    space();
    boolean more = peek() != ']';
    while (more) {
      value(depth + 1);
      space();
      more = peek() == ',';
      if (more) {
        at++;
        out.append(',');
      }
    }
    expect(']');
    out.append(']');
  }

  private String string() throws Misfit {
    StringBuilder string = new StringBuilder();
    at++;
    for (char c = peek(); c != '"'; c = peek()) {
      at++;
      if (c < ' ') {
        throw broken();
      }
      string.append(c == '\\' ? escaped() : c);
    }
    at++;
    return string.toString();
  }

  private char escaped() throws Misfit {
    char c = peek();
    at++;
    return switch (c) {
      case '"', '\\', '/' -> c;
      case 'b' -> '\b';
      case 'f' -> '\f';
      case 'n' -> '\n';
      case 'r' -> '\r';
      case 't' -> '\t';
      case 'u' -> unicode();
      default -> throw broken();
    };
  }

  private char unicode() throws Misfit {
    if (at + 4 > text.length() || !text.substring(at, at + 4).matches("\\p{XDigit}{4}")) {
      throw broken();
    }
    at += 4;
    return (char) Integer.parseInt(text.substring(at - 4, at), 16);
  }

  private void quote(String string) {
    out.append('"');
    for (char c : string.toCharArray()) {
      if (c == '"' || c == '\\') {
        out.append('\\');
      }
      out.append(c);
    }
    out.append('"');
  }

  private void number() throws Misfit {
    Matcher matcher = NUMBER.matcher(text).region(at, text.length());
    if (!matcher.lookingAt()) {
      throw broken();
    }
    out.append(NumberTypes.canonicalText(new BigDecimal(matcher.group())));
    at = matcher.end();
  }

  private void word(String word) throws Misfit {
    if (!text.startsWith(word, at)) {
      throw broken();
    }
    out.append(word);
    at += word.length();
  }

  private void space() {
    while (at < text.length() && " \t\r\n".indexOf(text.charAt(at)) >= 0) {
      at++;
    }
  }

  private char peek() throws Misfit {
    if (at >= text.length()) {
      throw broken();
    }
    return text.charAt(at);
  }

  private void expect(char c) throws Misfit {
    if (peek() != c) {
      throw broken();
    }
    at++;
  }

  private Misfit broken() {
    return new Misfit("a text that is no JSON from character %d on".formatted(at + 1));
  }
}
