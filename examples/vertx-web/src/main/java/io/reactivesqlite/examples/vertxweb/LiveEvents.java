// SPDX-License-Identifier: Apache-2.0
package io.reactivesqlite.examples.vertxweb;

import io.vertx.core.Vertx;
import io.vertx.core.eventbus.MessageConsumer;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.core.json.JsonObject;
import io.vertx.core.shareddata.LocalMap;

/** From whoever knows something new, over the event bus, to every browser that listens. */
final class LiveEvents {

  private static final String ADDRESS = "live";

  private final Vertx vertx;
  private final LocalMap<String, String> latest;

  LiveEvents(Vertx vertx) {
    this.vertx = vertx;
    this.latest = vertx.sharedData().getLocalMap(ADDRESS);
  }

  /** Tells everybody, and those who come later. */
  void publish(String event, JsonObject data) {
    String text = "event: " + event + "\ndata: " + data.encode() + "\n\n";
    latest.put(event, text);
    vertx.eventBus().publish(ADDRESS, text);
  }

  /** Sends what is known now and what comes, until the browser has gone. */
  void sendTo(HttpServerResponse response) {
    response
        .putHeader(HttpHeaders.CONTENT_TYPE, "text/event-stream")
        .putHeader(HttpHeaders.CACHE_CONTROL, "no-store")
        .setChunked(true);
    latest.values().forEach(response::write);
    MessageConsumer<String> consumer =
        vertx
            .eventBus()
            .consumer(
                ADDRESS,
                message -> {
                  // Each event is the whole state, so a slow browser misses nothing that counts.
                  if (!response.writeQueueFull()) {
                    response.write(message.body());
                  }
                });
    response.closeHandler(gone -> consumer.unregister());
  }
}
