// SPDX-License-Identifier: Apache-2.0
package io.reactivesqlite.quarkus.hibernate.test;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.concurrent.CompletableFuture;

/** Calls an application on loopback. */
record Http(URI base) {

  private static final HttpClient CLIENT = HttpClient.newHttpClient();

  HttpResponse<String> get(String path) throws IOException, InterruptedException {
    return CLIENT.send(HttpRequest.newBuilder(base.resolve(path)).build(), BodyHandlers.ofString());
  }

  HttpResponse<String> post(String path) throws IOException, InterruptedException {
    return CLIENT.send(
        HttpRequest.newBuilder(base.resolve(path)).POST(BodyPublishers.noBody()).build(),
        BodyHandlers.ofString());
  }

  /** Asks without waiting; gives the status. */
  CompletableFuture<Integer> postLater(String path) {
    return CLIENT
        .sendAsync(
            HttpRequest.newBuilder(base.resolve(path)).POST(BodyPublishers.noBody()).build(),
            BodyHandlers.discarding())
        .thenApply(HttpResponse::statusCode);
  }
}
