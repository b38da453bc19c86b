// SPDX-License-Identifier: Apache-2.0
package io.reactivesqlite.client;

import io.vertx.codegen.annotations.DataObject;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/** How SQLite would run a statement: a tree of steps, as EXPLAIN QUERY PLAN tells. */
@DataObject
public class SQLiteQueryPlan {

  private final String detail;
  private final List<SQLiteQueryPlan> children = new ArrayList<>();

  /**
   * A step, or the whole plan.
   *
   * @param detail SQLite's words for it, such as {@code SEARCH book USING INDEX title_idx
   *     (title=?)}
   */
  public SQLiteQueryPlan(String detail) {
    this.detail = detail;
  }

  /**
   * A plan from JSON.
   *
   * @param json what {@link #toJson} gave
   */
  public SQLiteQueryPlan(JsonObject json) {
    this(json.getString("detail"));
    json.getJsonArray("children", new JsonArray())
        .forEach(child -> add(new SQLiteQueryPlan((JsonObject) child)));
  }

  /**
   * The plan as JSON.
   *
   * @return a new object
   */
  public JsonObject toJson() {
    JsonArray array = new JsonArray();
    children.forEach(child -> array.add(child.toJson()));
    return new JsonObject().put("detail", detail).put("children", array);
  }

  /**
   * Adds a step below this one.
   *
   * @param child the step
   * @return this
   */
  public SQLiteQueryPlan add(SQLiteQueryPlan child) {
    children.add(child);
    return this;
  }

  /** SQLite's words for this step; {@code QUERY PLAN} for the root. */
  public String getDetail() {
    return detail;
  }

  /** The steps below this one. */
  public List<SQLiteQueryPlan> getChildren() {
    return Collections.unmodifiableList(children);
  }

  /**
   * The tables, or the indexes in their place, that are read from end to end: fine where they are
   * small or all rows are wanted, else a sign that an index is missing.
   *
   * @return SQLite's words for each of these steps
   */
  public List<String> fullScans() {
    List<String> scans = new ArrayList<>();
    if (detail.startsWith("SCAN ")
        && !detail.contains("VIRTUAL TABLE INDEX")
        && !detail.equals("SCAN CONSTANT ROW")) {
      scans.add(detail);
    }
    children.forEach(child -> scans.addAll(child.fullScans()));
    return scans;
  }

  /** The tree, a line for each step. */
  @Override
  public String toString() {
    StringBuilder text = new StringBuilder(detail);
    appendChildren(text, "");
    return text.toString();
  }

  private void appendChildren(StringBuilder text, String indent) {
    for (int i = 0; i < children.size(); i++) {
      boolean last = i == children.size() - 1;
      SQLiteQueryPlan child = children.get(i);
      text.append('\n').append(indent).append(last ? "`--" : "|--").append(child.detail);
      child.appendChildren(text, indent + (last ? "   " : "|  "));
    }
  }
}
