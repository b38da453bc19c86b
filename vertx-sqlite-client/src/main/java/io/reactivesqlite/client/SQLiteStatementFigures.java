// SPDX-License-Identifier: Apache-2.0
package io.reactivesqlite.client;

import io.vertx.codegen.annotations.DataObject;
import io.vertx.codegen.json.annotations.JsonGen;
import io.vertx.core.json.JsonObject;

/**
 * What the executions of one statement took together. Statements that differ in literals, blanks,
 * comments and the length of their IN lists alone count as one.
 */
@DataObject
@JsonGen(publicConverter = false)
public class SQLiteStatementFigures {

  private String sql;
  private long executions;
  private long failures;
  private long totalNanos;
  private long longestNanos;
  private long rows;
  private long changes;

  /** Figures of a statement that was not run yet. */
  public SQLiteStatementFigures() {}

  /**
   * A copy.
   *
   * @param other the figures to copy
   */
  public SQLiteStatementFigures(SQLiteStatementFigures other) {
    sql = other.sql;
    executions = other.executions;
    failures = other.failures;
    totalNanos = other.totalNanos;
    longestNanos = other.longestNanos;
    rows = other.rows;
    changes = other.changes;
  }

  /**
   * Figures from JSON.
   *
   * @param json what {@link #toJson} gave
   */
  public SQLiteStatementFigures(JsonObject json) {
    SQLiteStatementFiguresConverter.fromJson(json, this);
  }

  /**
   * The figures as JSON.
   *
   * @return a new object
   */
  public JsonObject toJson() {
    JsonObject json = new JsonObject();
    SQLiteStatementFiguresConverter.toJson(this, json);
    return json;
  }

  /** The statement, with {@code ?} in the place of each literal. */
  public String getSql() {
    return sql;
  }

  /** Sets the figure of {@link #getSql}. */
  public SQLiteStatementFigures setSql(String sql) {
    this.sql = sql;
    return this;
  }

  /** How often it was asked for. A batch counts as one, and so does a cursor with all fetches. */
  public long getExecutions() {
    return executions;
  }

  /** Sets the figure of {@link #getExecutions}. */
  public SQLiteStatementFigures setExecutions(long executions) {
    this.executions = executions;
    return this;
  }

  /** How often it failed, cancelled and refused ones included. */
  public long getFailures() {
    return failures;
  }

  /** Sets the figure of {@link #getFailures}. */
  public SQLiteStatementFigures setFailures(long failures) {
    this.failures = failures;
    return this;
  }

  /**
   * How long it ran, all together, in nanoseconds; without waiting, and without the commit that a
   * group shares.
   */
  public long getTotalNanos() {
    return totalNanos;
  }

  /** Sets the figure of {@link #getTotalNanos}. */
  public SQLiteStatementFigures setTotalNanos(long totalNanos) {
    this.totalNanos = totalNanos;
    return this;
  }

  /** How long the longest execution ran, or the longest fetch of a cursor, in nanoseconds. */
  public long getLongestNanos() {
    return longestNanos;
  }

  /** Sets the figure of {@link #getLongestNanos}. */
  public SQLiteStatementFigures setLongestNanos(long longestNanos) {
    this.longestNanos = longestNanos;
    return this;
  }

  /** How many rows it gave, all together. */
  public long getRows() {
    return rows;
  }

  /** Sets the figure of {@link #getRows}. */
  public SQLiteStatementFigures setRows(long rows) {
    this.rows = rows;
    return this;
  }

  /** How many rows it changed, all together. */
  public long getChanges() {
    return changes;
  }

  /** Sets the figure of {@link #getChanges}. */
  public SQLiteStatementFigures setChanges(long changes) {
    this.changes = changes;
    return this;
  }

  @Override
  public String toString() {
    return toJson().encode();
  }
}
