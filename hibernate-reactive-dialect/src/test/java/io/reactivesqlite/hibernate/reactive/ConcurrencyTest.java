// SPDX-License-Identifier: Apache-2.0
package io.reactivesqlite.hibernate.reactive;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.reactivesqlite.hibernate.testing.ReactiveBoot;
import io.vertx.core.Vertx;
import io.vertx.core.impl.VertxInternal;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.LockModeType;
import jakarta.persistence.LockTimeoutException;
import jakarta.persistence.OptimisticLockException;
import jakarta.persistence.PessimisticLockException;
import jakarta.persistence.QueryTimeoutException;
import jakarta.persistence.Version;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import org.hibernate.SessionFactory;
import org.hibernate.StaleStateException;
import org.hibernate.reactive.stage.Stage;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Many sessions on one file: none fails for a lock, and no change is lost. */
class ConcurrencyTest {
  private static final int SESSIONS = 64;
  private static final int ROUNDS = 5;

  @TempDir Path folder;
  private SessionFactory root;
  private Stage.SessionFactory factory;
  private Vertx vertx;

  @Entity(name = "Account")
  static class Account {
    @Id Long id;
    @Version int version;
    long balance;
  }

  @BeforeEach
  void open() {
    root =
        ReactiveBoot.factory(
            folder.resolve("accounts.db"),
            Map.of("hibernate.connection.pool_size", "64"),
            Account.class);
    factory = root.unwrap(Stage.SessionFactory.class);
    vertx = ReactiveBoot.vertx(root);
    final Account account = new Account();
    account.id = 1L;
    run(() -> factory.withTransaction(session -> session.persist(account)));
  }

  @AfterEach
  void close() {
    root.close();
  }

  private <T> T run(Supplier<CompletionStage<T>> step) {
    return ReactiveBoot.join(start(step));
  }

  private <T> CompletableFuture<T> start(Supplier<CompletionStage<T>> step) {
    final CompletableFuture<T> result = new CompletableFuture<>();
    // sessions of one context are one session
    ((VertxInternal) vertx)
        .createEventLoopContext()
        .runOnContext(
            it ->
                step.get()
                    .whenComplete(
                        (value, failure) -> {
                          if (failure == null) {
                            result.complete(value);
                          } else {
                            result.completeExceptionally(failure);
                          }
                        }));
    return result;
  }

  private CompletionStage<Void> addOne(LockModeType lock) {
    return factory.withTransaction(
        session ->
            (lock == null ? session.find(Account.class, 1L) : session.find(Account.class, 1L, lock))
                .thenAccept(account -> account.balance++));
  }

  private CompletionStage<Void> rounds(int left, LockModeType lock) {
    return left == 0
        ? CompletableFuture.completedFuture(null)
        : addOne(lock).thenCompose(it -> rounds(left - 1, lock));
  }

  private long balance() {
    return run(
        () ->
            factory.withSession(
                session ->
                    session
                        .createSelectionQuery("select balance from Account", Long.class)
                        .getSingleResult()));
  }

  @Test
  void readModifyWriteLosesNothing() {
    final List<CompletableFuture<Void>> all = new ArrayList<>();
    for (int i = 0; i < SESSIONS; i++) {
      all.add(start(() -> rounds(ROUNDS, null)));
    }
    all.forEach(ReactiveBoot::join);
    assertThat(balance()).isEqualTo(SESSIONS * ROUNDS);
  }

  @Test
  void pessimisticLocksAreTheTransactionsTurn() {
    final List<CompletableFuture<Void>> all = new ArrayList<>();
    for (int i = 0; i < SESSIONS; i++) {
      all.add(start(() -> rounds(1, LockModeType.PESSIMISTIC_WRITE)));
    }
    all.forEach(ReactiveBoot::join);
    assertThat(balance()).isEqualTo(SESSIONS);
  }

  @Test
  void optimisticLocksFindWhatChangedBetweenTransactions() {
    final Account detached =
        run(() -> factory.withSession(session -> session.find(Account.class, 1L)));
    final AtomicInteger refused = new AtomicInteger();
    final List<CompletableFuture<Void>> all = new ArrayList<>();
    for (int i = 0; i < 8; i++) {
      all.add(
          start(
              () ->
                  factory
                      .withTransaction(
                          session -> session.merge(changed(detached)).thenAccept(account -> {}))
                      .exceptionally(
                          failure -> {
                            assertThat(stale(failure)).as("%s", failure).isTrue();
                            refused.incrementAndGet();
                            return null;
                          })));
    }
    all.forEach(ReactiveBoot::join);
    assertThat(refused).hasValue(7);
    assertThat(balance()).isEqualTo(100);
  }

  /** Reads in one session and writes in another, again and again until nobody was in between. */
  private CompletionStage<Void> addOneOptimistically(AtomicInteger refused) {
    return factory
        .withSession(session -> session.find(Account.class, 1L))
        .thenCompose(
            read -> {
              read.balance++;
              return factory.withTransaction(
                  session -> session.merge(read).thenAccept(merged -> {}));
            })
        .handle(
            (done, failure) -> {
              if (failure == null) {
                return CompletableFuture.<Void>completedFuture(null);
              }
              assertThat(stale(failure)).as("%s", failure).isTrue();
              refused.incrementAndGet();
              return addOneOptimistically(refused);
            })
        .thenCompose(next -> next);
  }

  @Test
  void optimisticReadModifyWriteLosesNothing() {
    final AtomicInteger refused = new AtomicInteger();
    final List<CompletableFuture<Void>> all = new ArrayList<>();
    for (int i = 0; i < SESSIONS; i++) {
      all.add(start(() -> addOneOptimistically(refused)));
    }
    all.forEach(ReactiveBoot::join);
    assertThat(balance()).isEqualTo(SESSIONS);
  }

  @Test
  void aStatementThatRunsTooLongIsAQueryTimeout() {
    final Path file = folder.resolve("slow.db");
    try (SessionFactory other =
        ReactiveBoot.factory(
            file,
            Map.of("jakarta.persistence.jdbc.url", "sqlite:" + file + "?statement_timeout=100"),
            Account.class)) {
      assertThatThrownBy(
              () ->
                  run(
                      () ->
                          other
                              .unwrap(Stage.SessionFactory.class)
                              .withSession(
                                  session ->
                                      session
                                          .createNativeQuery(
                                              "with recursive n(i) as (select 1 union all select i"
                                                  + " + 1 from n) select count(*) from n",
                                              Long.class)
                                          .getSingleResult())))
          .isInstanceOf(QueryTimeoutException.class);
    }
  }

  @Test
  void aFileThatAnotherProcessLocksIsALockTimeout() throws Exception {
    final Path file = folder.resolve("busy.db");
    try (SessionFactory other =
        ReactiveBoot.factory(
            file,
            Map.of("jakarta.persistence.jdbc.url", "sqlite:" + file + "?busy_timeout=100"),
            Account.class)) {
      try (Connection holder = DriverManager.getConnection("jdbc:sqlite:" + file);
          Statement statement = holder.createStatement()) {
        statement.execute("begin immediate");
        final Account account = new Account();
        account.id = 2L;
        assertThatThrownBy(
                () ->
                    run(
                        () ->
                            other
                                .unwrap(Stage.SessionFactory.class)
                                .withStatelessSession(session -> session.insert(account))))
            .satisfiesAnyOf(
                it -> assertThat(it).isInstanceOf(LockTimeoutException.class),
                it -> assertThat(it).isInstanceOf(PessimisticLockException.class),
                it ->
                    assertThat(it)
                        .isInstanceOf(org.hibernate.exception.LockTimeoutException.class));
        statement.execute("rollback");
      }
    }
  }

  private static Account changed(Account account) {
    final Account copy = new Account();
    copy.id = account.id;
    copy.version = account.version;
    copy.balance = 100;
    return copy;
  }

  private static boolean stale(Throwable failure) {
    for (Throwable it = failure; it != null; it = it.getCause()) {
      if (it instanceof StaleStateException || it instanceof OptimisticLockException) {
        return true;
      }
    }
    return failure instanceof CompletionException && stale(failure.getCause());
  }
}
