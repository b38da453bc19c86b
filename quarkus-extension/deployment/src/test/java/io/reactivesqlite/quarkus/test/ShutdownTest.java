// SPDX-License-Identifier: Apache-2.0
package io.reactivesqlite.quarkus.test;

import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.QuarkusUnitTest;
import io.vertx.sqlclient.Pool;
import jakarta.inject.Inject;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class ShutdownTest {

  private static final String URL = TestDatabase.newUrl();
  private static final int WRITES = 200;
  private static final String ENDLESS =
      "with recursive n(i) as (values (1) union all select i + 1 from n) select count(*) from n";

  @RegisterExtension
  static final QuarkusUnitTest APPLICATION =
      new QuarkusUnitTest()
          .withApplicationRoot(jar -> jar.addClass(TestDatabase.class))
          .overrideConfigKey("quarkus.datasource.db-kind", "sqlite")
          .overrideConfigKey("quarkus.datasource.reactive.url", URL)
          .overrideConfigKey("quarkus.datasource.reactive.sqlite.close-grace", "1S")
          .setAfterUndeployListener(ShutdownTest::everythingHasEnded);

  @Inject Pool pool;

  @ConfigProperty(name = "quarkus.datasource.reactive.url")
  String url;

  @Test
  void theApplicationEndsWhileStatementsRun() {
    await(run("create table book (title text)"));
    await(run("insert into book values ('Solaris')"));
    assertThat(wal(url)).isNotEmptyFile();

    Ending ending = Ending.of(new ArrayList<>(), run(ENDLESS));
    for (int i = 0; i < WRITES; i++) {
      ending.writes().add(run("insert into book values ('Fiasco')"));
    }
  }

  private CompletableFuture<Object> run(String sql) {
    return pool.query(sql)
        .execute()
        .<Object>map(rows -> rows.rowCount())
        .toCompletionStage()
        .toCompletableFuture();
  }

  private static void await(CompletableFuture<Object> future) {
    future.join();
  }

  private static void everythingHasEnded() {
    Ending ending = Ending.found();
    assertThat(ending.endless()).isCompletedExceptionally();
    assertThat(ending.writes()).hasSize(WRITES).allMatch(CompletableFuture::isDone);
    long acknowledged =
        ending.writes().stream().filter(write -> !write.isCompletedExceptionally()).count();

    assertThat(wal(URL)).doesNotExist();
    assertThat(TestDatabase.path(URL)).exists();
    assertThat(TestDatabase.value(URL, "select count(*) from book where title = 'Solaris'"))
        .isEqualTo(1);
    assertThat((int) TestDatabase.value(URL, "select count(*) from book where title = 'Fiasco'"))
        .isEqualTo((int) acknowledged);
  }

  private static Path wal(String url) {
    return Path.of(TestDatabase.path(url) + "-wal");
  }

  /** What runs at the end. The test and the listener have class loaders of their own. */
  private record Ending(List<CompletableFuture<Object>> writes, CompletableFuture<Object> endless) {

    private static final String WRITES = "ending.writes";
    private static final String ENDLESS = "ending.endless";

    static Ending of(List<CompletableFuture<Object>> writes, CompletableFuture<Object> endless) {
      System.getProperties().put(WRITES, writes);
      System.getProperties().put(ENDLESS, endless);
      return new Ending(writes, endless);
    }

    @SuppressWarnings("unchecked")
    static Ending found() {
      return new Ending(
          (List<CompletableFuture<Object>>) System.getProperties().remove(WRITES),
          (CompletableFuture<Object>) System.getProperties().remove(ENDLESS));
    }
  }
}
