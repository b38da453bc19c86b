// SPDX-License-Identifier: Apache-2.0
package io.reactivesqlite.client.scheduling;

import io.reactivesqlite.client.engine.EngineException;
import io.reactivesqlite.client.engine.NativeConnection;
import io.reactivesqlite.client.engine.OpenSpec;
import io.reactivesqlite.client.engine.ResultCodes;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;

/**
 * One database file, or one database in memory, of this process: whoever opens it, under whatever
 * name, shares its turn to write.
 *
 * <p>It keeps a connection of its own open: that is where checkpoints run, off the callers' path,
 * and what keeps a database in memory alive.
 */
public final class Database {

  private static final System.Logger LOG = System.getLogger(Database.class.getName());
  private static final Map<String, Database> OPEN = new HashMap<>();

  private final String key;
  private final WriteTurn turn = new WriteTurn();
  private final Lookout lookout = new Lookout();
  private final Checkpoints checkpoints;
  private final AtomicLong schemaEpoch = new AtomicLong();
  private final AtomicLong commits = new AtomicLong();
  private final Once initialization = new Once();
  private final ChangeObservers observers = new ChangeObservers(this);
  private int users;

  // Guarded by "preparation".
  private final Object preparation = new Object();
  private boolean prepared;
  private boolean preparedAsItIs;
  private List<Consumer<Throwable>> waitingForPreparation;

  private volatile String journalMode;
  private volatile long schemaVersion;
  private volatile boolean wal;
  private volatile String sqliteVersion;

  private Database(String key) {
    this.key = key;
    this.checkpoints = new Checkpoints(key);
  }

  /** The database of that name; to be given back with {@link #release}. */
  public static Database acquire(String key) {
    synchronized (OPEN) {
      Database database = OPEN.computeIfAbsent(key, Database::new);
      database.users++;
      return database;
    }
  }

  /** Gives the database back; the last one closes its own connection, on a worker thread. */
  public void release() {
    synchronized (OPEN) {
      if (--users > 0) {
        return;
      }
      OPEN.remove(key, this);
    }
    try {
      checkpoints.close();
    } catch (EngineException e) {
      LOG.log(System.Logger.Level.WARNING, "closing the database " + key + " failed", e);
    }
  }

  /**
   * One more user, who gives it back with {@link #release} too; for somebody who has it already.
   */
  public void use() {
    synchronized (OPEN) {
      users++;
    }
  }

  /** Whether this process has the database of that name open. */
  public static boolean isOpen(String key) {
    synchronized (OPEN) {
      return OPEN.containsKey(key);
    }
  }

  /** What is done once for each database, before somebody serves it. */
  public Once initialization() {
    return initialization;
  }

  /** How many databases are open in this process. */
  public static int openCount() {
    synchronized (OPEN) {
      return OPEN.size();
    }
  }

  /**
   * What the first who opens a database settles for all.
   *
   * @param spec opens the database's own connection, with the statements that concern the file and
   *     not a connection
   * @param journalMode the journal mode the file must be in afterwards; {@code null} where it may
   *     be any
   * @param walPages how many pages the write-ahead log may have before a checkpoint; 0 for no
   *     checkpoints
   */
  public record Preparation(OpenSpec spec, String journalMode, int walPages) {}

  /**
   * Opens the database's own connection once, whoever comes first; the others wait for it without a
   * thread.
   *
   * @param done told {@code null}, or why it failed; on any thread
   */
  public void prepare(
      Preparation how,
      long busyTimeoutMillis,
      Executor thread,
      Timers timers,
      Consumer<Throwable> done) {
    Throwable mismatch;
    synchronized (preparation) {
      // Who came first may have had no right to write: then the file is as it was, and so is the
      // connection that is to make checkpoints.
      if (!prepared || (preparedAsItIs && how.journalMode() != null)) {
        if (waitingForPreparation != null) {
          waitingForPreparation.add(
              failure -> done.accept(failure != null ? failure : mismatch(how)));
          return;
        }
        waitingForPreparation = new ArrayList<>(List.of(done));
        BusyRetry busy = new BusyRetry(busyTimeoutMillis, timers);
        long since = System.nanoTime();
        thread.execute(() -> prepareNow(how, busy, since, thread));
        return;
      }
      mismatch = mismatch(how);
    }
    done.accept(mismatch);
  }

  private EngineException mismatch(Preparation how) {
    return how.journalMode() == null || how.journalMode().equalsIgnoreCase(journalMode)
        ? null
        : new EngineException(
            ResultCodes.CANTOPEN,
            "the journal mode "
                + how.journalMode()
                + " was asked for, but the database is in mode "
                + journalMode
                + ": another pool of this process has opened it so, or its file system cannot do better; set journalMode to that",
            null,
            null);
  }

  private void prepareNow(Preparation how, BusyRetry busy, long since, Executor thread) {
    Throwable failure = null;
    NativeConnection c = null;
    try {
      c = NativeConnection.open(how.spec());
      sqliteVersion = (String) c.scalar("SELECT sqlite_version()");
      journalMode = (String) c.scalar("PRAGMA journal_mode");
      wal = "wal".equals(journalMode);
      schemaVersion = c.schemaVersion();
      failure = mismatch(how);
      if (failure == null) {
        checkpoints.close();
        checkpoints.open(c, wal ? how.walPages() : 0);
        c = null;
      }
    } catch (Throwable e) {
      failure = e;
    }
    if (c != null) {
      closeQuietly(c);
    }
    if (failure != null) {
      Throwable e = failure;
      if (BusyRetry.isBusy(e) && !busy.isOver(since)) {
        busy.pause(
            System.nanoTime() - since,
            () -> thread.execute(() -> prepareNow(how, busy, since, thread)));
        return;
      }
    }
    List<Consumer<Throwable>> waiting;
    synchronized (preparation) {
      if (failure == null) {
        prepared = true;
        preparedAsItIs = how.journalMode() == null;
      }
      waiting = waitingForPreparation;
      waitingForPreparation = null;
    }
    for (Consumer<Throwable> w : waiting) {
      w.accept(failure);
    }
  }

  private void closeQuietly(NativeConnection c) {
    try {
      c.close();
    } catch (EngineException e) {
      LOG.log(System.Logger.Level.WARNING, "closing a connection to " + key + " failed", e);
    }
  }

  public WriteTurn turn() {
    return turn;
  }

  Lookout lookout() {
    return lookout;
  }

  /** Whether the database is in WAL mode, where readers and the writer do not touch each other. */
  public boolean wal() {
    return wal;
  }

  /** The version of the SQLite library. */
  public String sqliteVersion() {
    return sqliteVersion;
  }

  boolean readersTakeTurns() {
    return !wal;
  }

  /** The turn that is needed for an access, or {@code null}. */
  public WriteTurn.Mode turnFor(Job.Access access) {
    return switch (access) {
      case NONE -> null;
      case READ -> wal ? null : WriteTurn.Mode.SHARED;
      case WRITE -> WriteTurn.Mode.EXCLUSIVE;
    };
  }

  public long schemaEpoch() {
    return schemaEpoch.get();
  }

  /** To be told when a statement has changed the schema; gives the new epoch. */
  public long schemaChanged() {
    return schemaEpoch.incrementAndGet();
  }

  /**
   * Whether the schema is another one than it was when somebody asked last; then it counts as
   * changed.
   */
  boolean schemaMoved(NativeConnection connection) throws EngineException {
    long version = connection.schemaVersion();
    if (version == schemaVersion) {
      return false;
    }
    schemaVersion = version;
    schemaChanged();
    return true;
  }

  /** To be told of commits by who has the turn, so that the write-ahead log is kept short. */
  void committed(int count, int statements, Executor workers) {
    commits.addAndGet(count);
    checkpoints.committed(count, statements, workers);
  }

  /** Who wants to know of changes. */
  public ChangeObservers observers() {
    return observers;
  }

  /** See {@link Checkpoints#dataVersion()}. */
  Long dataVersion() throws EngineException {
    return checkpoints.dataVersion();
  }

  /** Commits of this process since the database was opened. */
  public long commits() {
    return commits.get();
  }

  /** Pages in the write-ahead log as of the last checkpoint. */
  public long walPages() {
    return checkpoints.logPages();
  }

  /** How many of them the last checkpoint could move into the database. */
  public long checkpointedPages() {
    return checkpoints.movedPages();
  }

  @Override
  public String toString() {
    return key;
  }
}
