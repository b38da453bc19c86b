// SPDX-License-Identifier: Apache-2.0
package io.reactivesqlite.client.scheduling;

import io.reactivesqlite.client.engine.EngineException;
import io.reactivesqlite.client.engine.NativeConnection;
import io.reactivesqlite.client.engine.StatementAccess;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * Tells those who want to know which tables a commit has touched.
 *
 * <p>For the commits of this process that is known from the statements: what SQLite's programs for
 * them write, through triggers and foreign key actions. Of other processes only that they have
 * committed is known, from the data version that SQLite keeps for this purpose.
 */
public final class ChangeObservers {

  /** How soon a commit of another process is noticed. */
  private static final long FOREIGN_CHECK_MILLIS = 100;

  /**
   * Where this process commits all the time, its commits hide those of others; then it is assumed
   * that there were some, so often.
   */
  private static final int CHECKS_PER_ASSUMPTION = 10;

  private static final System.Logger LOG = System.getLogger(ChangeObservers.class.getName());

  /** Somebody who wants to know. The methods are called on lane threads and must be quick. */
  public interface Observer {

    /** A commit of this process has touched one of the tables. */
    void changed();

    /** Another process has committed, nobody knows what. */
    void changedByOthers();
  }

  /**
   * One observer.
   *
   * @param tables in lower case; {@code null} for any
   */
  private record Entry(Set<String> tables, Observer observer, Timers timers, Executor thread) {

    boolean isTouchedBy(Set<String> written) {
      if (tables == null || written == null) {
        return true;
      }
      for (String table : written) {
        if (tables.contains(table)) {
          return true;
        }
      }
      return false;
    }
  }

  private final Database database;
  private final List<Entry> entries = new CopyOnWriteArrayList<>();

  private final AtomicBoolean checking = new AtomicBoolean();

  // Guarded by "this", which no event loop asks for.
  private final Map<String, Set<String>> tablesBySql = new HashMap<>();
  private long tablesEpoch;
  private Long seenVersion;
  private long seenCommits;
  private int unclearChecks;

  ChangeObservers(Database database) {
    this.database = database;
  }

  /**
   * To be called before {@link #observe}, on a lane's thread: what others commit from now on is
   * news.
   */
  public synchronized void prepare() throws EngineException {
    if (seenVersion == null) {
      seenVersion = database.dataVersion();
      seenCommits = database.commits();
    }
  }

  /**
   * Registers an observer.
   *
   * @param tables in lower case; {@code null} for any
   * @return ends the observation
   */
  public Runnable observe(Set<String> tables, Observer observer, Timers timers, Executor thread) {
    Entry entry = new Entry(tables, observer, timers, thread);
    entries.add(entry);
    startChecking();
    return () -> entries.remove(entry);
  }

  /**
   * To be told of each commit of this process, on the lane's thread and before its callers: who
   * begins to observe after an answer does not hear of what it answered. It never fails, as the
   * callers wait for their answers.
   */
  void committed(LaneConnection lane) {
    Set<String> statements = lane.takeWritten();
    NativeConnection connection = lane.ifOpen();
    if (entries.isEmpty() || statements.isEmpty() || connection == null) {
      return;
    }
    Set<String> written = tablesOf(statements, connection);
    for (Entry entry : entries) {
      if (entry.isTouchedBy(written)) {
        tell(entry.observer()::changed);
      }
    }
  }

  private void tell(Runnable news) {
    try {
      news.run();
    } catch (Throwable e) {
      LOG.log(System.Logger.Level.ERROR, "an observer of " + database + " failed", e);
    }
  }

  private synchronized Set<String> tablesOf(Set<String> statements, NativeConnection connection) {
    if (tablesEpoch != database.schemaEpoch()) {
      tablesEpoch = database.schemaEpoch();
      tablesBySql.clear();
    }
    Set<String> all = new HashSet<>();
    for (String sql : statements) {
      Set<String> tables = tablesOf(sql, connection);
      if (tables == null) {
        return null;
      }
      all.addAll(tables);
    }
    return all;
  }

  private Set<String> tablesOf(String sql, NativeConnection connection) {
    if (sql.equals(LaneConnection.ANYTHING)) {
      return null;
    }
    if (tablesBySql.containsKey(sql)) {
      return tablesBySql.get(sql);
    }
    Set<String> tables;
    try {
      tables = StatementAccess.of(connection, sql).writes();
    } catch (EngineException | RuntimeException e) {
      // A statement that worked a moment ago does not compile any more: the schema has changed.
      // Nobody knows what it has touched.
      tables = null;
    }
    if (tablesBySql.size() >= ProfileCache.LIMIT) {
      tablesBySql.clear();
    }
    tablesBySql.put(sql, tables);
    return tables;
  }

  private void startChecking() {
    if (checking.compareAndSet(false, true)) {
      checkLater();
    }
  }

  private void checkLater() {
    for (Entry lender : entries) {
      if (lends(lender, () -> lender.timers().after(FOREIGN_CHECK_MILLIS, () -> checkOn(lender)))) {
        return;
      }
    }
    checking.set(false);
    if (!entries.isEmpty()) {
      startChecking();
    }
  }

  private void checkOn(Entry lender) {
    // Where its observation has ended meanwhile, its threads may be gone too.
    if (!entries.contains(lender) || !lends(lender, () -> lender.thread().execute(this::check))) {
      checkLater();
    }
  }

  /** Whether an observer lends its timer or thread; one whose pool is being closed does not. */
  private boolean lends(Entry lender, Runnable use) {
    try {
      use.run();
      return true;
    } catch (RejectedExecutionException | IllegalStateException e) {
      LOG.log(System.Logger.Level.DEBUG, "an observer of " + database + " is about to end", e);
      entries.remove(lender);
      return false;
    }
  }

  private void check() {
    try {
      if (othersHaveCommitted()) {
        for (Entry entry : entries) {
          tell(entry.observer()::changedByOthers);
        }
      }
    } catch (EngineException e) {
      LOG.log(
          System.Logger.Level.WARNING, "cannot see whether other processes change " + database, e);
    } finally {
      checkLater();
    }
  }

  private synchronized boolean othersHaveCommitted() throws EngineException {
    long commits = database.commits();
    Long version = database.dataVersion();
    boolean first = seenVersion == null;
    boolean changed = !first && version != null && !version.equals(seenVersion);
    boolean unclear = changed && commits != seenCommits;
    seenVersion = version;
    seenCommits = commits;
    if (unclear) {
      return ++unclearChecks % CHECKS_PER_ASSUMPTION == 0;
    }
    boolean assumed = unclearChecks % CHECKS_PER_ASSUMPTION != 0;
    unclearChecks = 0;
    // A quiet moment after unclear ones: what they may have hidden is looked up now.
    return changed || assumed;
  }
}
