// SPDX-License-Identifier: Apache-2.0
package io.reactivesqlite.client.engine;

import io.reactivesqlite.client.engine.SqlTokens.Kind;
import java.util.Locale;

/** Finds the object that a CREATE, DROP or ALTER is about. */
final class SchemaObjectName {

  private SchemaObjectName() {}

  /** The object's name in lower case, without its schema; empty where the text makes no sense. */
  static String of(String sql) {
    SqlTokens tokens = new SqlTokens(sql, 0);
    Kind kind = tokens.next();
    while (kind == Kind.SEMICOLON) {
      kind = tokens.next();
    }
    // The name is what comes after the kind of object and IF [NOT] EXISTS, and after "schema."
    // where that is there.
    boolean objectKindSeen = false;
    while ((kind = tokens.next()) != Kind.END) {
      if (!objectKindSeen) {
        objectKindSeen =
            tokens.is("TABLE") || tokens.is("INDEX") || tokens.is("VIEW") || tokens.is("TRIGGER");
      } else if (!tokens.is("IF") && !tokens.is("NOT") && !tokens.is("EXISTS")) {
        String name = unquoted(sql.substring(tokens.start(), tokens.end()));
        if (tokens.next() == Kind.OPERATOR && sql.charAt(tokens.start()) == '.') {
          tokens.next();
          name = unquoted(sql.substring(tokens.start(), tokens.end()));
        }
        return name.toLowerCase(Locale.ROOT);
      }
    }
    return "";
  }

  private static String unquoted(String token) {
    char first = token.charAt(0);
    if (first == '[') {
      return token.substring(1, token.length() - 1);
    }
    if (first == '"' || first == '`' || first == '\'') {
      String quote = String.valueOf(first);
      return token.substring(1, token.length() - 1).replace(quote + quote, quote);
    }
    return token;
  }
}
