// SPDX-License-Identifier: Apache-2.0
package io.reactivesqlite.client;

import static io.reactivesqlite.client.Sandbox.await;
import static io.reactivesqlite.client.Sandbox.column;
import static io.reactivesqlite.client.Sandbox.error;
import static io.reactivesqlite.client.Sandbox.failure;
import static io.reactivesqlite.client.Sandbox.run;
import static io.reactivesqlite.client.Sandbox.scalar;
import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.Future;
import io.vertx.sqlclient.PoolOptions;
import io.vertx.sqlclient.SqlConnection;
import io.vertx.sqlclient.Transaction;
import io.vertx.sqlclient.TransactionPropagation;
import io.vertx.sqlclient.TransactionRollbackException;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class TransactionTest {

  @RegisterExtension private final Sandbox sandbox = new Sandbox();

  private SQLitePool pool;
  private SQLiteConnection connection;

  @BeforeEach
  void open() {
    pool = sandbox.pool();
    run(pool, "CREATE TABLE t(a INT)");
    connection = sandbox.connect();
  }

  @AfterEach
  void close() {
    await(connection.close());
  }

  private boolean othersCanWrite() {
    try (var jdbc = sandbox.jdbc();
        var statement = jdbc.createStatement()) {
      statement.execute("PRAGMA busy_timeout = 0");
      statement.execute("BEGIN IMMEDIATE");
      statement.execute("ROLLBACK");
      return true;
    } catch (SQLException e) {
      assertThat(e.getMessage()).contains("SQLITE_BUSY");
      return false;
    }
  }

  @Test
  void aCommitKeepsAndARollbackUndoes() {
    Transaction tx = await(connection.begin());
    run(connection, "INSERT INTO t VALUES (1)");
    assertThat(sandbox.jdbcColumn("SELECT a FROM t")).isEmpty();
    await(tx.commit());
    tx = await(connection.begin());
    run(connection, "INSERT INTO t VALUES (2)");
    await(tx.rollback());
    assertThat(sandbox.jdbcColumn("SELECT a FROM t")).containsExactly(1);
  }

  @Test
  void aTransactionHasTheWriteLockFromItsBeginning() {
    Transaction tx = await(connection.begin());
    assertThat(othersCanWrite()).isFalse();
    await(tx.commit());
    assertThat(othersCanWrite()).isTrue();
  }

  @Test
  void aDeferredTransactionTakesTheLockWithItsFirstWrite() {
    Transaction tx = await(connection.begin(TransactionMode.DEFERRED));
    assertThat(scalar(connection, "SELECT count(*) FROM t")).isEqualTo(0L);
    assertThat(othersCanWrite()).isTrue();
    run(connection, "INSERT INTO t VALUES (1)");
    assertThat(othersCanWrite()).isFalse();
    await(tx.commit());
  }

  @Test
  void aDeferredTransactionWhoseSnapshotIsOldCannotWriteAndSaysSo() {
    Transaction tx = await(connection.begin(TransactionMode.DEFERRED));
    assertThat(scalar(connection, "SELECT count(*) FROM t")).isEqualTo(0L);
    run(pool, "INSERT INTO t VALUES (1)");
    SQLiteException e = error(connection.query("INSERT INTO t VALUES (2)").execute());
    assertThat(e.kind()).isEqualTo(SQLiteErrorKind.BUSY_SNAPSHOT);
    await(tx.rollback());
    run(connection, "INSERT INTO t VALUES (2)");
  }

  @Test
  void anExclusiveTransactionHasTheLockToo() {
    Transaction tx = await(connection.begin(TransactionMode.EXCLUSIVE));
    assertThat(othersCanWrite()).isFalse();
    await(tx.rollback());
  }

  @Test
  void theModeOfBeginGoesForThatTransactionOnly() {
    await(await(connection.begin(TransactionMode.DEFERRED)).commit());
    Transaction tx = await(connection.begin());
    assertThat(othersCanWrite()).isFalse();
    await(tx.commit());
  }

  @Test
  void theModeCanBeAnOption() {
    SQLiteConnection deferred =
        sandbox.connect(sandbox.options().setTransactionMode(TransactionMode.DEFERRED));
    Transaction tx = await(deferred.begin());
    assertThat(othersCanWrite()).isTrue();
    await(tx.commit());
    await(deferred.close());
  }

  @Test
  void aReadOnlyTransactionRefusesWritesAtOnceAndDoesNotWaitForAWriter() {
    Transaction writing = await(connection.begin());
    run(connection, "INSERT INTO t VALUES (1)");
    SQLiteConnection reader = sandbox.connect();
    Transaction tx = await(reader.begin(TransactionMode.READ_ONLY));
    assertThat(scalar(reader, "SELECT count(*) FROM t")).isEqualTo(0L);
    SQLiteException e = error(reader.query("INSERT INTO t VALUES (2)").execute());
    assertThat(e.kind()).isEqualTo(SQLiteErrorKind.READ_ONLY);
    await(writing.commit());
    assertThat(scalar(reader, "SELECT count(*) FROM t")).as("one snapshot").isEqualTo(0L);
    await(tx.commit());
    run(reader, "INSERT INTO t VALUES (3)");
    assertThat(column(reader, "SELECT a FROM t")).containsExactly(1, 3);
    await(reader.close());
  }

  @Test
  void aPooledConnectionWritesAgainAfterAnAbandonedReadOnlyTransaction() {
    SQLitePool one = sandbox.pool(sandbox.options(), new PoolOptions().setMaxSize(1));
    SqlConnection pooled = await(one.getConnection());
    await(SQLiteConnection.cast(pooled).begin(TransactionMode.READ_ONLY));
    await(pooled.close());
    pooled = await(one.getConnection());
    run(pooled, "INSERT INTO t VALUES (1)");
    await(pooled.close());
  }

  @Test
  void beginningTwiceIsRefusedAndTheFirstTransactionGoesOn() {
    Transaction tx = await(connection.begin());
    assertThat(failure(connection.begin())).hasMessageContaining("withSavepoint");
    assertThat(failure(connection.begin(TransactionMode.READ_ONLY))).isNotNull();
    run(connection, "INSERT INTO t VALUES (1)");
    await(tx.commit());
    assertThat(sandbox.jdbcColumn("SELECT a FROM t")).containsExactly(1);
  }

  @Test
  void endingATransactionTwiceIsRefused() {
    Transaction tx = await(connection.begin());
    await(tx.commit());
    assertThat(failure(tx.commit())).hasMessageContaining("already complete");
    assertThat(failure(tx.rollback())).hasMessageContaining("already complete");
    await(await(connection.begin()).commit());
  }

  @Test
  void withTransactionCommitsWhatSucceeds() {
    Integer result =
        await(
            pool.withTransaction(
                c -> c.query("INSERT INTO t VALUES (1)").execute().map(rows -> rows.rowCount())));
    assertThat(result).isEqualTo(1);
    assertThat(sandbox.jdbcColumn("SELECT a FROM t")).containsExactly(1);
  }

  @Test
  void withTransactionRollsBackWhatFails() {
    Throwable mine = new IllegalStateException("mine");
    Throwable failure =
        failure(
            pool.withTransaction(
                c ->
                    c.query("INSERT INTO t VALUES (1)")
                        .execute()
                        .compose(v -> Future.failedFuture(mine))));
    assertThat(failure).isSameAs(mine);
    assertThat(sandbox.jdbcColumn("SELECT a FROM t")).isEmpty();
    assertThat(pool.figures().getConnections()).isEqualTo(1);
  }

  @Test
  void withTransactionThatIsRolledBackInsideTells() {
    Throwable failure =
        failure(
            pool.withTransaction(
                c ->
                    c.query("INSERT INTO t VALUES (1)")
                        .execute()
                        .compose(v -> c.transaction().rollback())
                        .compose(v -> Future.failedFuture(TransactionRollbackException.INSTANCE))));
    assertThat(failure).isInstanceOf(TransactionRollbackException.class);
    assertThat(sandbox.jdbcColumn("SELECT a FROM t")).isEmpty();
  }

  @Test
  void aTransactionPropagatesThroughItsContext() {
    Future<Void> done =
        Future.future(
            promise ->
                sandbox
                    .vertx()
                    .runOnContext(
                        v ->
                            pool.withTransaction(
                                    TransactionPropagation.CONTEXT,
                                    outer ->
                                        outer
                                            .query("INSERT INTO t VALUES (1)")
                                            .execute()
                                            .compose(
                                                r ->
                                                    pool.withTransaction(
                                                        TransactionPropagation.CONTEXT,
                                                        inner ->
                                                            inner
                                                                .query("INSERT INTO t VALUES (2)")
                                                                .execute()))
                                            .compose(r -> Future.failedFuture("undo all")))
                                .<Void>mapEmpty()
                                .otherwiseEmpty()
                                .onComplete(promise)));
    await(done);
    assertThat(sandbox.jdbcColumn("SELECT a FROM t")).isEmpty();
  }

  @Test
  void aFailedStatementLeavesTheTransactionOpen() {
    Transaction tx = await(connection.begin());
    run(connection, "INSERT INTO t VALUES (1)");
    error(connection.query("INSERT INTO nowhere VALUES (1)").execute());
    run(connection, "INSERT INTO t VALUES (2)");
    await(tx.commit());
    assertThat(sandbox.jdbcColumn("SELECT a FROM t")).containsExactly(1, 2);
  }

  @Test
  void aCommitThatFailsRollsBackAndTheConnectionIsUsable() {
    run(pool, "CREATE TABLE parent(id INTEGER PRIMARY KEY)");
    run(pool, "CREATE TABLE child(p INT REFERENCES parent(id) DEFERRABLE INITIALLY DEFERRED)");
    Transaction tx = await(connection.begin());
    run(connection, "INSERT INTO t VALUES (1)");
    run(connection, "INSERT INTO child VALUES (99)");
    SQLiteException e = error(tx.commit());
    assertThat(e.kind()).isEqualTo(SQLiteErrorKind.CONSTRAINT_FOREIGN_KEY);
    assertThat(await(connection.inTransaction())).isFalse();
    assertThat(othersCanWrite()).isTrue();
    tx = await(connection.begin());
    run(connection, "INSERT INTO t VALUES (2)");
    await(tx.commit());
    assertThat(sandbox.jdbcColumn("SELECT a FROM t")).containsExactly(2);
    assertThat(sandbox.jdbcColumn("SELECT p FROM child")).isEmpty();
  }

  @Test
  void withTransactionTellsThatItsCommitFailed() {
    run(pool, "CREATE TABLE parent(id INTEGER PRIMARY KEY)");
    run(pool, "CREATE TABLE child(p INT REFERENCES parent(id) DEFERRABLE INITIALLY DEFERRED)");
    SQLiteException e =
        error(pool.withTransaction(c -> c.query("INSERT INTO child VALUES (99)").execute()));
    assertThat(e.kind()).isEqualTo(SQLiteErrorKind.CONSTRAINT_FOREIGN_KEY);
    run(pool, "INSERT INTO t VALUES (1)");
  }

  @Test
  void aTransactionLeftOpenIsRolledBackWhenItsConnectionIsClosed() {
    SQLiteConnection other = sandbox.connect();
    await(other.begin());
    run(other, "INSERT INTO t VALUES (1)");
    await(other.close());
    assertThat(othersCanWrite()).isTrue();
    assertThat(sandbox.jdbcColumn("SELECT a FROM t")).isEmpty();
  }

  @Test
  void aTransactionLeftOpenIsRolledBackWhenItsConnectionGoesBackToThePool() {
    SQLitePool one = sandbox.pool(sandbox.options(), new PoolOptions().setMaxSize(1));
    SqlConnection pooled = await(one.getConnection());
    await(pooled.begin());
    run(pooled, "INSERT INTO t VALUES (1)");
    await(pooled.close());
    Sandbox.until("the lock is free", this::othersCanWrite);
    pooled = await(one.getConnection());
    run(pooled, "BEGIN");
    run(pooled, "INSERT INTO t VALUES (2)");
    await(pooled.close());
    Sandbox.until("the lock is free", this::othersCanWrite);
    pooled = await(one.getConnection());
    await(await(pooled.begin()).commit());
    await(pooled.close());
    assertThat(sandbox.jdbcColumn("SELECT a FROM t")).isEmpty();
  }

  @Test
  void beginAndCommitBySqlWork() {
    run(connection, "BEGIN IMMEDIATE");
    assertThat(await(connection.inTransaction())).isTrue();
    assertThat(othersCanWrite()).isFalse();
    run(connection, "INSERT INTO t VALUES (1)");
    run(connection, "COMMIT");
    run(connection, "BEGIN");
    run(connection, "INSERT INTO t VALUES (2)");
    run(connection, "ROLLBACK");
    assertThat(await(connection.inTransaction())).isFalse();
    assertThat(othersCanWrite()).isTrue();
    assertThat(sandbox.jdbcColumn("SELECT a FROM t")).containsExactly(1);
  }

  @Test
  void beginByCallWithinATransactionBySqlIsRefused() {
    run(connection, "BEGIN");
    SQLiteException e = error(connection.begin());
    assertThat(e.kind()).isEqualTo(SQLiteErrorKind.MISUSE);
    run(connection, "ROLLBACK");
    await(await(connection.begin()).commit());
  }

  @Test
  void aTransactionByCallThatSqlHasEndedIsOver() {
    Transaction tx = await(connection.begin());
    run(connection, "INSERT INTO t VALUES (1)");
    run(connection, "COMMIT");
    SQLiteException e = error(connection.query("INSERT INTO t VALUES (2)").execute());
    assertThat(e.kind()).isEqualTo(SQLiteErrorKind.ABORTED);
    assertThat(e).hasMessageContaining("ended by SQL");
    assertThat(error(tx.commit()).kind()).isEqualTo(SQLiteErrorKind.ABORTED);
    run(connection, "INSERT INTO t VALUES (3)");
    assertThat(sandbox.jdbcColumn("SELECT a FROM t")).containsExactly(1, 3);
  }

  @Test
  void transactionsBySqlOnThePoolAreRefused() {
    for (String sql :
        new String[] {"BEGIN", "COMMIT", "ROLLBACK", "SAVEPOINT s", "RELEASE s", "ROLLBACK TO s"}) {
      SQLiteException e = error(pool.query(sql).execute());
      assertThat(e.kind()).as(sql).isEqualTo(SQLiteErrorKind.MISUSE);
      assertThat(e).hasMessageContaining("withTransaction");
    }
    run(pool, "INSERT INTO t VALUES (1)");
  }

  @Test
  void commandsSentWithoutWaitingRunInOrderWithinTheTransaction() {
    Future<?> begun = connection.begin();
    Future<?> first = connection.query("INSERT INTO t VALUES (1)").execute();
    Future<?> second = connection.query("INSERT INTO t VALUES (2)").execute();
    await(Future.all(begun, first, second));
    await(connection.transaction().rollback());
    assertThat(sandbox.jdbcColumn("SELECT a FROM t")).isEmpty();
  }

  @Test
  void transactionsAndReadsThatShareOneWorkerThreadAllGetOn() {
    SQLitePool narrow =
        sandbox.pool(
            sandbox.options().setWorkerPoolName("vertx-sqlite-one").setWorkerPoolSize(1),
            new PoolOptions().setMaxSize(4));
    List<Future<?>> all = new ArrayList<>();
    for (int i = 0; i < 200; i++) {
      String insert = "INSERT INTO t VALUES (" + i + ")";
      all.add(
          narrow.withTransaction(
              c -> c.query(insert).execute().compose(one -> c.query(insert).execute())));
      all.add(narrow.query("SELECT count(*) FROM t").execute());
    }
    all.forEach(Sandbox::await);
    assertThat(scalar(narrow, "SELECT count(*) FROM t")).isEqualTo(400L);
  }

  @Test
  void aConnectionWithMuchToDoSharesTheOnlyWorkerThread() {
    SQLiteConnectOptions one =
        sandbox.options().setWorkerPoolName("vertx-sqlite-one").setWorkerPoolSize(1);
    SQLiteConnection busy = sandbox.connect(one);
    SQLiteConnection other = sandbox.connect(one);
    Future<?> last = null;
    for (int i = 0; i < 300; i++) {
      last =
          busy.query(
                  "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 20000)"
                      + " SELECT count(*) FROM n")
              .execute();
    }
    await(other.query("SELECT 1").execute());
    assertThat(last.isComplete()).isFalse();
    await(last);
  }
}
