// SPDX-License-Identifier: Apache-2.0
package io.reactivesqlite.client.impl;

import io.reactivesqlite.client.SQLiteAction;
import io.reactivesqlite.client.SQLiteConnectOptions;
import io.reactivesqlite.client.SQLiteConnection;
import io.reactivesqlite.client.SQLiteErrorKind;
import io.reactivesqlite.client.SQLiteException;
import io.reactivesqlite.client.SQLiteJdbcWork;
import io.reactivesqlite.client.SQLiteLimit;
import io.reactivesqlite.client.SQLiteQueryEvent;
import io.reactivesqlite.client.SQLiteQueryPlan;
import io.reactivesqlite.client.SQLiteRoutine;
import io.reactivesqlite.client.SQLiteStatementPolicy;
import io.reactivesqlite.client.TransactionMode;
import io.reactivesqlite.client.engine.EngineException;
import io.reactivesqlite.client.engine.NativeConnection;
import io.reactivesqlite.client.engine.Routine;
import io.reactivesqlite.client.scheduling.Job;
import io.reactivesqlite.client.schema.SQLiteSchema;
import io.reactivesqlite.client.spi.SQLiteDriver;
import io.vertx.core.AsyncResult;
import io.vertx.core.Future;
import io.vertx.core.Handler;
import io.vertx.core.Promise;
import io.vertx.core.impl.ContextInternal;
import io.vertx.core.impl.future.PromiseInternal;
import io.vertx.core.impl.logging.Logger;
import io.vertx.core.impl.logging.LoggerFactory;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.SqlConnection;
import io.vertx.sqlclient.Transaction;
import io.vertx.sqlclient.Tuple;
import io.vertx.sqlclient.impl.Connection;
import io.vertx.sqlclient.impl.SqlConnectionBase;
import io.vertx.sqlclient.impl.command.CommandBase;
import io.vertx.sqlclient.spi.ConnectionFactory;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.BooleanSupplier;
import java.util.function.Function;

/** The connection that users hold. */
public final class SQLiteConnectionImpl extends SqlConnectionBase<SQLiteConnectionImpl>
    implements SQLiteConnection {

  private static final Logger LOG = LoggerFactory.getLogger(SQLiteConnectionImpl.class);
  private static final AtomicLong SAVEPOINTS = new AtomicLong();

  private volatile boolean ownsFactory;
  private volatile boolean closed;

  public SQLiteConnectionImpl(ContextInternal context, ConnectionFactory factory, Connection conn) {
    super(context, factory, conn, SQLiteDriver.INSTANCE);
    session().state().takenBy(this);
  }

  public static Future<SQLiteConnection> connect(
      ContextInternal context, SQLiteConnectOptions options) {
    SQLiteConnectionFactory factory =
        new SQLiteConnectionFactory(context.owner(), () -> Future.succeededFuture(options));
    return factory
        .connect(context)
        .compose(
            opened -> {
              SQLiteConnectionImpl connection = (SQLiteConnectionImpl) opened;
              connection.ownsFactory = true;
              context.addCloseHook(connection);
              return context.succeededFuture(connection);
            },
            failure -> factory.closed().transform(v -> context.failedFuture(failure)));
  }

  @Override
  public Future<Void> close() {
    closed = true;
    if (ownsFactory && !session().isValid()) {
      // Its context may be gone with its Vert.x, and could complete nothing.
      return ((SQLiteConnectionFactory) factory).closed();
    }
    return super.close();
  }

  @Override
  public void close(Handler<AsyncResult<Void>> handler) {
    close().onComplete(handler);
  }

  /** A connection without a pool takes its database with it, and is closed when that is. */
  @Override
  public void close(Promise<Void> completion) {
    if (!ownsFactory) {
      super.close(completion);
      return;
    }
    if (!closed) {
      closed = true;
      LOG.warn(
          "a connection to "
              + session().database()
              + " was left open and is closed with its verticle or its Vert.x:"
              + " close what SQLiteConnection.connect gives when it is not needed any more");
    }
    context.removeCloseHook(this);
    PromiseInternal<Void> done = context.promise();
    super.close(done);
    done.future()
        .transform(ar -> ((SQLiteConnectionFactory) factory).closed().transform(v -> outcome(ar)))
        .onComplete(completion);
  }

  private static Future<Void> outcome(AsyncResult<Void> ar) {
    return ar.succeeded() ? Future.succeededFuture() : Future.failedFuture(ar.cause());
  }

  private SQLiteSession session() {
    return (SQLiteSession) conn.unwrap();
  }

  /**
   * Whether it is not to be used any more: it is closed, or was given back to its pool and somebody
   * else has it by now.
   */
  private boolean isGone() {
    return closed && ownsFactory || !session().state().isTakenBy(this);
  }

  @Override
  public <R> Future<R> schedule(ContextInternal context, CommandBase<R> command) {
    return isGone()
        ? context.failedFuture(SQLiteException.closedConnection())
        : super.schedule(context, command);
  }

  @Override
  public Future<Transaction> begin() {
    if (isGone()) {
      return context.failedFuture(SQLiteException.closedConnection());
    }
    if (tx != null) {
      return context.failedFuture(
          new IllegalStateException(
              "a transaction is already open on this connection: end it first, or use withSavepoint to nest"));
    }
    Future<Transaction> begun = super.begin();
    // vertx-sql-client would keep a transaction that never began.
    return begun.onFailure(e -> tx = null);
  }

  @Override
  public Future<Transaction> begin(TransactionMode mode) {
    if (tx == null) {
      session().nextTransactionMode(mode);
    }
    return begin();
  }

  @Override
  public <T> Future<T> withSavepoint(Function<SqlConnection, Future<T>> function) {
    return inTransaction()
        .compose(open -> open ? withNestedSavepoint(function) : withOwnTransaction(function));
  }

  private <T> Future<T> withOwnTransaction(Function<SqlConnection, Future<T>> function) {
    return begin()
        .compose(
            transaction ->
                outcomeOf(function)
                    .compose(
                        result -> transaction.commit().map(result),
                        failure ->
                            transaction.rollback().transform(v -> context.failedFuture(failure))));
  }

  private <T> Future<T> withNestedSavepoint(Function<SqlConnection, Future<T>> function) {
    String name = "vertx_sqlite_" + SAVEPOINTS.incrementAndGet();
    return run("SAVEPOINT " + name)
        .compose(v -> outcomeOf(function))
        .compose(
            result -> run("RELEASE " + name).map(result),
            failure ->
                run("ROLLBACK TO " + name)
                    .compose(v -> run("RELEASE " + name))
                    // Where SQLite has rolled back the whole transaction, the savepoint is gone
                    // too; the first failure is the one to tell.
                    .transform(v -> context.failedFuture(failure)));
  }

  private <T> Future<T> outcomeOf(Function<SqlConnection, Future<T>> function) {
    try {
      Future<T> outcome = function.apply(this);
      return outcome != null
          ? outcome
          : context.failedFuture(new NullPointerException("the function gave no future"));
    } catch (Throwable e) {
      return context.failedFuture(e);
    }
  }

  private Future<Void> run(String sql) {
    return query(sql).execute().mapEmpty();
  }

  @Override
  public Future<Void> executeScript(String script) {
    return session().script(context, script);
  }

  @Override
  public <T> Future<T> lendJdbc(SQLiteJdbcWork<T> work) {
    return call(
        Job.Access.WRITE,
        connection -> {
          session().state().checkTransaction(connection, null);
          if (session().client().policy() != null || session().state().policy() != null) {
            throw SQLiteException.of(
                SQLiteErrorKind.PERMISSION,
                "A statement policy is set, and cannot see what JDBC code does",
                null);
          }
          if (connection.inTransaction()) {
            throw SQLiteException.of(
                SQLiteErrorKind.MISUSE,
                "A transaction is open on this connection: end it first",
                null);
          }
          session().state().checkCursors(connection, null);
          try {
            return connection.lend(work::on);
          } finally {
            // It may have made temporary tables, or closed what it was lent.
            session().lane().profiles().stopSharing();
            if (connection.isClosed()) {
              session().lane().renewNative();
            } else {
              connection.schemaEpoch(session().lane().database().schemaChanged());
            }
          }
        });
  }

  @Override
  public Future<Void> statementPolicy(SQLiteStatementPolicy policy) {
    return call(
        Job.Access.NONE,
        connection -> {
          session().state().policy(PolicyGuard.of(policy, session().lane().database()));
          return null;
        });
  }

  @Override
  public Future<SQLiteQueryPlan> explainQueryPlan(String sql) {
    return call(Job.Access.READ, connection -> QueryPlans.explain(connection, sql));
  }

  @Override
  public Future<Boolean> inTransaction() {
    return call(Job.Access.NONE, NativeConnection::inTransaction);
  }

  @Override
  public Future<Long> totalChanges() {
    return call(Job.Access.NONE, NativeConnection::totalChanges);
  }

  ClientDatabase database() {
    return session().client();
  }

  /** Asks the policies about what is no statement. */
  void checkPolicy(SQLiteAction action) {
    PolicyGuard.check(session().client().policy(), List.of(action));
    PolicyGuard.check(session().state().policy(), List.of(action));
  }

  /** Why a statement of a dump may not run; {@code null} where it may. */
  String refusal(NativeConnection connection, String sql) throws EngineException {
    // What came before may have changed what this statement means.
    connection.schemaEpoch(session().lane().database().schemaChanged());
    String refusal = PolicyGuard.refusal(session().client().policy(), connection, sql);
    return refusal != null
        ? refusal
        : PolicyGuard.refusal(session().state().policy(), connection, sql);
  }

  <R> Future<R> call(Job.Access access, CallJob.Call<R> call) {
    return isGone()
        ? context.failedFuture(SQLiteException.closedConnection())
        : session().call(context, access, call);
  }

  @Override
  public SQLiteConnection queryListener(Handler<SQLiteQueryEvent> listener) {
    if (!isGone()) {
      session().watch().listener(listener);
    }
    return this;
  }

  @Override
  public SQLiteConnection cancelRequest() {
    if (!isGone()) {
      session().cancel();
    }
    return this;
  }

  @Override
  public Future<Row> one(String sql, Tuple arguments) {
    return Fetch.one(this, sql, arguments);
  }

  @Override
  public Future<Row> one(String sql) {
    return Fetch.one(this, sql, null);
  }

  @Override
  public Future<Row> optional(String sql, Tuple arguments) {
    return Fetch.optional(this, sql, arguments);
  }

  @Override
  public Future<Row> optional(String sql) {
    return Fetch.optional(this, sql, null);
  }

  @Override
  public <T> Future<T> scalar(Class<T> type, String sql, Tuple arguments) {
    return Fetch.scalar(this, type, sql, arguments);
  }

  @Override
  public <T> Future<T> scalar(Class<T> type, String sql) {
    return Fetch.scalar(this, type, sql, null);
  }

  @Override
  public Future<Object> pragma(String name) {
    return Futures.of(context, () -> Fetch.pragma(this, PragmaSql.get(name)));
  }

  @Override
  public Future<Object> pragma(String name, Object value) {
    return Futures.of(context, () -> Fetch.pragma(this, PragmaSql.set(name, value)));
  }

  @Override
  public Future<SQLiteSchema> schema() {
    return call(
        Job.Access.READ,
        connection -> {
          checkPolicy(SchemaReader.ACTION);
          return SchemaReader.read(connection);
        });
  }

  @Override
  public Future<Void> register(SQLiteRoutine routine) {
    return Futures.of(
        context,
        () -> {
          Routine converted = Routines.of(routine, session().client().types());
          return customize(
              connection -> {
                connection.register(converted);
                return null;
              });
        });
  }

  @Override
  public Future<Void> progressHandler(int instructions, BooleanSupplier goOn) {
    return customize(
        connection -> {
          connection.progress(instructions, goOn);
          return null;
        });
  }

  @Override
  public Future<Integer> limit(SQLiteLimit limit, int value) {
    return customize(connection -> connection.limit(limit.id(), value));
  }

  /** What a pool must not hand on to the next user of the connection. */
  private <R> Future<R> customize(CallJob.Call<R> call) {
    return call(
        Job.Access.NONE,
        connection -> {
          customized();
          return call.on(connection);
        });
  }

  /** To be called by a job: the next user of a pooled connection gets another native one. */
  void customized() {
    session().state().customized();
  }

  /** To be called by a job that may have changed the schema. */
  void schemaChanged() {
    session().lane().nativeConnection().schemaEpoch(session().lane().database().schemaChanged());
  }

  /**
   * Stops what runs and closes the native connection; a pool opens another one when it needs it.
   */
  Future<Void> abandon() {
    session().cancel();
    Promise<Void> closed = context.promise();
    session().close(this, closed);
    return closed.future();
  }
}
