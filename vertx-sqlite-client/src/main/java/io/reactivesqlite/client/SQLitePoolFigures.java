// SPDX-License-Identifier: Apache-2.0
package io.reactivesqlite.client;

import io.vertx.codegen.annotations.DataObject;
import io.vertx.codegen.json.annotations.JsonGen;
import io.vertx.core.json.JsonObject;

/** What a pool has done since it was opened, and what waits in it now. */
@DataObject
@JsonGen(publicConverter = false)
public class SQLitePoolFigures {

  private int readsWaiting;
  private long reads;
  private long snapshots;
  private int writesWaiting;
  private long writes;
  private long groups;
  private long undoneGroups;
  private int connections;
  private long statementCacheHits;
  private long statementCacheMisses;
  private int turnsWaiting;
  private long turns;
  private long turnsWaited;
  private long turnWaitMillis;
  private long walPages;
  private long walPagesCheckpointed;

  /** Figures of a pool that has done nothing yet. */
  public SQLitePoolFigures() {}

  /**
   * Figures from JSON.
   *
   * @param json what {@link #toJson} gave
   */
  public SQLitePoolFigures(JsonObject json) {
    SQLitePoolFiguresConverter.fromJson(json, this);
  }

  /**
   * The figures as JSON.
   *
   * @return a new object
   */
  public JsonObject toJson() {
    JsonObject json = new JsonObject();
    SQLitePoolFiguresConverter.toJson(this, json);
    return json;
  }

  /** Reads in the queue now. */
  public int getReadsWaiting() {
    return readsWaiting;
  }

  /** Sets the figure of {@link #getReadsWaiting}. */
  public SQLitePoolFigures setReadsWaiting(int readsWaiting) {
    this.readsWaiting = readsWaiting;
    return this;
  }

  /** Reads served by the reader lanes. */
  public long getReads() {
    return reads;
  }

  /** Sets the figure of {@link #getReads}. */
  public SQLitePoolFigures setReads(long reads) {
    this.reads = reads;
    return this;
  }

  /** Snapshots these reads were served from; fewer than the reads where they shared. */
  public long getSnapshots() {
    return snapshots;
  }

  /** Sets the figure of {@link #getSnapshots}. */
  public SQLitePoolFigures setSnapshots(long snapshots) {
    this.snapshots = snapshots;
    return this;
  }

  /** Writes in the queue now. */
  public int getWritesWaiting() {
    return writesWaiting;
  }

  /** Sets the figure of {@link #getWritesWaiting}. */
  public SQLitePoolFigures setWritesWaiting(int writesWaiting) {
    this.writesWaiting = writesWaiting;
    return this;
  }

  /** Writes served by the writer lane. */
  public long getWrites() {
    return writes;
  }

  /** Sets the figure of {@link #getWrites}. */
  public SQLitePoolFigures setWrites(long writes) {
    this.writes = writes;
    return this;
  }

  /** Transactions these writes were served in; fewer than the writes where they shared. */
  public long getGroups() {
    return groups;
  }

  /** Sets the figure of {@link #getGroups}. */
  public SQLitePoolFigures setGroups(long groups) {
    this.groups = groups;
    return this;
  }

  /** Groups that were rolled back and run again one by one. */
  public long getUndoneGroups() {
    return undoneGroups;
  }

  /** Sets the figure of {@link #getUndoneGroups}. */
  public SQLitePoolFigures setUndoneGroups(long undoneGroups) {
    this.undoneGroups = undoneGroups;
    return this;
  }

  /** Connections open for those who asked for one, and for those who share transactions. */
  public int getConnections() {
    return connections;
  }

  /** Sets the figure of {@link #getConnections}. */
  public SQLitePoolFigures setConnections(int connections) {
    this.connections = connections;
    return this;
  }

  /** Statements found in the caches. */
  public long getStatementCacheHits() {
    return statementCacheHits;
  }

  /** Sets the figure of {@link #getStatementCacheHits}. */
  public SQLitePoolFigures setStatementCacheHits(long statementCacheHits) {
    this.statementCacheHits = statementCacheHits;
    return this;
  }

  /** Statements that had to be compiled. */
  public long getStatementCacheMisses() {
    return statementCacheMisses;
  }

  /** Sets the figure of {@link #getStatementCacheMisses}. */
  public SQLitePoolFigures setStatementCacheMisses(long statementCacheMisses) {
    this.statementCacheMisses = statementCacheMisses;
    return this;
  }

  /** Who waits for the turn to write, lanes and connections, of all pools on this database. */
  public int getTurnsWaiting() {
    return turnsWaiting;
  }

  /** Sets the figure of {@link #getTurnsWaiting}. */
  public SQLitePoolFigures setTurnsWaiting(int turnsWaiting) {
    this.turnsWaiting = turnsWaiting;
    return this;
  }

  /** How often the turn to write was given. */
  public long getTurns() {
    return turns;
  }

  /** Sets the figure of {@link #getTurns}. */
  public SQLitePoolFigures setTurns(long turns) {
    this.turns = turns;
    return this;
  }

  /** How many of these turns were waited for. */
  public long getTurnsWaited() {
    return turnsWaited;
  }

  /** Sets the figure of {@link #getTurnsWaited}. */
  public SQLitePoolFigures setTurnsWaited(long turnsWaited) {
    this.turnsWaited = turnsWaited;
    return this;
  }

  /** How long they were waited for, all together, in milliseconds. */
  public long getTurnWaitMillis() {
    return turnWaitMillis;
  }

  /** Sets the figure of {@link #getTurnWaitMillis}. */
  public SQLitePoolFigures setTurnWaitMillis(long turnWaitMillis) {
    this.turnWaitMillis = turnWaitMillis;
    return this;
  }

  /** Pages in the write-ahead log as of the last checkpoint. */
  public long getWalPages() {
    return walPages;
  }

  /** Sets the figure of {@link #getWalPages}. */
  public SQLitePoolFigures setWalPages(long walPages) {
    this.walPages = walPages;
    return this;
  }

  /**
   * How many of them that checkpoint could move into the database; a long reader holds back the
   * rest.
   */
  public long getWalPagesCheckpointed() {
    return walPagesCheckpointed;
  }

  /** Sets the figure of {@link #getWalPagesCheckpointed}. */
  public SQLitePoolFigures setWalPagesCheckpointed(long walPagesCheckpointed) {
    this.walPagesCheckpointed = walPagesCheckpointed;
    return this;
  }

  @Override
  public String toString() {
    return toJson().encode();
  }
}
