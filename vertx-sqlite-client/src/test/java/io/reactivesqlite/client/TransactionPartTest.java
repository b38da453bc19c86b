// SPDX-License-Identifier: Apache-2.0
package io.reactivesqlite.client;

import static io.reactivesqlite.client.Sandbox.await;
import static io.reactivesqlite.client.Sandbox.error;
import static io.reactivesqlite.client.Sandbox.run;
import static io.reactivesqlite.client.Sandbox.until;
import static org.assertj.core.api.Assertions.assertThat;

import io.reactivesqlite.client.impl.sharing.TransactionPart;
import io.vertx.core.Future;
import io.vertx.core.impl.ContextInternal;
import io.vertx.core.impl.VertxInternal;
import io.vertx.sqlclient.PrepareOptions;
import io.vertx.sqlclient.Transaction;
import io.vertx.sqlclient.Tuple;
import io.vertx.sqlclient.impl.QueryResultHandler;
import io.vertx.sqlclient.impl.SqlConnectionInternal;
import io.vertx.sqlclient.impl.command.CommandBase;
import io.vertx.sqlclient.impl.command.ExtendedQueryCommand;
import io.vertx.sqlclient.impl.command.PrepareStatementCommand;
import io.vertx.sqlclient.impl.command.QueryCommandBase;
import io.vertx.sqlclient.impl.command.SimpleQueryCommand;
import io.vertx.sqlclient.impl.command.TxCommand;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Whatever becomes of one part, its statements run within it or not at all. */
class TransactionPartTest {

  @RegisterExtension private final Sandbox sandbox = new Sandbox();

  private SQLiteConnection connection;
  private ContextInternal context;
  private final TransactionPart first = TransactionPart.first();
  private final TransactionPart second = TransactionPart.following();

  @BeforeEach
  void connect() {
    connect(sandbox.options());
    run(connection, "CREATE TABLE t(a INT UNIQUE)");
  }

  private void connect(SQLiteConnectOptions options) {
    connection = sandbox.connect(options);
    context = ((VertxInternal) sandbox.vertx()).createEventLoopContext();
  }

  private <R> Future<R> send(CommandBase<R> command) {
    return ((SqlConnectionInternal) connection).unwrap().schedule(context, command);
  }

  private static CommandBase<Boolean> sql(String sql) {
    return new SimpleQueryCommand<>(
        sql, true, false, QueryCommandBase.NULL_COLLECTOR, QueryResultHandler.NOOP_HANDLER);
  }

  private static CommandBase<Boolean> insert(int value) {
    return sql("INSERT INTO t VALUES (" + value + ")");
  }

  private static CommandBase<Boolean> cursor(String sql) {
    return ExtendedQueryCommand.createQuery(
        sql,
        null,
        null,
        Tuple.tuple(),
        1,
        "cursor",
        false,
        false,
        QueryCommandBase.NULL_COLLECTOR,
        QueryResultHandler.NOOP_HANDLER);
  }

  private Future<Void> commit() {
    return send(first.with(new TxCommand<>(TxCommand.Kind.COMMIT, null)));
  }

  private Future<Void> rollback() {
    return send(new TxCommand<>(TxCommand.Kind.ROLLBACK, null));
  }

  private List<Object> stored() {
    return sandbox.jdbcColumn("SELECT a FROM t ORDER BY a");
  }

  @Test
  void whatIsUndoneTheOthersDoNotNotice() {
    TransactionPart third = TransactionPart.following();
    send(first.with(insert(1)));
    send(second.with(insert(2)));
    send(second.with(insert(3)));
    send(second.undo());
    send(third.with(insert(4)));
    assertThat(stored()).isEmpty();
    await(commit());
    assertThat(stored()).containsExactly(1, 4);
  }

  @Test
  void aPartThatCameToNothingUndoesNothingOfTheOneBeforeIt() {
    TransactionPart third = TransactionPart.following();
    send(first.with(insert(1)));
    send(second.with(insert(2)));
    Future<Boolean> failed = send(third.with(sql("INSERT INTO nowhere VALUES (3)")));
    send(third.undo());
    Future<Void> committed = commit();
    assertThat(error(failed)).hasMessageContaining("nowhere");
    await(committed);
    assertThat(third.isOpen()).isFalse();
    assertThat(stored()).containsExactly(1, 2);
  }

  @Test
  void aCursorIsOpenedWithinItsPart() {
    send(first.with(insert(1)));
    send(second.with(cursor("INSERT INTO t VALUES (2), (3) RETURNING a")));
    send(second.undo());
    await(commit());
    assertThat(stored()).containsExactly(1);
    assertThat(await(connection.inTransaction())).isFalse();
  }

  @Test
  void aCursorBeginsTheTransactionAndTakesTheTurn() {
    Future<Boolean> opened = send(first.with(cursor("SELECT 1 UNION ALL SELECT 2")));
    assertThat(await(opened)).isTrue();
    assertThat(first.isOpen()).isTrue();
    assertThat(await(connection.inTransaction())).isTrue();
    send(first.with(insert(1)));
    await(commit());
    assertThat(stored()).containsExactly(1);
  }

  @Test
  void aStatementIsPreparedWithinItsPart() {
    send(first.with(sql("CREATE TABLE made(b)")));
    send(
        second.with(new PrepareStatementCommand("SELECT b FROM made", new PrepareOptions(), true)));
    send(second.undo());
    await(commit());
    assertThat(second.isOpen()).isTrue();
    assertThat(sandbox.jdbcColumn("SELECT count(*) FROM made")).containsExactly(0);
  }

  @Test
  void theCommitOfATransactionThatNeverBeganIsNoMistake() {
    Future<Boolean> failed = send(first.with(sql("INSERT INTO nowhere VALUES (1)")));
    Future<Void> committed = commit();
    assertThat(error(failed)).hasMessageContaining("nowhere");
    await(committed);
    run(connection, "INSERT INTO t VALUES (2)");
    assertThat(stored()).containsExactly(2);
  }

  @Test
  void whereTheTransactionCannotBeginItsStatementDoesNotRunAndTheNextOneTriesAgain()
      throws SQLException {
    connect(sandbox.options().setBusyTimeout(20));
    try (Connection other = sandbox.jdbc();
        Statement statement = other.createStatement()) {
      statement.execute("BEGIN IMMEDIATE");
      assertThat(error(send(first.with(insert(1)))).kind()).isEqualTo(SQLiteErrorKind.BUSY);
      assertThat(first.isOpen()).isFalse();
      statement.execute("ROLLBACK");
    }
    await(send(first.with(insert(2))));
    await(rollback());
    assertThat(stored()).isEmpty();
  }

  @Test
  void whoIsCancelledBeforeItsTurnCameHasBegunNothing() {
    SQLiteConnection other = sandbox.connect();
    Transaction holding = await(other.begin());
    run(other, "INSERT INTO t VALUES (9)");
    Future<Boolean> waiting = send(first.with(insert(1)));
    connection.cancelRequest();
    assertThat(error(waiting).kind()).isEqualTo(SQLiteErrorKind.CANCELLED);
    assertThat(first.isOpen()).isFalse();
    await(holding.commit());
    await(send(first.with(insert(2))));
    await(commit());
    assertThat(stored()).containsExactly(2, 9);
  }

  @Test
  void whatIsCancelledWhileItRunsTakesTheTransactionWithItAndNobodyIsToldOtherwise() {
    await(send(first.with(insert(1))));
    Future<Boolean> endless =
        send(
            second.with(
                sql(
                    "INSERT INTO t WITH RECURSIVE n(i) AS"
                        + " (VALUES (10) UNION ALL SELECT i + 1 FROM n) SELECT i FROM n")));
    until("it runs", second::isOpen);
    connection.cancelRequest();
    assertThat(error(endless).kind()).isEqualTo(SQLiteErrorKind.CANCELLED);
    assertThat(error(send(second.with(insert(2)))).kind()).isEqualTo(SQLiteErrorKind.ABORTED);
    assertThat(error(send(TransactionPart.following().with(insert(3)))).kind())
        .isEqualTo(SQLiteErrorKind.ABORTED);
    assertThat(error(commit()).kind()).isEqualTo(SQLiteErrorKind.ABORTED);
    assertThat(stored()).isEmpty();
  }

  @Test
  void whereSQLiteRollsBackByItselfTheCommitFailsForAll() {
    send(first.with(insert(1)));
    Future<Boolean> ending = send(second.with(sql("INSERT OR ROLLBACK INTO t VALUES (1)")));
    Future<Void> undone = send(second.undo());
    Future<Boolean> late = send(TransactionPart.following().with(insert(3)));
    Future<Void> committed = commit();
    assertThat(error(ending).kind()).isEqualTo(SQLiteErrorKind.CONSTRAINT_UNIQUE);
    await(undone);
    assertThat(error(late).kind()).isEqualTo(SQLiteErrorKind.ABORTED);
    assertThat(error(committed).kind()).isEqualTo(SQLiteErrorKind.ABORTED);
    assertThat(stored()).isEmpty();
  }

  @Test
  void whoFollowsATransactionThatIsOverDoesNotBeginOne() {
    send(first.with(insert(1)));
    await(commit());
    assertThat(error(send(second.with(insert(2)))).kind()).isEqualTo(SQLiteErrorKind.ABORTED);
    assertThat(await(connection.inTransaction())).isFalse();
    assertThat(stored()).containsExactly(1);
  }

  @Test
  void whatAFullQueueRefusesIsToldAndEndsAreLetThrough() {
    connect(sandbox.options().setQueueLimit(2));
    SQLiteConnection other = sandbox.connect();
    Transaction holding = await(other.begin());
    List<Future<Boolean>> all = new ArrayList<>();
    for (int i = 0; i < 4; i++) {
      all.add(send(first.with(insert(i))));
    }
    Future<Void> committed = commit();
    assertThat(error(all.get(2)).kind()).isEqualTo(SQLiteErrorKind.QUEUE_FULL);
    assertThat(error(all.get(3)).kind()).isEqualTo(SQLiteErrorKind.QUEUE_FULL);
    await(holding.rollback());
    await(committed);
    assertThat(stored()).containsExactly(0, 1);
  }

  @Test
  void whenTheConnectionIsClosedAllIsRolledBackAndTheCommitFails() {
    await(send(first.with(insert(1))));
    await(send(second.with(insert(2))));
    await(connection.close());
    assertThat(error(send(second.with(insert(3)))).kind()).isEqualTo(SQLiteErrorKind.CLOSED);
    assertThat(error(commit()).kind()).isEqualTo(SQLiteErrorKind.CLOSED);
    assertThat(stored()).isEmpty();
  }
}
