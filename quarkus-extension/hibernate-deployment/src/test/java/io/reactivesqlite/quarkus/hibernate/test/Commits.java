// SPDX-License-Identifier: Apache-2.0
package io.reactivesqlite.quarkus.hibernate.test;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;

/** Counts commits of an application that makes no checkpoints. */
record Commits(String url, URI base) {

  /** Asks for all of them at once, and waits for the answers; each path ends with a number. */
  int of(int transactions, String path) {
    int before = TestDatabase.commitsInTheLog(url);
    Http http = new Http(base);
    List<CompletableFuture<Integer>> answers =
        IntStream.range(0, transactions).mapToObj(i -> http.postLater(path + i)).toList();
    assertThat(answers).allSatisfy(answer -> assertThat(answer.join()).isBetween(200, 204));
    return TestDatabase.commitsInTheLog(url) - before;
  }
}
