// SPDX-License-Identifier: Apache-2.0
package io.reactivesqlite.client;

import io.vertx.codegen.annotations.DataObject;
import io.vertx.codegen.annotations.GenIgnore;
import io.vertx.core.json.JsonObject;
import io.vertx.sqlclient.Tuple;
import java.util.List;

/** One statement that is over, as a query listener is told of it. */
@DataObject
public final class SQLiteQueryEvent {

  private final String sql;
  private final List<Tuple> parameters;
  private final long waitedNanos;
  private final long durationNanos;
  private final long rows;
  private final long changes;
  private final Throwable failure;

  /**
   * For tests of listeners.
   *
   * @param sql the SQL text
   * @param parameters the values, one tuple for each execution; empty where they are not to be seen
   * @param waitedNanos how long it waited
   * @param durationNanos how long it ran; 0 where it never began
   * @param rows how many rows it gave
   * @param changes how many rows it changed
   * @param failure why it failed, or null
   */
  public SQLiteQueryEvent(
      String sql,
      List<Tuple> parameters,
      long waitedNanos,
      long durationNanos,
      long rows,
      long changes,
      Throwable failure) {
    this.sql = sql;
    this.parameters = parameters;
    this.waitedNanos = waitedNanos;
    this.durationNanos = durationNanos;
    this.rows = rows;
    this.changes = changes;
    this.failure = failure;
  }

  /**
   * The event as JSON, without parameters.
   *
   * @return a new object
   */
  public JsonObject toJson() {
    JsonObject json =
        new JsonObject()
            .put("sql", sql)
            .put("waitedNanos", waitedNanos)
            .put("durationNanos", durationNanos)
            .put("rows", rows)
            .put("changes", changes);
    return failure == null ? json : json.put("failure", failure.getMessage());
  }

  /** The SQL text, as it was given. */
  public String getSql() {
    return sql;
  }

  /**
   * The values of the parameters, one tuple for each execution of a batch. Empty unless {@link
   * SQLiteConnectOptions#setLogParameters} allows them to be seen.
   */
  @GenIgnore
  public List<Tuple> getParameters() {
    return parameters;
  }

  /**
   * How long the statement waited in nanoseconds: for the database to open, a lane, its turn to
   * write, locks of other processes, and the commit of its group to begin again.
   */
  public long getWaitedNanos() {
    return waitedNanos;
  }

  /**
   * How long it ran in nanoseconds, without the commit that a group shares; 0 where it never began.
   */
  public long getDurationNanos() {
    return durationNanos;
  }

  /** How many rows it gave; of a batch, all together. */
  public long getRows() {
    return rows;
  }

  /** How many rows it changed; of a batch, all together. */
  public long getChanges() {
    return changes;
  }

  /** Why it failed, or null. */
  @GenIgnore
  public Throwable getFailure() {
    return failure;
  }

  /** Whether it failed. */
  public boolean isFailed() {
    return failure != null;
  }

  @Override
  public String toString() {
    return toJson().encode();
  }
}
