// SPDX-License-Identifier: Apache-2.0
package io.reactivesqlite.client;

import io.vertx.codegen.annotations.DataObject;
import io.vertx.codegen.json.annotations.JsonGen;
import io.vertx.core.json.JsonObject;

/**
 * How {@link SQLitePool#withTransaction(SQLiteTransactionOptions, java.util.function.Function)}
 * runs.
 */
@DataObject
@JsonGen(publicConverter = false)
public class SQLiteTransactionOptions {

  /** The default of {@link #setAttempts}. */
  public static final int DEFAULT_ATTEMPTS = 5;

  /** The default of {@link #setFirstPause}. */
  public static final int DEFAULT_FIRST_PAUSE = 10;

  /** The default of {@link #setLongestPause}. */
  public static final int DEFAULT_LONGEST_PAUSE = 500;

  /** The default of {@link #setTimeout}. */
  public static final int DEFAULT_TIMEOUT = 0;

  private TransactionMode mode;
  private int attempts = DEFAULT_ATTEMPTS;
  private int firstPause = DEFAULT_FIRST_PAUSE;
  private int longestPause = DEFAULT_LONGEST_PAUSE;
  private int timeout = DEFAULT_TIMEOUT;

  /** The defaults. */
  public SQLiteTransactionOptions() {}

  /**
   * A copy.
   *
   * @param other the options to copy
   */
  public SQLiteTransactionOptions(SQLiteTransactionOptions other) {
    mode = other.mode;
    attempts = other.attempts;
    firstPause = other.firstPause;
    longestPause = other.longestPause;
    timeout = other.timeout;
  }

  /**
   * From JSON.
   *
   * @param json what {@link #toJson} gave
   */
  public SQLiteTransactionOptions(JsonObject json) {
    SQLiteTransactionOptionsConverter.fromJson(json, this);
  }

  /**
   * The options as JSON.
   *
   * @return a new object
   */
  public JsonObject toJson() {
    JsonObject json = new JsonObject();
    SQLiteTransactionOptionsConverter.toJson(this, json);
    return json;
  }

  /** How the transaction begins; null for what the pool's options say. */
  public TransactionMode getMode() {
    return mode;
  }

  /**
   * Sets how the transaction begins. Default: what the pool's options say.
   *
   * @param mode the value
   * @return this
   */
  public SQLiteTransactionOptions setMode(TransactionMode mode) {
    this.mode = mode;
    return this;
  }

  /** How often the transaction is tried at most. */
  public int getAttempts() {
    return attempts;
  }

  /**
   * Sets how often the transaction is tried at most. It is tried again only where it failed for a
   * lock or a stale snapshot ({@link SQLiteErrorKind#BUSY}, {@link SQLiteErrorKind#BUSY_SNAPSHOT},
   * {@link SQLiteErrorKind#LOCKED}), after everything was rolled back. Default: {@link
   * #DEFAULT_ATTEMPTS}. The function runs again each time, so it must have no effects outside the
   * transaction.
   *
   * @param attempts the value, 1 for no second try
   * @return this
   */
  public SQLiteTransactionOptions setAttempts(int attempts) {
    this.attempts = atLeast(1, attempts, "attempts");
    return this;
  }

  /** The pause before the second try, in milliseconds. */
  public int getFirstPause() {
    return firstPause;
  }

  /**
   * Sets the pause before the second try, in milliseconds; each later one is twice as long, and all
   * are varied by chance so that contenders part. Default: {@link #DEFAULT_FIRST_PAUSE}.
   *
   * @param firstPause the value
   * @return this
   */
  public SQLiteTransactionOptions setFirstPause(int firstPause) {
    this.firstPause = atLeast(1, firstPause, "firstPause");
    return this;
  }

  /** The longest pause before another try, in milliseconds. */
  public int getLongestPause() {
    return longestPause;
  }

  /**
   * Sets the longest pause before another try, in milliseconds. Default: {@link
   * #DEFAULT_LONGEST_PAUSE}.
   *
   * @param longestPause the value
   * @return this
   */
  public SQLiteTransactionOptions setLongestPause(int longestPause) {
    this.longestPause = atLeast(1, longestPause, "longestPause");
    return this;
  }

  /** How long it may take, with all tries, in milliseconds; 0 for as long as it takes. */
  public int getTimeout() {
    return timeout;
  }

  /**
   * Sets how long it may take, with all tries and all waiting, in milliseconds. Then what runs is
   * interrupted, the transaction is rolled back, the connection that the function holds refuses
   * more, and the result fails with {@link SQLiteErrorKind#TIMEOUT}. Default: {@link
   * #DEFAULT_TIMEOUT}, for as long as it takes.
   *
   * @param timeout the value
   * @return this
   */
  public SQLiteTransactionOptions setTimeout(int timeout) {
    this.timeout = atLeast(0, timeout, "timeout");
    return this;
  }

  private static int atLeast(int least, int value, String name) {
    if (value < least) {
      throw new IllegalArgumentException(name + " must be at least " + least + ", not " + value);
    }
    return value;
  }
}
