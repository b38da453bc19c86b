// SPDX-License-Identifier: Apache-2.0
package io.reactivesqlite.client;

import io.vertx.codegen.annotations.DataObject;
import io.vertx.codegen.annotations.GenIgnore;
import io.vertx.codegen.json.annotations.JsonGen;
import io.vertx.core.json.JsonObject;
import io.vertx.sqlclient.PrepareOptions;

/**
 * Options of one statement, for {@code preparedQuery(sql, options)} and {@code prepare(sql,
 * options)}.
 *
 * <p>{@code pool.preparedQuery(sql, new SQLiteStatementOptions().setTimeout(500)).execute(tuple)}
 */
@DataObject
@JsonGen(publicConverter = false)
public class SQLiteStatementOptions extends PrepareOptions {

  /** The default of {@link #setTimeout}. */
  public static final int DEFAULT_TIMEOUT = 0;

  private int timeout = DEFAULT_TIMEOUT;
  private SQLiteCancellation cancellation;

  /** No timeout, no cancellation. */
  public SQLiteStatementOptions() {}

  /**
   * A copy; the cancellation is the same one.
   *
   * @param other the options to copy
   */
  public SQLiteStatementOptions(SQLiteStatementOptions other) {
    super(other);
    timeout = other.timeout;
    cancellation = other.cancellation;
  }

  /**
   * Options from JSON.
   *
   * @param json what {@link #toJson} gave
   */
  public SQLiteStatementOptions(JsonObject json) {
    super(json);
    SQLiteStatementOptionsConverter.fromJson(json, this);
  }

  /** The options as JSON; a cancellation is no part of it. */
  @Override
  public JsonObject toJson() {
    JsonObject json = super.toJson();
    SQLiteStatementOptionsConverter.toJson(this, json);
    return json;
  }

  /** After how many milliseconds the statement is given up; 0 for never. */
  public int getTimeout() {
    return timeout;
  }

  /**
   * Sets after how many milliseconds the statement is given up, counted from when it is asked for:
   * waiting for a lane, for the turn to write and for locks of other processes included. Then it is
   * taken out of its queue or interrupted, and fails with {@link SQLiteErrorKind#TIMEOUT}; its
   * connection stays usable. For a cursor or a stream it holds for each fetch. Default: {@link
   * #DEFAULT_TIMEOUT}, none but the statement timeout of the connect options, which counts from
   * when the statement begins to run.
   *
   * @param timeout the value
   * @return this
   */
  public SQLiteStatementOptions setTimeout(int timeout) {
    if (timeout < 0) {
      throw new IllegalArgumentException(
          "timeout is " + timeout + ", but a time cannot be negative; 0 means none");
    }
    this.timeout = timeout;
    return this;
  }

  /** What can stop the statement, or null. */
  @GenIgnore
  public SQLiteCancellation getCancellation() {
    return cancellation;
  }

  /**
   * Sets what can stop the statement. Default: null, nothing but {@link
   * SQLiteConnection#cancelRequest}, which a statement on a pool does not have.
   *
   * @param cancellation the value
   * @return this
   */
  @GenIgnore
  public SQLiteStatementOptions setCancellation(SQLiteCancellation cancellation) {
    this.cancellation = cancellation;
    return this;
  }
}
