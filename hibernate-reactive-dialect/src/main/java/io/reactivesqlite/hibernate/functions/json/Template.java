// SPDX-License-Identifier: Apache-2.0
package io.reactivesqlite.hibernate.functions.json;

import java.util.Map;
import org.hibernate.sql.ast.SqlAstTranslator;
import org.hibernate.sql.ast.spi.SqlAppender;

/** SQL text with places like ~1 that something else renders, as often as they occur. */
record Template(SqlAppender sql, SqlAstTranslator<?> translator, Map<Character, Runnable> places) {

  void render(String text) {
    int start = 0;
    int tilde = text.indexOf('~');
    while (tilde >= 0) {
      sql.append(text.substring(start, tilde));
      places.get(text.charAt(tilde + 1)).run();
      start = tilde + 2;
      tilde = text.indexOf('~', start);
    }
    sql.append(text.substring(start));
  }
}
