// SPDX-License-Identifier: Apache-2.0
package io.reactivesqlite.hibernate.reactive;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.reactivesqlite.client.impl.sharing.SharedTransactions;
import io.reactivesqlite.hibernate.testing.ReactiveBoot;
import io.vertx.core.Context;
import io.vertx.core.Vertx;
import io.vertx.core.impl.VertxInternal;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.LockTimeoutException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.hibernate.SessionFactory;
import org.hibernate.engine.spi.SessionFactoryImplementor;
import org.hibernate.exception.ConstraintViolationException;
import org.hibernate.reactive.pool.ReactiveConnectionPool;
import org.hibernate.reactive.stage.Stage;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Transactions that wait for one another share a commit, and nothing else. */
class SharedTransactionsTest {
  private static final int SESSIONS = 32;

  @TempDir Path folder;
  private Path file;
  private SessionFactory root;
  private Stage.SessionFactory factory;

  @Entity(name = "Entry")
  static class Entry {
    @Id Long id;

    Entry() {}

    Entry(long id) {
      this.id = id;
    }
  }

  private void open(String parameters, Map<String, Object> more) {
    file = folder.resolve("shared.db");
    final Map<String, Object> settings = new HashMap<>(more);
    settings.put("jakarta.persistence.jdbc.url", "sqlite:" + file + parameters);
    root = ReactiveBoot.factory(file, settings, Entry.class);
    factory = root.unwrap(Stage.SessionFactory.class);
    if (transactions() != null) {
      transactions().mayLast(TimeUnit.HOURS.toNanos(1));
    }
  }

  @AfterEach
  void close() {
    root.close();
  }

  /** Each on an event loop context of its own: sessions of one context are one session. */
  private <T> CompletableFuture<T> start(Supplier<CompletionStage<T>> step) {
    return startOn(root, step);
  }

  private static <T> CompletableFuture<T> startOn(
      SessionFactory factory, Supplier<CompletionStage<T>> step) {
    final CompletableFuture<T> result = new CompletableFuture<>();
    ((VertxInternal) ReactiveBoot.vertx(factory))
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

  /** The same, on the context of who asks. */
  private static CompletionStage<Void> here(CompletionStage<Void> stage) {
    final Context context = Vertx.currentContext();
    final CompletableFuture<Void> here = new CompletableFuture<>();
    stage.thenRun(() -> context.runOnContext(it -> here.complete(null)));
    return here;
  }

  private CompletableFuture<Void> persist(long id) {
    return start(() -> factory.withTransaction(session -> session.persist(new Entry(id))));
  }

  private SessionPool pool() {
    final SQLiteClientPool pool =
        (SQLiteClientPool)
            root.unwrap(SessionFactoryImplementor.class)
                .getServiceRegistry()
                .requireService(ReactiveConnectionPool.class);
    return (SessionPool) pool.getPool();
  }

  private SharedTransactions transactions() {
    return pool().transactions();
  }

  private void untilWaiting(int transactions) {
    while (transactions().waiting() < transactions) {
      Thread.onSpinWait();
    }
  }

  /** A transaction that has its turn, once that came, until it is let go. */
  private record Holder(
      CompletableFuture<Context> holding,
      CompletableFuture<Void> until,
      CompletableFuture<Void> ended) {
    CompletableFuture<Void> letGo() {
      ReactiveBoot.join(holding).runOnContext(it -> until.complete(null));
      return ended;
    }

    CompletableFuture<Void> fail() {
      ReactiveBoot.join(holding)
          .runOnContext(it -> until.completeExceptionally(new IllegalStateException("changed")));
      return ended;
    }
  }

  private Holder hold(long id) {
    final CompletableFuture<Void> until = new CompletableFuture<>();
    final CompletableFuture<Context> holding = new CompletableFuture<>();
    final CompletableFuture<Void> ended =
        start(
            () ->
                factory.withTransaction(
                    session ->
                        session
                            .persist(new Entry(id))
                            .thenCompose(it -> session.flush())
                            .thenCompose(
                                it -> {
                                  holding.complete(Vertx.currentContext());
                                  return until;
                                })));
    return new Holder(holding, until, ended);
  }

  private Holder holdTheTurn() {
    final Holder holder = hold(1000);
    ReactiveBoot.join(holder.holding);
    return holder;
  }

  /** Lets what is given line up, one behind the other, while somebody has the turn. */
  private List<CompletableFuture<Void>> queued(List<Supplier<CompletableFuture<Void>>> steps) {
    final Holder holder = holdTheTurn();
    final List<CompletableFuture<Void>> all = new ArrayList<>();
    all.add(holder.ended);
    for (int i = 0; i < steps.size(); i++) {
      all.add(steps.get(i).get());
      untilWaiting(i + 1);
    }
    holder.letGo();
    return all;
  }

  private List<Supplier<CompletableFuture<Void>>> persists() {
    final List<Supplier<CompletableFuture<Void>>> steps = new ArrayList<>();
    for (int i = 0; i < SESSIONS; i++) {
      final int id = i;
      steps.add(() -> persist(id));
    }
    return steps;
  }

  private long count(String sql) {
    try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + file);
        Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery(sql)) {
      return rows.getLong(1);
    } catch (SQLException e) {
      throw new AssertionError(sql, e);
    }
  }

  /** The log has a frame for each page that was written; the last one of a commit is marked. */
  private int commitsInTheLog() throws IOException {
    final ByteBuffer log = ByteBuffer.wrap(Files.readAllBytes(Path.of(file + "-wal")));
    final int salt = log.getInt(16);
    final int frame = 24 + log.getInt(8);
    int commits = 0;
    for (int at = 32; at + frame <= log.limit() && log.getInt(at + 8) == salt; at += frame) {
      commits += log.getInt(at + 4) == 0 ? 0 : 1;
    }
    return commits;
  }

  @Test
  void whoWaitsSharesACommitAndHearsOfItAfterwards() throws Exception {
    open("?wal_autocheckpoint=0", Map.of());
    final int before = commitsInTheLog();
    final List<CompletableFuture<Void>> all = queued(persists());
    for (int i = 0; i < all.size(); i++) {
      final int id = i == 0 ? 1000 : i - 1;
      all.get(i)
          .thenRun(
              () -> assertThat(count("select count(*) from Entry where id = " + id)).isEqualTo(1))
          .get();
    }
    assertThat(count("select count(*) from Entry")).isEqualTo(SESSIONS + 1);
    assertThat(commitsInTheLog() - before).isPositive().isLessThan(SESSIONS);
  }

  @Test
  void withoutSharingEachCommitsAlone() throws Exception {
    open(
        "?wal_autocheckpoint=0",
        Map.of(
            "hibernate.sqlite.shared_transactions", "false",
            "hibernate.connection.pool_size", "8"));
    final int before = commitsInTheLog();
    final List<CompletableFuture<Void>> all = new ArrayList<>();
    persists().forEach(step -> all.add(step.get()));
    all.forEach(ReactiveBoot::join);
    assertThat(commitsInTheLog() - before).isEqualTo(SESSIONS);
  }

  @Test
  void whatOneRollsBackTheOthersDoNotNotice() {
    open("", Map.of());
    final List<Supplier<CompletableFuture<Void>>> steps = new ArrayList<>();
    for (int i = 0; i < SESSIONS; i++) {
      final int id = i;
      steps.add(
          () ->
              start(
                  () ->
                      factory.withTransaction(
                          (session, transaction) ->
                              session
                                  .persist(new Entry(id))
                                  .thenCompose(it -> session.flush())
                                  .thenAccept(
                                      it -> {
                                        if (id % 2 == 1) {
                                          transaction.markForRollback();
                                        }
                                      }))));
    }
    queued(steps).forEach(ReactiveBoot::join);
    assertThat(count("select count(*) from Entry where id < 1000")).isEqualTo(SESSIONS / 2);
    assertThat(count("select count(*) from Entry where id < 1000 and id % 2 = 1")).isZero();
  }

  @Test
  void whatFailsInOneFailsInThatOneOnly() {
    open("", Map.of());
    final List<Supplier<CompletableFuture<Void>>> steps = new ArrayList<>(persists());
    steps.add(5, () -> persist(1000));
    steps.add(9, () -> persist(3));
    int refused = 0;
    for (CompletableFuture<Void> each : queued(steps)) {
      try {
        ReactiveBoot.join(each);
      } catch (ConstraintViolationException e) {
        refused++;
      }
    }
    assertThat(refused).isEqualTo(2);
    assertThat(count("select count(*) from Entry")).isEqualTo(SESSIONS + 1);
  }

  @Test
  void aDeferredForeignKeyFailsTheCommitOfItsTransactionOnly() throws Exception {
    open("", Map.of());
    try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + file);
        Statement statement = connection.createStatement()) {
      statement.execute(
          "create table child (parent references Entry deferrable initially deferred)");
    }
    final List<Supplier<CompletableFuture<Void>>> steps = new ArrayList<>(persists());
    steps.add(
        7,
        () ->
            start(
                () ->
                    factory.withTransaction(
                        session ->
                            session
                                .createNativeQuery("insert into child values (77)")
                                .executeUpdate()
                                .thenAccept(it -> {}))));
    final List<CompletableFuture<Void>> all = queued(steps);
    assertThatThrownBy(() -> ReactiveBoot.join(all.remove(8)))
        .hasStackTraceContaining("FOREIGN KEY constraint failed");
    all.forEach(ReactiveBoot::join);
    assertThat(count("select count(*) from Entry")).isEqualTo(SESSIONS + 1);
    assertThat(count("select count(*) from child")).isZero();
  }

  @Test
  void aTurnThatDoesNotComeIsALockTimeout() {
    open("?turn_timeout=150", Map.of());
    final Holder holder = holdTheTurn();
    assertThatThrownBy(() -> ReactiveBoot.join(persist(1)))
        .isInstanceOf(LockTimeoutException.class)
        .hasMessageContaining("held by another session");
    ReactiveBoot.join(holder.letGo());
    ReactiveBoot.join(persist(1));
    assertThat(count("select count(*) from Entry")).isEqualTo(2);
  }

  @Test
  void whoWaitsForTheAnswerOfOneWhoseCommitItSharesIsRolledBack() {
    open("?turn_timeout=300", Map.of());
    final CompletableFuture<Void> first = new CompletableFuture<>();
    final List<CompletableFuture<Void>> all =
        queued(
            List.of(
                () -> {
                  persist(1).whenComplete((done, failure) -> first.complete(null));
                  return first;
                },
                () ->
                    start(
                        () ->
                            factory.withTransaction(
                                session ->
                                    session
                                        .persist(new Entry(2))
                                        .thenCompose(it -> session.flush())
                                        .thenCompose(it -> here(first))))));
    ReactiveBoot.join(all.get(0));
    ReactiveBoot.join(all.get(1));
    assertThatThrownBy(() -> ReactiveBoot.join(all.get(2)))
        .hasStackTraceContaining("whose commit it shares");
    assertThat(count("select count(*) from Entry where id = 1")).isEqualTo(1);
    assertThat(count("select count(*) from Entry where id = 2")).isZero();
    ReactiveBoot.join(persist(3));
  }

  @Test
  void afterASlowTransactionTheNextOnesCommitAlone() throws Exception {
    open("?wal_autocheckpoint=0", Map.of());
    final CompletableFuture<Void> slow = new CompletableFuture<>();
    final List<CompletableFuture<Void>> all =
        queued(
            List.of(
                () ->
                    start(
                        () ->
                            factory.withTransaction(
                                session ->
                                    session
                                        .persist(new Entry(500))
                                        .thenCompose(it -> session.flush())
                                        .thenCompose(it -> here(slow))))));
    CompletableFuture.delayedExecutor(200, TimeUnit.MILLISECONDS)
        .execute(() -> slow.complete(null));
    all.forEach(ReactiveBoot::join);
    ReactiveBoot.join(
        start(
            () ->
                factory.withTransaction(
                    session -> session.createMutationQuery("delete Entry").executeUpdate())));
    final int before = commitsInTheLog();
    queued(persists()).forEach(ReactiveBoot::join);
    assertThat(commitsInTheLog() - before).isEqualTo(SESSIONS + 1);
  }

  @Test
  void aSessionKeepsTheTemporaryTablesItMade() {
    open("", Map.of());
    final Long sum =
        ReactiveBoot.join(
            start(
                () ->
                    factory.withSession(
                        session ->
                            session
                                .createNativeQuery("create temp table mine (n)")
                                .executeUpdate()
                                .thenCompose(
                                    it ->
                                        session
                                            .createNativeQuery("insert into mine values (4), (5)")
                                            .executeUpdate())
                                .thenCompose(
                                    it ->
                                        session
                                            .createNativeQuery(
                                                "select sum(n) from mine", Long.class)
                                            .getSingleResult()))));
    assertThat(sum).isEqualTo(9);
  }

  @Test
  void aSessionSeesWhatItWroteOutsideOfATransaction() {
    open("", Map.of());
    final Entry found =
        ReactiveBoot.join(
            start(
                () ->
                    factory.withStatelessSession(
                        session ->
                            session
                                .insert(new Entry(5))
                                .thenCompose(it -> session.get(Entry.class, 5L)))));
    assertThat(found.id).isEqualTo(5);
  }

  @Test
  void aTransactionThatAskedForNothingHoldsNobodyUp() {
    open("", Map.of());
    ReactiveBoot.join(
        start(() -> factory.withTransaction(session -> CompletableFuture.completedStage(1))));
    ReactiveBoot.join(persist(1));
    assertThat(count("select count(*) from Entry")).isEqualTo(1);
  }

  @Test
  void aTransactionWhoseOnlyStatementWasRefusedMayCommit() {
    open("", Map.of());
    final List<Supplier<CompletableFuture<Void>>> steps = new ArrayList<>(persists());
    steps.add(
        4,
        () ->
            start(
                () ->
                    factory.withTransaction(
                        session ->
                            session
                                .createNativeQuery("insert into nowhere values (1)")
                                .executeUpdate()
                                .<Void>handle(
                                    (rows, failure) -> {
                                      assertThat(failure).hasStackTraceContaining("nowhere");
                                      return null;
                                    }))));
    ReactiveBoot.join(steps.get(4).get());
    queued(steps).forEach(ReactiveBoot::join);
    assertThat(count("select count(*) from Entry")).isEqualTo(SESSIONS + 1);
  }

  @Test
  void whenTheFirstRollsBackThoseBehindItCommit() {
    open("", Map.of());
    final Holder holder = holdTheTurn();
    final List<CompletableFuture<Void>> all = new ArrayList<>();
    persists().forEach(step -> all.add(step.get()));
    untilWaiting(SESSIONS);
    assertThatThrownBy(() -> ReactiveBoot.join(holder.fail())).hasMessageContaining("changed");
    all.forEach(ReactiveBoot::join);
    assertThat(count("select count(*) from Entry")).isEqualTo(SESSIONS);
  }

  @Test
  void whenThePoolIsClosedWhoeverSharesACommitHearsThatItFailed() {
    open("", Map.of());
    final Holder first = holdTheTurn();
    final Holder second = hold(1);
    untilWaiting(1);
    final CompletableFuture<Void> third = persist(2);
    untilWaiting(2);
    first.letGo();
    ReactiveBoot.join(second.holding);
    ReactiveBoot.join(pool().close().toCompletionStage().toCompletableFuture());
    second.letGo();
    for (CompletableFuture<Void> each : List.of(first.ended, second.ended, third)) {
      assertThatThrownBy(() -> ReactiveBoot.join(each)).hasStackTraceContaining("closed");
    }
    assertThatThrownBy(() -> ReactiveBoot.join(persist(3))).hasStackTraceContaining("closed");
    assertThat(count("select count(*) from Entry")).isZero();
  }

  @Test
  void whileAnotherProcessWritesNoTransactionBeginsAndAfterwardsEachDoes() throws Exception {
    open("?busy_timeout=20", Map.of());
    try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + file);
        Statement statement = connection.createStatement()) {
      statement.execute("begin immediate");
      final List<CompletableFuture<Void>> all = new ArrayList<>();
      persists().subList(0, 5).forEach(step -> all.add(step.get()));
      for (CompletableFuture<Void> each : all) {
        assertThatThrownBy(() -> ReactiveBoot.join(each)).hasStackTraceContaining("locked");
      }
      statement.execute("rollback");
    }
    assertThat(count("select count(*) from Entry")).isZero();
    queued(persists()).forEach(ReactiveBoot::join);
    assertThat(count("select count(*) from Entry")).isEqualTo(SESSIONS + 1);
  }

  @Test
  void noStatementEndsTheTransactionOfOthers() {
    open("", Map.of());
    final Holder holder = holdTheTurn();
    for (String end : List.of("commit", "rollback")) {
      assertThatThrownBy(() -> ReactiveBoot.join(nativeSql(end)))
          .hasStackTraceContaining("not with a statement");
    }
    ReactiveBoot.join(holder.letGo());
    assertThat(count("select count(*) from Entry")).isEqualTo(1);
  }

  private CompletableFuture<Void> nativeSql(String sql) {
    return start(
        () ->
            factory.withTransaction(
                session ->
                    session.createNativeQuery(sql).executeUpdate().thenAccept(changed -> {})));
  }

  @Test
  void factoriesOnOneFileTakeTurns() {
    open("", Map.of());
    final SessionFactory otherRoot =
        ReactiveBoot.factory(
            file,
            Map.of(
                "jakarta.persistence.jdbc.url", "sqlite:" + file, "hibernate.hbm2ddl.auto", "none"),
            Entry.class);
    try {
      final Stage.SessionFactory other = otherRoot.unwrap(Stage.SessionFactory.class);
      final List<CompletableFuture<Void>> all = new ArrayList<>();
      for (int i = 0; i < SESSIONS; i++) {
        final int id = i;
        all.add(persist(id));
        all.add(
            startOn(
                otherRoot,
                () ->
                    other.withTransaction(
                        (session, transaction) -> {
                          if (id % 2 == 1) {
                            transaction.markForRollback();
                          }
                          return session
                              .persist(new Entry(100 + id))
                              .thenCompose(it -> session.flush());
                        })));
      }
      all.forEach(ReactiveBoot::join);
    } finally {
      otherRoot.close();
    }
    assertThat(count("select count(*) from Entry where id < 100")).isEqualTo(SESSIONS);
    assertThat(count("select count(*) from Entry where id >= 100")).isEqualTo(SESSIONS / 2);
  }
}
