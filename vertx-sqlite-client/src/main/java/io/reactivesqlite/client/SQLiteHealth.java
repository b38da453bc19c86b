// SPDX-License-Identifier: Apache-2.0
package io.reactivesqlite.client;

import io.vertx.codegen.annotations.DataObject;
import io.vertx.codegen.json.annotations.JsonGen;
import io.vertx.core.json.JsonObject;

/** How a database answers. */
@DataObject
@JsonGen(publicConverter = false)
public class SQLiteHealth {

  private String sqliteVersion;
  private long readMicros;
  private long turnMicros;

  /** Nothing yet. */
  public SQLiteHealth() {}

  /**
   * From JSON.
   *
   * @param json what {@link #toJson} gave
   */
  public SQLiteHealth(JsonObject json) {
    SQLiteHealthConverter.fromJson(json, this);
  }

  /**
   * The same as JSON.
   *
   * @return a new object
   */
  public JsonObject toJson() {
    JsonObject json = new JsonObject();
    SQLiteHealthConverter.toJson(this, json);
    return json;
  }

  /** The version of the SQLite library. */
  public String getSqliteVersion() {
    return sqliteVersion;
  }

  /** Sets the value of {@link #getSqliteVersion}. */
  public SQLiteHealth setSqliteVersion(String sqliteVersion) {
    this.sqliteVersion = sqliteVersion;
    return this;
  }

  /** How long a read took, with its way to a reader lane and back, in microseconds. */
  public long getReadMicros() {
    return readMicros;
  }

  /** Sets the value of {@link #getReadMicros}. */
  public SQLiteHealth setReadMicros(long readMicros) {
    this.readMicros = readMicros;
    return this;
  }

  /**
   * How long the writer lane took to get its turn, with the way there and back, in microseconds.
   */
  public long getTurnMicros() {
    return turnMicros;
  }

  /** Sets the value of {@link #getTurnMicros}. */
  public SQLiteHealth setTurnMicros(long turnMicros) {
    this.turnMicros = turnMicros;
    return this;
  }

  @Override
  public String toString() {
    return toJson().encode();
  }
}
