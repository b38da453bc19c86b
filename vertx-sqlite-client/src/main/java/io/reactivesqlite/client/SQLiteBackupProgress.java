// SPDX-License-Identifier: Apache-2.0
package io.reactivesqlite.client;

import io.vertx.codegen.annotations.DataObject;
import io.vertx.codegen.json.annotations.JsonGen;
import io.vertx.core.json.JsonObject;

/** How far a backup has come. */
@DataObject
@JsonGen(publicConverter = false)
public class SQLiteBackupProgress {

  private int pagesDone;
  private int pagesTotal;

  /** No pages of none. */
  public SQLiteBackupProgress() {}

  /**
   * Progress from JSON.
   *
   * @param json what {@link #toJson} gave
   */
  public SQLiteBackupProgress(JsonObject json) {
    SQLiteBackupProgressConverter.fromJson(json, this);
  }

  /**
   * The progress as JSON.
   *
   * @return a new object
   */
  public JsonObject toJson() {
    JsonObject json = new JsonObject();
    SQLiteBackupProgressConverter.toJson(this, json);
    return json;
  }

  /** Pages copied; fewer than before where the copy had to begin again. */
  public int getPagesDone() {
    return pagesDone;
  }

  /** Sets the figure of {@link #getPagesDone}. */
  public SQLiteBackupProgress setPagesDone(int pagesDone) {
    this.pagesDone = pagesDone;
    return this;
  }

  /** Pages of the database as of the last step. */
  public int getPagesTotal() {
    return pagesTotal;
  }

  /** Sets the figure of {@link #getPagesTotal}. */
  public SQLiteBackupProgress setPagesTotal(int pagesTotal) {
    this.pagesTotal = pagesTotal;
    return this;
  }

  @Override
  public String toString() {
    return pagesDone + " of " + pagesTotal + " pages";
  }
}
