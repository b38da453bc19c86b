// SPDX-License-Identifier: Apache-2.0
package io.reactivesqlite.quarkus.test;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Metrics;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.quarkus.test.QuarkusUnitTest;
import io.reactivesqlite.client.SQLitePool;
import io.vertx.mutiny.sqlclient.Pool;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import jakarta.inject.Singleton;
import java.util.Collection;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class MetersTest {

  @RegisterExtension
  static final QuarkusUnitTest APPLICATION =
      new QuarkusUnitTest()
          .withApplicationRoot(jar -> jar.addClasses(TestDatabase.class, Registry.class))
          .overrideConfigKey("quarkus.datasource.db-kind", "sqlite")
          .overrideConfigKey("quarkus.datasource.reactive.url", TestDatabase.newUrl())
          .overrideConfigKey("quarkus.datasource.orders.db-kind", "sqlite")
          .overrideConfigKey("quarkus.datasource.orders.reactive.url", TestDatabase.newUrl())
          .overrideConfigKey("quarkus.datasource.quiet.db-kind", "sqlite")
          .overrideConfigKey("quarkus.datasource.quiet.reactive.url", TestDatabase.newUrl())
          .overrideConfigKey("quarkus.datasource.quiet.reactive.sqlite.metrics", "false")
          .setAfterUndeployListener(MetersTest::noneIsLeft);

  @Inject MeterRegistry registry;
  @Inject Pool pool;
  @Inject SQLitePool figures;

  @Inject
  @Named("orders")
  Pool orders;

  @Test
  void eachDatasourceHasItsOwnFigures() {
    orders.query("create table line (quantity integer)").executeAndAwait();
    orders.query("insert into line values (3)").executeAndAwait();
    pool.query("select 1").executeAndAwait();

    assertThat(counted("sqlite.writes", "orders")).isEqualTo(2);
    assertThat(counted("sqlite.writes", "<default>")).isZero();
    assertThat(counted("sqlite.reads", "<default>"))
        .isEqualTo(figures.figures().getReads())
        .isPositive();
  }

  @Test
  void whatIsSwitchedOffHasNoFigures() {
    assertThat(
            registry.find("sqlite.reads").functionCounters().stream()
                .map(counter -> counter.getId().getTag("datasource")))
        .containsExactlyInAnyOrder("<default>", "orders");
  }

  @Test
  void theMetersOfVertxKnowTheDatasourceToo() {
    orders.query("select 1").executeAndAwait();

    assertThat(
            registry
                .get("sqlite.completed")
                .tags("clientName", "orders", "clientType", "sql")
                .counter()
                .count())
        .isPositive();
    assertThat(registry.get("sql.pool.completed").tag("pool.name", "orders").counter().count())
        .isPositive();
  }

  private double counted(String name, String dataSource) {
    return registry.get(name).tag("datasource", dataSource).functionCounter().count();
  }

  private static void noneIsLeft() {
    Collection<Meter> meters = Metrics.globalRegistry.getMeters();
    Set<String> left =
        meters.stream()
            .filter(meter -> meter.getId().getTag("datasource") != null)
            .map(meter -> meter.getId().getName())
            .collect(Collectors.toSet());
    assertThat(left).isEmpty();
  }

  @Singleton
  static class Registry {

    /** What a registry extension, as that of Prometheus, brings. */
    @Produces
    @Singleton
    SimpleMeterRegistry registry() {
      return new SimpleMeterRegistry();
    }
  }
}
