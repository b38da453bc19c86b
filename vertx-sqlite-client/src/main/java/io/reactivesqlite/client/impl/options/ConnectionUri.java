// SPDX-License-Identifier: Apache-2.0
package io.reactivesqlite.client.impl.options;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Locale;

/**
 * Reads connection URIs: {@code sqlite:path?option=value&…}, where the path may be relative,
 * absolute, a Windows path, or {@code :memory:}. {@code sqlite:///path} and SQLite's own {@code
 * sqlite:file:path} are the same path; in front {@code vertx-reactive:} may stand.
 */
public final class ConnectionUri {

  private static final String SCHEME = "sqlite:";
  private static final String REACTIVE = "vertx-reactive:";
  private static final String FILE = "file:";
  private static final String MEMORY = ":memory:";

  private ConnectionUri() {}

  /** Whether the URI has our scheme. */
  public static boolean isSqlite(String uri) {
    return startsWith(withoutReactive(uri), SCHEME);
  }

  /** What is wrong with the URI; its query is not shown, for people put secrets there. */
  public static IllegalArgumentException invalid(String uri, IllegalArgumentException reason) {
    int mark = uri.indexOf('?');
    String shown = mark < 0 ? uri : uri.substring(0, mark + 1) + "…";
    return new IllegalArgumentException(
        "Invalid connection URI '" + shown + "': " + reason.getMessage(), reason);
  }

  /** The options as JSON. */
  public static JsonObject parse(String uri) {
    String rest = withoutReactive(uri);
    if (startsWith(rest, "jdbc:")) {
      throw new IllegalArgumentException("this is no JDBC driver, leave out 'jdbc:'");
    }
    if (!startsWith(rest, SCHEME)) {
      throw new IllegalArgumentException(
          "it must start with 'sqlite:', as in sqlite:app.db or sqlite::memory:");
    }
    rest = rest.substring(SCHEME.length());
    if (rest.indexOf('#') >= 0) {
      throw new IllegalArgumentException(
          "a URI for SQLite has no fragment; in a path write # as %23");
    }
    int mark = rest.indexOf('?');
    JsonObject json = new JsonObject();
    if (mark >= 0) {
      parseQuery(rest.substring(mark + 1), json);
    }
    json.put("database", path(mark < 0 ? rest : rest.substring(0, mark), json));
    return json;
  }

  private static String path(String raw, JsonObject options) {
    String path = startsWith(raw, FILE) ? raw.substring(FILE.length()) : raw;
    path = decode(withoutAuthority(path));
    if (path.isEmpty()) {
      if ("MEMORY".equals(options.getString("mode"))) {
        return MEMORY;
      }
      throw new IllegalArgumentException(
          "it names no database; write a path, or sqlite::memory: for one in memory");
    }
    return isDrive(path, 1) && path.charAt(0) == '/' ? path.substring(1) : path;
  }

  private static String withoutAuthority(String path) {
    if (!path.startsWith("//")) {
      return path;
    }
    int slash = path.indexOf('/', 2);
    String authority = slash < 0 ? path.substring(2) : path.substring(2, slash);
    if (!authority.isEmpty() && !authority.equalsIgnoreCase("localhost")) {
      throw new IllegalArgumentException(
          "after two slashes '"
              + authority
              + "' is the name of a host; write one slash or none for a relative path (sqlite:app.db), three for an"
              + " absolute one (sqlite:///data/app.db)");
    }
    return slash < 0 ? "" : path.substring(slash);
  }

  /** Whether a drive such as {@code C:} stands there. */
  private static boolean isDrive(String path, int at) {
    if (path.length() < at + 2 || path.charAt(at + 1) != ':') {
      return false;
    }
    char letter = path.charAt(at);
    return (letter >= 'a' && letter <= 'z') || (letter >= 'A' && letter <= 'Z');
  }

  private static void parseQuery(String query, JsonObject json) {
    for (String pair : query.split("&")) {
      if (pair.isEmpty()) {
        continue;
      }
      int equals = pair.indexOf('=');
      Option option = OptionTable.byUriName(decode(equals < 0 ? pair : pair.substring(0, equals)));
      if (equals < 0) {
        throw new IllegalArgumentException(
            option.uriName() + " has no value; write " + option.uriName() + "=…");
      }
      Object value = option.fromText(decode(pair.substring(equals + 1)));
      Object before = json.getValue(option.name());
      if (before instanceof JsonArray) {
        ((JsonArray) before).addAll((JsonArray) value);
      } else if (before != null) {
        throw new IllegalArgumentException(option.uriName() + " is there twice");
      } else {
        json.put(option.name(), value);
      }
    }
  }

  private static String decode(String text) {
    if (text.indexOf('%') < 0) {
      return text;
    }
    byte[] encoded = text.getBytes(StandardCharsets.UTF_8);
    ByteBuffer decoded = ByteBuffer.allocate(encoded.length);
    for (int i = 0; i < encoded.length; i++) {
      if (encoded[i] == '%') {
        decoded.put((byte) (hex(encoded, i + 1) << 4 | hex(encoded, i + 2)));
        i += 2;
      } else {
        decoded.put(encoded[i]);
      }
    }
    try {
      return StandardCharsets.UTF_8.newDecoder().decode(decoded.flip()).toString();
    } catch (CharacterCodingException e) {
      throw new IllegalArgumentException("the percent-encoded bytes are no UTF-8", e);
    }
  }

  private static int hex(byte[] encoded, int at) {
    int digit = at < encoded.length ? Character.digit(encoded[at], 16) : -1;
    if (digit < 0) {
      throw new IllegalArgumentException(
          "after % two hexadecimal digits must follow; write a plain % as %25");
    }
    return digit;
  }

  private static String withoutReactive(String uri) {
    return startsWith(uri, REACTIVE) ? uri.substring(REACTIVE.length()) : uri;
  }

  private static boolean startsWith(String text, String lowerCasePrefix) {
    return text.length() >= lowerCasePrefix.length()
        && text.substring(0, lowerCasePrefix.length())
            .toLowerCase(Locale.ROOT)
            .equals(lowerCasePrefix);
  }
}
