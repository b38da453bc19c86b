// SPDX-License-Identifier: Apache-2.0
package io.reactivesqlite.client;

import io.vertx.codegen.annotations.DataObject;
import io.vertx.codegen.json.annotations.JsonGen;
import io.vertx.core.json.JsonObject;

/** How a backup goes about it. */
@DataObject
@JsonGen(publicConverter = false)
public class SQLiteBackupOptions {

  /** The default of {@link #setPagesPerStep}. */
  public static final int DEFAULT_PAGES_PER_STEP = 1_000;

  /** The default of {@link #setPause}. */
  public static final int DEFAULT_PAUSE = 0;

  private int pagesPerStep = DEFAULT_PAGES_PER_STEP;
  private int pause = DEFAULT_PAUSE;

  /** The defaults. */
  public SQLiteBackupOptions() {}

  /**
   * A copy.
   *
   * @param other the options to copy
   */
  public SQLiteBackupOptions(SQLiteBackupOptions other) {
    pagesPerStep = other.pagesPerStep;
    pause = other.pause;
  }

  /**
   * From JSON.
   *
   * @param json what {@link #toJson} gave
   */
  public SQLiteBackupOptions(JsonObject json) {
    SQLiteBackupOptionsConverter.fromJson(json, this);
  }

  /**
   * The options as JSON.
   *
   * @return a new object
   */
  public JsonObject toJson() {
    JsonObject json = new JsonObject();
    SQLiteBackupOptionsConverter.toJson(this, json);
    return json;
  }

  /** How many pages are copied in one step. */
  public int getPagesPerStep() {
    return pagesPerStep;
  }

  /**
   * Sets how many pages are copied in one step. Default: {@link #DEFAULT_PAGES_PER_STEP}, some
   * milliseconds of work. With fewer there is progress more often.
   *
   * @param pagesPerStep the value
   * @return this
   */
  public SQLiteBackupOptions setPagesPerStep(int pagesPerStep) {
    if (pagesPerStep < 1) {
      throw new IllegalArgumentException("pagesPerStep must be at least 1, not " + pagesPerStep);
    }
    this.pagesPerStep = pagesPerStep;
    return this;
  }

  /** The pause after each step, in milliseconds. */
  public int getPause() {
    return pause;
  }

  /**
   * Sets the pause after each step, in milliseconds, to leave the disk to others. Default: {@link
   * #DEFAULT_PAUSE}.
   *
   * @param pause the value
   * @return this
   */
  public SQLiteBackupOptions setPause(int pause) {
    if (pause < 0) {
      throw new IllegalArgumentException("pause must be at least 0, not " + pause);
    }
    this.pause = pause;
    return this;
  }
}
