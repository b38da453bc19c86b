// SPDX-License-Identifier: Apache-2.0
package io.reactivesqlite.hibernate.reactive;

import static org.assertj.core.api.Assertions.assertThat;

import io.reactivesqlite.hibernate.testing.ReactiveBoot;
import jakarta.persistence.Cacheable;
import jakarta.persistence.ElementCollection;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;
import org.hibernate.Session;
import org.hibernate.SessionFactory;
import org.hibernate.annotations.Cache;
import org.hibernate.annotations.CacheConcurrencyStrategy;
import org.hibernate.cfg.Configuration;
import org.hibernate.reactive.stage.Stage;
import org.hibernate.stat.Statistics;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The second-level cache and the query cache, with a cache of JCache. */
class CacheTest {
  private static final Map<String, Object> SETTINGS =
      Map.of(
          "hibernate.cache.use_second_level_cache", "true",
          "hibernate.cache.use_query_cache", "true",
          "hibernate.cache.region.factory_class", "jcache",
          "hibernate.javax.cache.missing_cache_strategy", "create",
          "hibernate.generate_statistics", "true");

  @TempDir Path folder;
  private Path file;
  private SessionFactory root;
  private Stage.SessionFactory factory;
  private Statistics statistics;

  @Entity(name = "Country")
  @Cacheable
  @Cache(usage = CacheConcurrencyStrategy.READ_WRITE, region = "country")
  static class Country {
    @Id String code;
    String name;

    @ElementCollection
    @Cache(usage = CacheConcurrencyStrategy.READ_WRITE, region = "cities")
    List<String> cities = new ArrayList<>();

    Country() {}

    Country(String code, String name, String... cities) {
      this.code = code;
      this.name = name;
      this.cities.addAll(List.of(cities));
    }
  }

  @BeforeEach
  void open() throws Exception {
    file = folder.resolve("cached.db");
    root = ReactiveBoot.factory(file, SETTINGS, Country.class);
    factory = root.unwrap(Stage.SessionFactory.class);
    statistics = root.getStatistics();
    changeBehindItsBack("insert into Country (code, name) values ('fr', 'France')");
    changeBehindItsBack("insert into Country_cities values ('fr', 'Paris'), ('fr', 'Lyon')");
  }

  @AfterEach
  void close() {
    root.close();
  }

  private static Configuration configuration(String url) {
    final Configuration configuration = new Configuration().addAnnotatedClass(Country.class);
    configuration.getProperties().putAll(SETTINGS);
    return configuration.setProperty("jakarta.persistence.jdbc.url", url);
  }

  private <T> T call(Function<Stage.Session, CompletionStage<T>> work) {
    return ReactiveBoot.await(root, () -> factory.withTransaction(work));
  }

  private void changeBehindItsBack(String sql) throws Exception {
    try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + file);
        Statement statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }

  private String name() {
    return call(session -> session.find(Country.class, "fr").thenApply(it -> it.name));
  }

  @Test
  void entitiesComeFromTheCacheUntilTheyChange() throws Exception {
    assertThat(name()).isEqualTo("France");
    changeBehindItsBack("update Country set name = 'hidden'");
    assertThat(name()).isEqualTo("France");
    assertThat(statistics.getSecondLevelCacheHitCount()).isEqualTo(1);
    call(
        session ->
            session.find(Country.class, "fr").thenAccept(country -> country.name = "République"));
    assertThat(name()).isEqualTo("République");
    assertThat(statistics.getSecondLevelCacheHitCount()).isEqualTo(3);
  }

  @Test
  void collectionsComeFromTheCache() throws Exception {
    for (int i = 0; i < 2; i++) {
      final List<String> cities =
          call(
              session ->
                  session
                      .find(Country.class, "fr")
                      .thenCompose(country -> session.fetch(country.cities))
                      .thenApply(List::copyOf));
      assertThat(cities).containsExactlyInAnyOrder("Paris", "Lyon");
      changeBehindItsBack("delete from Country_cities");
    }
  }

  private List<String> cachedNames() {
    return call(
        session ->
            session
                .createSelectionQuery("select name from Country order by name", String.class)
                .setCacheable(true)
                .getResultList());
  }

  @Test
  void cacheableQueriesSeeWhatSessionsChanged() {
    assertThat(cachedNames()).containsExactly("France");
    call(session -> session.persist(new Country("it", "Italia")));
    assertThat(cachedNames()).containsExactly("France", "Italia");
    assertThat(cachedNames()).containsExactly("France", "Italia");
  }

  @Test
  void overJdbcQueriesComeFromTheCacheUntilTheirTablesChange() throws Exception {
    try (SessionFactory blocking = configuration("jdbc:sqlite:" + file).buildSessionFactory()) {
      final Function<Session, List<String>> names =
          session ->
              session
                  .createSelectionQuery("select name from Country order by name", String.class)
                  .setCacheable(true)
                  .getResultList();
      assertThat(blocking.fromTransaction(names)).containsExactly("France");
      changeBehindItsBack("update Country set name = 'hidden'");
      assertThat(blocking.fromTransaction(names)).containsExactly("France");
      blocking.inTransaction(session -> session.persist(new Country("it", "Italia")));
      assertThat(blocking.fromTransaction(names)).containsExactly("Italia", "hidden");
    }
  }

  @Test
  void aRollbackLeavesTheCacheAsItWas() {
    assertThat(name()).isEqualTo("France");
    ReactiveBoot.await(
        root,
        () ->
            factory.withTransaction(
                (session, transaction) ->
                    session
                        .find(Country.class, "fr")
                        .thenAccept(
                            country -> {
                              country.name = "never";
                              transaction.markForRollback();
                            })));
    assertThat(name()).isEqualTo("France");
  }
}
