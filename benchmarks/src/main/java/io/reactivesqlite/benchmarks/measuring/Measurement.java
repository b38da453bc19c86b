// SPDX-License-Identifier: Apache-2.0
package io.reactivesqlite.benchmarks.measuring;

import io.vertx.core.json.JsonObject;

/**
 * One number.
 *
 * @param variant what was measured beside it in the same process, and {@code ""} for the competitor
 *     itself; the event loop's controls have names here
 */
public record Measurement(int inFlight, String variant, Metric metric, double value) {

  public JsonObject toJson() {
    return new JsonObject()
        .put("inFlight", inFlight)
        .put("variant", variant)
        .put("metric", metric.name())
        .put("value", value);
  }

  public static Measurement of(JsonObject json) {
    return new Measurement(
        json.getInteger("inFlight"),
        json.getString("variant"),
        Metric.valueOf(json.getString("metric")),
        json.getDouble("value"));
  }
}
