// SPDX-License-Identifier: Apache-2.0
package io.reactivesqlite.client.impl;

import io.reactivesqlite.client.engine.SqlShape;
import java.util.Map;

/**
 * The shapes of SQL texts, each made once. A text with literals is not kept, as they may be
 * secrets, and because it hardly comes again. For any thread.
 */
final class SqlShapes {

  private static final int MOST = 1_024;

  private final Map<String, String> kept = new Recent<>(MOST);

  String of(String sql) {
    synchronized (kept) {
      String shape = kept.get(sql);
      if (shape != null) {
        return shape;
      }
    }
    SqlShape shape = SqlShape.of(sql);
    if (!shape.hadLiterals()) {
      synchronized (kept) {
        kept.put(sql, shape.text());
      }
    }
    return shape.text();
  }
}
