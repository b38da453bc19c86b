// SPDX-License-Identifier: Apache-2.0
package io.reactivesqlite.hibernate.reactive;

import io.reactivesqlite.client.spi.SQLiteDriver;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.impl.ContextInternal;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.PrepareOptions;
import io.vertx.sqlclient.PreparedQuery;
import io.vertx.sqlclient.Query;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.RowSet;
import io.vertx.sqlclient.impl.SqlConnectionBase;
import io.vertx.sqlclient.impl.command.CommandBase;

/**
 * What a session of Hibernate takes for a connection. Outside of a transaction its statements go to
 * the lanes of the pool, where reads run side by side and writes share commits; its transactions
 * run where {@link SessionRoute} leads them. A connection of its own it takes only for what needs
 * one, such as a temporary table, and keeps it from then on.
 */
final class SessionConnection extends SqlConnectionBase<SessionConnection> {
  private final SessionPool sessions;
  private final Pool pool;
  private final SessionRoute route;
  private boolean closed;

  SessionConnection(ContextInternal context, SessionPool sessions, Pool pool, SessionRoute route) {
    super(context, null, route, SQLiteDriver.INSTANCE);
    this.sessions = sessions;
    this.pool = pool;
    this.route = route;
  }

  private boolean goesToTheLanes(String sql) {
    return tx == null && !route.hasOwnConnection() && !Statements.needConnection(sql);
  }

  @Override
  public Query<RowSet<Row>> query(String sql) {
    return goesToTheLanes(sql) ? pool.query(sql) : super.query(sql);
  }

  @Override
  public PreparedQuery<RowSet<Row>> preparedQuery(String sql) {
    return goesToTheLanes(sql) ? pool.preparedQuery(sql) : super.preparedQuery(sql);
  }

  @Override
  public PreparedQuery<RowSet<Row>> preparedQuery(String sql, PrepareOptions options) {
    return goesToTheLanes(sql)
        ? pool.preparedQuery(sql, options)
        : super.preparedQuery(sql, options);
  }

  /** The real connection reports to traces and metrics. */
  @Override
  public <R> Future<R> schedule(ContextInternal context, CommandBase<R> command) {
    return tx == null ? conn.schedule(context, command) : super.schedule(context, command);
  }

  @Override
  public void close(Promise<Void> completion) {
    if (!closed) {
      closed = true;
      sessions.sessionClosed();
    }
    super.close(completion);
  }
}
