// SPDX-License-Identifier: Apache-2.0
package io.reactivesqlite.hibernate.reactive;

import io.reactivesqlite.client.impl.sharing.SharedTransactions;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.impl.ContextInternal;
import io.vertx.core.net.SocketAddress;
import io.vertx.core.spi.metrics.ClientMetrics;
import io.vertx.core.tracing.TracingPolicy;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.SqlConnection;
import io.vertx.sqlclient.impl.Connection;
import io.vertx.sqlclient.impl.SqlConnectionInternal;
import io.vertx.sqlclient.impl.command.CommandBase;
import io.vertx.sqlclient.impl.command.TxCommand;
import io.vertx.sqlclient.spi.DatabaseMetadata;

/**
 * Leads the commands of one session to a connection: those of a transaction to the shared one, and
 * everything else, once it comes here, to a connection that belongs to the session until it closes.
 */
final class SessionRoute implements Connection {
  private final ContextInternal context;
  private final Pool pool;
  private final SharedTransactions transactions;
  private final DatabaseMetadata metadata;
  private Future<SqlConnection> own;
  private SharedTransactions.Member member;

  /**
   * @param transactions {@code null} where transactions do not share
   */
  SessionRoute(
      ContextInternal context,
      Pool pool,
      SharedTransactions transactions,
      DatabaseMetadata metadata) {
    this.context = context;
    this.pool = pool;
    this.transactions = transactions;
    this.metadata = metadata;
  }

  boolean hasOwnConnection() {
    return own != null;
  }

  @Override
  public <R> Future<R> schedule(ContextInternal context, CommandBase<R> command) {
    if (command instanceof TxCommand<R> boundary && sharesTransactions(boundary)) {
      return boundary(context, boundary);
    }
    return member != null ? member.schedule(context, command) : onOwn(context, command);
  }

  private boolean sharesTransactions(TxCommand<?> command) {
    return command.kind == TxCommand.Kind.BEGIN
        ? transactions != null && own == null
        : member != null;
  }

  private <R> Future<R> boundary(ContextInternal context, TxCommand<R> command) {
    if (command.kind == TxCommand.Kind.BEGIN) {
      member = transactions.begin();
      return context.succeededFuture(command.result);
    }
    final SharedTransactions.Member ending = member;
    member = null;
    return (command.kind == TxCommand.Kind.COMMIT
            ? ending.commit(context)
            : ending.rollback(context))
        .map(ended -> command.result);
  }

  private <R> Future<R> onOwn(ContextInternal context, CommandBase<R> command) {
    if (own == null) {
      own = pool.getConnection();
    }
    return own.compose(
        connection -> ((SqlConnectionInternal) connection).unwrap().schedule(context, command));
  }

  @Override
  public void close(Holder holder, Promise<Void> promise) {
    final Future<Void> closed =
        own == null
            ? context.succeededFuture()
            : own.transform(
                opened -> opened.failed() ? context.succeededFuture() : opened.result().close());
    closed.onComplete(promise);
  }

  @Override
  public DatabaseMetadata getDatabaseMetaData() {
    return metadata;
  }

  @Override
  public void init(Holder holder) {}

  @Override
  public boolean isValid() {
    return true;
  }

  @Override
  public int pipeliningLimit() {
    return 1;
  }

  @Override
  public TracingPolicy tracingPolicy() {
    return null;
  }

  @Override
  public ClientMetrics<?, ?, ?, ?> metrics() {
    return null;
  }

  @Override
  public SocketAddress server() {
    return null;
  }

  @Override
  public String system() {
    return "sqlite";
  }

  @Override
  public String database() {
    return "";
  }

  @Override
  public String user() {
    return "";
  }

  @Override
  public boolean isSsl() {
    return false;
  }

  @Override
  public int getProcessId() {
    throw new UnsupportedOperationException("SQLite has no server process");
  }

  @Override
  public int getSecretKey() {
    throw new UnsupportedOperationException("SQLite has no server process");
  }
}
