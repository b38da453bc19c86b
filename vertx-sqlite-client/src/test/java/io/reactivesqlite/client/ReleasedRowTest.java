// SPDX-License-Identifier: Apache-2.0
package io.reactivesqlite.client;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.Vertx;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.Row;
import java.util.ArrayList;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Set;
import java.util.stream.Collector;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** A collector that has read what it wants of a row can give the row back. */
class ReleasedRowTest {

  private final Vertx vertx = Vertx.vertx();
  private final Pool pool =
      SQLiteBuilder.pool().connectingTo("sqlite::memory:").using(vertx).build();
  private final Set<Row> rows = Collections.newSetFromMap(new IdentityHashMap<>());

  @AfterEach
  void close() throws Exception {
    vertx.close().toCompletionStage().toCompletableFuture().get(20, SECONDS);
  }

  @Test
  void aReleasedRowCarriesTheNextOne() throws Exception {
    assertThat(collect(true)).containsExactly(1L, 2L, 3L);
    assertThat(rows).hasSize(1);
  }

  @Test
  void aRowThatIsKeptStaysWhatItWas() throws Exception {
    assertThat(collect(false)).containsExactly(1L, 2L, 3L);
    assertThat(rows).hasSize(3).extracting(row -> row.getLong(0)).containsOnly(1L, 2L, 3L);
  }

  private List<Long> collect(boolean release) throws Exception {
    Collector<Row, List<Long>, List<Long>> collector =
        Collector.of(
            ArrayList::new,
            (list, row) -> {
              rows.add(row);
              list.add(row.getLong(0));
              if (release) {
                row.release();
              }
            },
            (a, b) -> {
              throw new AssertionError("rows are collected one after the other");
            });
    return pool.query("SELECT column1 FROM (VALUES (1), (2), (3))")
        .collecting(collector)
        .execute()
        .toCompletionStage()
        .toCompletableFuture()
        .get(20, SECONDS)
        .value();
  }
}
