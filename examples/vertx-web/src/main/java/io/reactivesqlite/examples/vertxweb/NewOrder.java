// SPDX-License-Identifier: Apache-2.0
package io.reactivesqlite.examples.vertxweb;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.ArrayList;
import java.util.List;

/**
 * What a customer asks for.
 *
 * @param reference the customer's own name for it, which can be used once: who got no answer may
 *     ask again without buying twice
 * @param lines so many of which books
 */
record NewOrder(String reference, List<Line> lines) {

  record Line(long book, int quantity) {}

  /** Reads {@code {"reference": "…", "lines": [{"book": 1, "quantity": 2}]}}. */
  static NewOrder of(JsonObject json) {
    try {
      String reference = json.getString("reference", "");
      JsonArray array = json.getJsonArray("lines", new JsonArray());
      List<Line> lines = new ArrayList<>();
      for (int i = 0; i < array.size(); i++) {
        JsonObject line = array.getJsonObject(i);
        lines.add(new Line(line.getLong("book"), line.getInteger("quantity")));
      }
      if (!reference.isEmpty()
          && reference.length() <= 36
          && !lines.isEmpty()
          && lines.stream().allMatch(line -> line.quantity() > 0 && line.quantity() <= 100)) {
        return new NewOrder(reference, lines);
      }
    } catch (ClassCastException | NullPointerException wrong) {
      // Of another type, or not there: the same answer.
    }
    throw new Refused(
        400,
        "An order needs a reference of at most 36 characters, and lines with a book and a quantity from 1 to 100.");
  }
}
