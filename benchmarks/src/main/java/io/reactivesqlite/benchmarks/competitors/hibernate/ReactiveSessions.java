// SPDX-License-Identifier: Apache-2.0
package io.reactivesqlite.benchmarks.competitors.hibernate;

import io.reactivesqlite.benchmarks.Schema;
import io.reactivesqlite.benchmarks.competitors.Asynchronous;
import io.reactivesqlite.benchmarks.competitors.Checks;
import io.reactivesqlite.benchmarks.competitors.Operation;
import io.reactivesqlite.benchmarks.competitors.Verticles;
import io.vertx.core.Vertx;
import io.vertx.core.impl.ContextInternal;
import java.nio.file.Path;
import java.util.concurrent.CompletionStage;
import org.hibernate.SessionFactory;
import org.hibernate.cfg.Configuration;
import org.hibernate.reactive.provider.ReactiveServiceRegistryBuilder;
import org.hibernate.reactive.stage.Stage;
import org.hibernate.reactive.vertx.VertxInstance;

/** Hibernate Reactive on our client: one session for each request, as a server does it. */
public final class ReactiveSessions implements Asynchronous {

  private final Vertx vertx = Vertx.vertx();
  private final Verticles verticles;
  private final SessionFactory root;
  private final Stage.SessionFactory factory;

  public ReactiveSessions(Path database, String synchronous, int verticles) throws Exception {
    this.verticles = Verticles.deploy(vertx, verticles);
    Configuration configuration = Entities.configuration();
    configuration.setProperty(
        "jakarta.persistence.jdbc.url",
        "sqlite:"
            + database
            + "?journal_mode=WAL&foreign_keys=true&synchronous="
            + synchronous
            + "&busy_timeout="
            + Schema.BUSY_TIMEOUT_MILLIS
            + "&cache_size="
            + -Schema.CACHE_KIB);
    root =
        configuration.buildSessionFactory(
            new ReactiveServiceRegistryBuilder()
                .applySettings(configuration.getProperties())
                .addService(VertxInstance.class, () -> vertx)
                .build());
    factory = root.unwrap(Stage.SessionFactory.class);
  }

  @Override
  public void onCaller(int caller, Runnable first) {
    verticles.context(caller).runOnContext(v -> first.run());
  }

  /** A server gives each request a context of its own on the event loop; so is a session bound. */
  @Override
  public void start(Operation operation, long number, Completion completion) {
    ContextInternal loop = ContextInternal.current().unwrap();
    loop.duplicate()
        .dispatch(
            v ->
                stage(operation, number).whenComplete((done, failure) -> completion.done(failure)));
  }

  private CompletionStage<Void> stage(Operation operation, long number) {
    return switch (operation) {
      case SELECT -> find(Checks.item(number));
      case INSERT -> persist(number);
      case QUERY -> query(Entities.first(number));
      case READ_MODIFY_WRITE -> update(Checks.account(number));
      default -> throw new IllegalArgumentException(operation + " is not asked of Hibernate");
    };
  }

  private CompletionStage<Void> find(long id) {
    return factory
        .withSession(session -> session.find(Item.class, id))
        .thenAccept(item -> Entities.check(item, id));
  }

  private CompletionStage<Void> persist(long number) {
    Added added = new Added(number);
    return factory
        .withTransaction(session -> session.persist(added))
        .thenAccept(v -> Entities.check(added));
  }

  private CompletionStage<Void> query(long first) {
    return factory
        .withSession(
            session ->
                session
                    .createSelectionQuery(Entities.QUERY, Item.class)
                    .setParameter(1, first)
                    .setParameter(2, Entities.last(first))
                    .getResultList())
        .thenAccept(items -> Entities.check(items, first));
  }

  private CompletionStage<Void> update(long id) {
    return factory.withTransaction(
        session -> session.find(Account.class, id).thenAccept(account -> account.balance++));
  }

  @Override
  public void close() throws Exception {
    root.close();
    Verticles.await(vertx.close());
  }
}
