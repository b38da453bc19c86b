// SPDX-License-Identifier: Apache-2.0
package io.reactivesqlite.client;

import io.vertx.codegen.annotations.DataObject;
import io.vertx.codegen.json.annotations.JsonGen;
import io.vertx.core.json.JsonObject;

/** What a checkpoint has done. */
@DataObject
@JsonGen(publicConverter = false)
public class SQLiteCheckpoint {

  private boolean blocked;
  private long walPages;
  private long movedPages;

  /** Nothing yet. */
  public SQLiteCheckpoint() {}

  /**
   * From JSON.
   *
   * @param json what {@link #toJson} gave
   */
  public SQLiteCheckpoint(JsonObject json) {
    SQLiteCheckpointConverter.fromJson(json, this);
  }

  /**
   * The same as JSON.
   *
   * @return a new object
   */
  public JsonObject toJson() {
    JsonObject json = new JsonObject();
    SQLiteCheckpointConverter.toJson(this, json);
    return json;
  }

  /** Whether it had to leave something in the log because others were reading or writing. */
  public boolean isBlocked() {
    return blocked;
  }

  /** Sets the value of {@link #isBlocked}. */
  public SQLiteCheckpoint setBlocked(boolean blocked) {
    this.blocked = blocked;
    return this;
  }

  /** Pages in the write-ahead log; -1 where the database is not in WAL mode. */
  public long getWalPages() {
    return walPages;
  }

  /** Sets the value of {@link #getWalPages}. */
  public SQLiteCheckpoint setWalPages(long walPages) {
    this.walPages = walPages;
    return this;
  }

  /** How many of them are in the database now; -1 where it is not in WAL mode. */
  public long getMovedPages() {
    return movedPages;
  }

  /** Sets the value of {@link #getMovedPages}. */
  public SQLiteCheckpoint setMovedPages(long movedPages) {
    this.movedPages = movedPages;
    return this;
  }

  @Override
  public String toString() {
    return toJson().encode();
  }
}
