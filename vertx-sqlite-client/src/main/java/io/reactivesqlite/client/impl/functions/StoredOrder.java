// SPDX-License-Identifier: Apache-2.0
package io.reactivesqlite.client.impl.functions;

import io.vertx.core.buffer.Buffer;
import java.math.BigDecimal;
import java.util.Arrays;

/** The order in which SQLite sorts values: numbers, then texts by their bytes, then blobs. */
final class StoredOrder {

  private StoredOrder() {}

  static int compare(Object a, Object b) {
    int rank = Integer.compare(rank(a), rank(b));
    if (rank != 0) {
      return rank;
    }
    if (a instanceof Number x && b instanceof Number y) {
      return compareNumbers(x, y);
    }
    return Arrays.compareUnsigned(Texts.bytes(a), Texts.bytes(b));
  }

  private static int rank(Object value) {
    return value instanceof Number ? 0 : value instanceof Buffer ? 2 : 1;
  }

  /** A long and a double must not meet as doubles: large longs would be rounded. */
  private static int compareNumbers(Number a, Number b) {
    if (a instanceof Long x && b instanceof Long y) {
      return Long.compare(x, y);
    }
    double x = a.doubleValue();
    double y = b.doubleValue();
    if (Double.isInfinite(x) || Double.isInfinite(y) || Math.abs(x - y) > 1e6) {
      return Double.compare(x, y);
    }
    return new BigDecimal(a.toString()).compareTo(new BigDecimal(b.toString()));
  }
}
