// SPDX-License-Identifier: Apache-2.0
package io.reactivesqlite.examples.quarkus;

import java.util.List;

/**
 * What a customer asks for.
 *
 * @param reference the customer's own name for it, which can be used once: who got no answer may
 *     ask again without buying twice
 * @param lines so many of which books
 */
public record NewOrder(String reference, List<Line> lines) {

  /** So many of one book. */
  public record Line(long book, int quantity) {}

  boolean isComplete() {
    return reference != null
        && !reference.isEmpty()
        && reference.length() <= 36
        && lines != null
        && !lines.isEmpty()
        && lines.stream().allMatch(line -> line.quantity() > 0 && line.quantity() <= 100);
  }
}
