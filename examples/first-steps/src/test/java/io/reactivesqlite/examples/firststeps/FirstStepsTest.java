// SPDX-License-Identifier: Apache-2.0
package io.reactivesqlite.examples.firststeps;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.Vertx;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FirstStepsTest {

  @Test
  void sellsWhatItSays(@TempDir Path folder) throws Exception {
    Path file = folder.resolve("shop.db");
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    Vertx vertx = Vertx.vertx();
    FirstSteps.run(vertx, file, new PrintStream(bytes, true, UTF_8))
        .toCompletionStage()
        .toCompletableFuture()
        .get(60, TimeUnit.SECONDS);
    vertx.close().toCompletionStage().toCompletableFuture().get(60, TimeUnit.SECONDS);

    assertThat(bytes.toString(UTF_8))
        .contains("migrated: 2 change sets", "in stock: 1500", "1000 books sold", "500 left");
    try (var jdbc = DriverManager.getConnection("jdbc:sqlite:" + file);
        var rows = jdbc.createStatement().executeQuery("SELECT sum(stock) FROM book")) {
      assertThat(rows.getInt(1)).isEqualTo(500);
    }
  }
}
