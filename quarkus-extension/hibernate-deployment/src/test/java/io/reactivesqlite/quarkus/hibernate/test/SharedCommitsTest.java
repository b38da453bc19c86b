// SPDX-License-Identifier: Apache-2.0
package io.reactivesqlite.quarkus.hibernate.test;

import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.QuarkusUnitTest;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.vertx.VertxContextSupport;
import io.reactivesqlite.quarkus.hibernate.stock.Shelf;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Inject;
import java.net.URI;
import java.util.function.Function;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.hibernate.reactive.mutiny.Mutiny;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Sessions need few connections, and their transactions share commits. */
class SharedCommitsTest {

  private static final int TRANSACTIONS = 40;

  private static final int MORE_THAN_CONNECTIONS = 3;

  /** The first suffices, unless the machine is so slow that each transaction takes 20 ms. */
  private static final int ROUNDS = 20;

  @RegisterExtension
  static final QuarkusUnitTest APPLICATION =
      new QuarkusUnitTest()
          .withApplicationRoot(
              jar ->
                  jar.addClasses(
                      TestDatabase.class,
                      Author.class,
                      Book.class,
                      Shop.class,
                      Shelf.class,
                      Till.class,
                      Till.Front.class,
                      Http.class,
                      Commits.class))
          .overrideConfigKey("quarkus.datasource.db-kind", "sqlite")
          .overrideConfigKey("quarkus.datasource.reactive.url", TestDatabase.newUrl())
          .overrideConfigKey("quarkus.datasource.reactive.max-size", "1")
          .overrideConfigKey("quarkus.datasource.reactive.sqlite.wal-autocheckpoint", "0")
          .overrideConfigKey("quarkus.hibernate-orm.schema-management.strategy", "drop-and-create");

  @TestHTTPResource URI base;

  @Inject Mutiny.SessionFactory factory;

  @ConfigProperty(name = "quarkus.datasource.reactive.url")
  String url;

  @Test
  void transactionsByWithTransactionShareCommits() {
    assertThat(commitsOfTheBestRound("/shop/Lem/")).isPositive().isLessThan(TRANSACTIONS);
  }

  @Test
  void transactionsByTransactionalShareCommits() {
    assertThat(commitsOfTheBestRound("/till/shelves/")).isPositive().isLessThan(TRANSACTIONS);
  }

  @Test
  void sessionsOutsideOfTransactionsNeedNoConnection() throws Throwable {
    assertThat(VertxContextSupport.subscribeAndAwait(() -> nestedSessions(MORE_THAN_CONNECTIONS)))
        .isEqualTo(MORE_THAN_CONNECTIONS);
  }

  @Test
  void oneMayHaveAConnectionOfItsOwnBesideTheOneThatIsShared() throws Throwable {
    int seen =
        VertxContextSupport.subscribeAndAwait(
            () ->
                withSession(
                    session ->
                        session
                            .createNativeQuery("create temp table mine as select 7 as n")
                            .executeUpdate()
                            .chain(
                                () ->
                                    factory.withTransaction(
                                        other -> other.persist(Author.named("Dick"))))
                            .chain(() -> number(session, "select n from mine"))));

    assertThat(seen).isEqualTo(7);
  }

  private Uni<Integer> nestedSessions(int depth) {
    return withSession(
        session ->
            number(session, "select " + depth)
                .chain(n -> n == 1 ? Uni.createFrom().item(1) : nestedSessions(n - 1))
                .chain(deeper -> number(session, "select " + depth)));
  }

  /** One that others of the same context do not take for theirs. */
  private <T> Uni<T> withSession(Function<Mutiny.Session, Uni<T>> work) {
    return factory.openSession().chain(session -> work.apply(session).eventually(session::close));
  }

  private static Uni<Integer> number(Mutiny.Session session, String sql) {
    return session.createNativeQuery(sql, Integer.class).getSingleResult();
  }

  private int commitsOfTheBestRound(String path) {
    int commits = TRANSACTIONS;
    for (int round = 0; round < ROUNDS && commits >= TRANSACTIONS; round++) {
      commits = new Commits(url, base).of(TRANSACTIONS, path + "Round" + round + "No");
    }
    return commits;
  }
}
