// SPDX-License-Identifier: Apache-2.0
package io.reactivesqlite.quarkus.test;

import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.QuarkusUnitTest;
import io.reactivesqlite.client.SQLiteBuilder;
import io.reactivesqlite.client.SQLiteConnectOptions;
import io.reactivesqlite.client.SQLitePool;
import io.reactivesqlite.quarkus.SQLitePoolCreator;
import io.vertx.core.json.JsonObject;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.sqlclient.PoolOptions;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** The keys on their way from application.properties through the pool to SQLite. */
class ConfiguredPoolTest {

  @RegisterExtension
  static final QuarkusUnitTest APPLICATION =
      new QuarkusUnitTest()
          .withApplicationRoot(jar -> jar.addClasses(TestDatabase.class, Seen.class))
          .withConfigurationResource("every-key.properties")
          .overrideConfigKey("quarkus.datasource.reactive.url", TestDatabase.newUrl());

  @Inject Seen seen;
  @Inject Pool pool;

  @Test
  void everyKeyReachesTheConnectOptions() {
    JsonObject defaults = new SQLiteConnectOptions().toJson();
    Set<String> elsewhere =
        // only for files that are read, for a library that is there, or in the URL
        Set.of("database", "mode", "immutable", "loadableExtensions", "tracingPolicy");

    for (String option : defaults.fieldNames()) {
      if (!elsewhere.contains(option)) {
        assertThat(seen.connectOptions.toJson().getValue(option))
            .as(option)
            .isNotEqualTo(defaults.getValue(option));
      }
    }
    assertThat(seen.connectOptions.getMetricsName()).isEqualTo("sqlite|<default>");
    assertThat(seen.connectOptions.getBusyTimeout()).isEqualTo(1_500);
    assertThat(seen.connectOptions.getTurnTimeout()).isEqualTo(20_000);
  }

  @Test
  void thePoolKeysReachThePoolOptions() {
    assertThat(seen.poolOptions.getMaxSize()).isEqualTo(3);
    assertThat(seen.poolOptions.getIdleTimeoutUnit()).isEqualTo(TimeUnit.MILLISECONDS);
    assertThat(seen.poolOptions.getIdleTimeout()).isEqualTo(60_000);
    assertThat(seen.poolOptions.getMaxLifetime()).isEqualTo(3_600_000);
    assertThat(seen.poolOptions.getEventLoopSize()).isEqualTo(1);
    assertThat(seen.poolOptions.isShared()).isTrue();
    assertThat(seen.poolOptions.getName()).isEqualTo("bookshop");
  }

  @Test
  void sqliteItselfSaysSo() {
    assertThat(pragma("journal_mode")).isEqualTo("delete");
    assertThat(pragma("synchronous")).isEqualTo(3);
    assertThat(pragma("foreign_keys")).isEqualTo(0);
    assertThat(pragma("cache_size")).isEqualTo(-512);
    assertThat(pragma("page_size")).isEqualTo(8192);
    assertThat(pragma("user_version")).isEqualTo(5);
    assertThat(pragma("application_id")).isEqualTo(42);
  }

  private Object pragma(String name) {
    Object value = pool.query("pragma " + name).executeAndAwait().iterator().next().getValue(0);
    return value instanceof Number number ? number.intValue() : value;
  }

  @Singleton
  static class Seen implements SQLitePoolCreator {

    PoolOptions poolOptions;
    SQLiteConnectOptions connectOptions;

    @Override
    public SQLitePool create(Input input) {
      poolOptions = input.poolOptions();
      connectOptions = input.connectOptions();
      return SQLitePool.cast(
          SQLiteBuilder.pool()
              .with(poolOptions)
              .connectingTo(connectOptions)
              .using(input.vertx())
              .build());
    }
  }
}
