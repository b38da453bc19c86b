// SPDX-License-Identifier: Apache-2.0
package io.reactivesqlite.hibernate.mapping;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.reactivesqlite.hibernate.testing.ReactiveBoot;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import org.hibernate.SessionFactory;
import org.hibernate.cfg.Configuration;
import org.hibernate.exception.ConstraintViolationException;
import org.hibernate.reactive.provider.ReactiveServiceRegistryBuilder;
import org.hibernate.reactive.stage.Stage;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A class without annotations, mapped by {@code orm.xml}. */
class XmlMappingTest {
  @TempDir Path folder;

  static class Planet {
    Long id;
    String name;
    BigDecimal mass;
    Planet around;
    List<String> moons = new ArrayList<>();
    String note = "not stored";

    Planet() {}

    Planet(String name, String mass, Planet around, String... moons) {
      this.name = name;
      this.mass = new BigDecimal(mass);
      this.around = around;
      this.moons.addAll(List.of(moons));
    }
  }

  private static Configuration configuration(String url) {
    return new Configuration()
        .addResource("io/reactivesqlite/hibernate/mapping/plain.orm.xml")
        .setProperty("jakarta.persistence.jdbc.url", url)
        .setProperty("hibernate.hbm2ddl.auto", "update");
  }

  private String one(Path file, String sql) throws Exception {
    try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + file);
        Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery(sql)) {
      return rows.getString(1);
    }
  }

  @Test
  void bothHibernatesReadTheMapping() throws Exception {
    final Path file = folder.resolve("planets.db");
    final Configuration reactive = configuration("sqlite:" + file);
    try (SessionFactory root =
        reactive.buildSessionFactory(
            new ReactiveServiceRegistryBuilder().applySettings(reactive.getProperties()).build())) {
      final Stage.SessionFactory factory = root.unwrap(Stage.SessionFactory.class);
      final Planet sun = new Planet("Sun", "332946.048780", null);
      final Planet mars = new Planet("Mars", "0.107447", sun, "Phobos", "Deimos");
      ReactiveBoot.await(root, () -> factory.withTransaction(it -> it.persist(sun, mars)));
      final List<Planet> heavy =
          ReactiveBoot.await(
              root,
              () ->
                  factory.withSession(
                      session ->
                          session
                              .createNamedQuery("heavy", Planet.class)
                              .setParameter("least", new BigDecimal("0.2"))
                              .getResultList()));
      assertThat(heavy).extracting(planet -> planet.name).containsExactly("Sun");
      assertThatThrownBy(
              () ->
                  ReactiveBoot.await(
                      root,
                      () ->
                          factory.withTransaction(
                              session -> session.persist(new Planet("Mars", "1", null)))))
          .isInstanceOfSatisfying(
              ConstraintViolationException.class,
              e -> assertThat(e.getConstraintName()).isEqualTo("planet_name"));
    }
    assertThat(one(file, "select mass from planet where name = 'Mars'")).isEqualTo("0.107447");
    assertThat(one(file, "select count(*) from pragma_table_info('planet') where name = 'note'"))
        .isEqualTo("0");

    try (SessionFactory blocking = configuration("jdbc:sqlite:" + file).buildSessionFactory()) {
      blocking.inTransaction(
          session -> {
            final Planet mars =
                session
                    .createSelectionQuery("from Planet where name = 'Mars'", Planet.class)
                    .getSingleResult();
            assertThat(mars.around.name).isEqualTo("Sun");
            assertThat(mars.moons).containsExactlyInAnyOrder("Phobos", "Deimos");
          });
    }
  }
}
