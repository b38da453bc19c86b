// SPDX-License-Identifier: Apache-2.0
package io.reactivesqlite.quarkus.hibernate.test;

import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.QuarkusUnitTest;
import io.quarkus.vertx.VertxContextSupport;
import jakarta.inject.Inject;
import java.util.List;
import org.hibernate.reactive.mutiny.Mutiny;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class HqlFunctionsTest {

  @RegisterExtension
  static final QuarkusUnitTest APPLICATION =
      new QuarkusUnitTest()
          .withApplicationRoot(jar -> jar.addClasses(TestDatabase.class, Author.class, Book.class))
          .overrideConfigKey("quarkus.datasource.db-kind", "sqlite")
          .overrideConfigKey("quarkus.datasource.reactive.url", TestDatabase.newUrl())
          .overrideConfigKey("quarkus.hibernate-orm.schema-management.strategy", "drop-and-create");

  @Inject Mutiny.SessionFactory factory;

  @BeforeEach
  void addAuthors() throws Throwable {
    VertxContextSupport.subscribeAndAwait(
        () ->
            factory.withTransaction(
                session ->
                    session
                        .createMutationQuery("delete from Author")
                        .executeUpdate()
                        .call(
                            () ->
                                session.persistAll(Author.named("Lem"), Author.named("Le Guin")))));
  }

  @Test
  void regularExpressionsWorkWithoutAnySetting() throws Throwable {
    assertThat(listOf("select name from Author where regexp_like(name, '^L.m$')"))
        .containsExactly("Lem");
    assertThat(listOf("select regexp_replace(name, '[aeiou]', '_', 'g') from Author order by name"))
        .containsExactly("L_ G__n", "L_m");
  }

  @Test
  void hashesWorkWithoutAnySetting() throws Throwable {
    assertThat(listOf("select md5(name) from Author where name = 'Lem'"))
        .containsExactly("fb57fe17fbedc06d5dc0a5f5d7f055cc");
  }

  private List<String> listOf(String hql) throws Throwable {
    return VertxContextSupport.subscribeAndAwait(
        () ->
            factory.withSession(
                session -> session.createSelectionQuery(hql, String.class).getResultList()));
  }
}
