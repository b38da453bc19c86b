// SPDX-License-Identifier: Apache-2.0
package io.reactivesqlite.migrations.liquibase;

import io.reactivesqlite.migrations.rebuild.Names;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Date;
import java.util.Optional;
import java.util.function.Consumer;
import liquibase.Scope;
import liquibase.changelog.ChangeLogHistoryServiceFactory;
import liquibase.database.Database;
import liquibase.exception.DatabaseException;
import liquibase.exception.LockException;
import liquibase.lockservice.DatabaseChangeLogLock;
import liquibase.lockservice.LockService;

/**
 * Lets one process at a time migrate a SQLite file, by a {@link FileLock}.
 *
 * <p>The row in DATABASECHANGELOGLOCK is respected when a Liquibase without this module has set it,
 * but never set: it would stay behind when the process is killed. A database in memory needs no
 * lock.
 */
public final class FileLockService implements LockService {

  /** Where {@link Migrator} leaves what wants to know whom a migration waits for. */
  static final String WAITING = "io.reactivesqlite.migrations.lockWaiting";

  /** Where {@link Migrator} leaves what is asked whether to go on waiting. */
  static final String CANCELLED = "io.reactivesqlite.migrations.lockCancelled";

  private SQLite database;
  private FileLock lock;
  private boolean held;
  private Long waitMinutes;

  @Override
  public int getPriority() {
    return PRIORITY_DATABASE + 10;
  }

  @Override
  public boolean supports(Database candidate) {
    return candidate instanceof SQLite;
  }

  @Override
  public void setDatabase(Database database) {
    this.database = (SQLite) database;
  }

  @Override
  public void setChangeLogLockWaitTime(long minutes) {
    waitMinutes = minutes;
  }

  /** Asking costs microseconds here, so there is nothing to set. */
  @Override
  public void setChangeLogLockRecheckTime(long seconds) {}

  @Override
  public boolean hasChangeLogLock() {
    return held;
  }

  @Override
  public void waitForLock() throws LockException {
    long nanos =
        waitMinutes != null
            ? java.time.Duration.ofMinutes(waitMinutes).toNanos()
            : LockSettings.waitTime().toNanos();
    long start = System.nanoTime();
    boolean told = false;
    while (!acquireLock()) {
      if (System.nanoTime() - start >= nanos) {
        throw new LockException(
            "Another migration of this database is running: "
                + describeHolder()
                + ". Waited "
                + nanos / 1_000_000_000
                + " s. Wait for it to end, stop it, or allow more time.");
      }
      if (Thread.currentThread().isInterrupted() || isCancelled()) {
        throw new LockException(
            "Stopped while waiting for another migration of this database: " + describeHolder());
      }
      if (!told) {
        told = true;
        tellWaiting();
      }
      if (!LiquibaseTurn.pause(start + nanos, this::isCancelled)) {
        throw new LockException(
            isCancelled() || Thread.currentThread().isInterrupted()
                ? "Stopped while waiting for another migration of this database."
                : LiquibaseTurn.busy(nanos));
      }
    }
  }

  private boolean isCancelled() {
    return Scope.getCurrentScope().get(CANCELLED, Object.class)
            instanceof java.util.function.BooleanSupplier cancelled
        && cancelled.getAsBoolean();
  }

  @SuppressWarnings("unchecked")
  private void tellWaiting() throws LockException {
    Object listener = Scope.getCurrentScope().get(WAITING, Object.class);
    if (listener instanceof Consumer<?> consumer) {
      ((Consumer<String>) consumer).accept(describeHolder());
    }
  }

  @Override
  public boolean acquireLock() throws LockException {
    if (held) {
      return true;
    }
    try {
      Optional<Path> file = lockFile();
      if (file.isPresent()) {
        Optional<FileLock> taken = FileLock.tryAcquire(file.get());
        if (taken.isEmpty()) {
          return false;
        }
        lock = taken.get();
        if (foreignHolder() != null) {
          release();
          return false;
        }
      }
      held = true;
      database.setCanCacheLiquibaseTableInfo(true);
      // What was read before the lock was ours may be out of date.
      Scope.getCurrentScope()
          .getSingleton(ChangeLogHistoryServiceFactory.class)
          .getChangeLogService(database)
          .reset();
      return true;
    } catch (IOException e) {
      throw new LockException(
          "The lock file beside the database cannot be written: "
              + e
              + ". Migrating needs a writable directory, as SQLite's own journal does.",
          e);
    } catch (SQLException e) {
      throw new LockException(e);
    }
  }

  @Override
  public void releaseLock() throws LockException {
    try {
      release();
    } catch (IOException e) {
      throw new LockException(e);
    } finally {
      held = false;
      database.setCanCacheLiquibaseTableInfo(false);
    }
  }

  private void release() throws IOException {
    if (lock != null) {
      lock.close();
      lock = null;
    }
  }

  /** Who holds the lock, this process included. */
  Optional<LockHolder> holder() throws LockException {
    try {
      Optional<Path> file = lockFile();
      return file.isEmpty() ? Optional.empty() : FileLock.holder(file.get());
    } catch (IOException | SQLException e) {
      throw new LockException(e);
    }
  }

  private String describeHolder() throws LockException {
    Optional<LockHolder> holder = holder();
    if (holder.isPresent()) {
      return holder.get().toString();
    }
    try {
      String foreign = foreignHolder();
      return foreign == null
          ? "it has just ended"
          : "a Liquibase without this module, "
              + foreign
              + ". If that was killed, release the lock with 'release-locks'";
    } catch (SQLException e) {
      throw new LockException(e);
    }
  }

  @Override
  public DatabaseChangeLogLock[] listLocks() throws LockException {
    return holder()
        .map(
            h ->
                new DatabaseChangeLogLock[] {
                  new DatabaseChangeLogLock(1, Date.from(h.since()), h.toString())
                })
        .orElseGet(() -> new DatabaseChangeLogLock[0]);
  }

  /** Only the row of a killed Liquibase can be stale; our own lock ends with its process. */
  @Override
  public void forceReleaseLock() throws LockException, DatabaseException {
    releaseLock();
    Optional<LockHolder> holder = holder();
    if (holder.isPresent()) {
      throw new LockException(
          "The lock is held by a living process: " + holder.get() + ". Stop that process instead.");
    }
    try {
      if (foreignHolder() != null) {
        ChangeSetTransaction.execute(
            database.jdbc(),
            "UPDATE "
                + Names.quote(database.getDatabaseChangeLogLockTableName())
                + " SET LOCKED = 0, LOCKGRANTED = NULL, LOCKEDBY = NULL");
      }
    } catch (SQLException e) {
      throw new DatabaseException(e);
    }
  }

  @Override
  public void reset() {
    // The lock is a fact of the operating system; there is nothing remembered that could be wrong.
  }

  @Override
  public void init() {
    // No table is needed.
  }

  @Override
  public void destroy() throws DatabaseException {
    Connection connection = database.jdbc();
    if (connection != null) {
      try {
        ChangeSetTransaction.execute(
            connection,
            "DROP TABLE IF EXISTS " + Names.quote(database.getDatabaseChangeLogLockTableName()));
      } catch (SQLException e) {
        throw new DatabaseException(e);
      }
    }
  }

  /** The one who set the row in Liquibase's own lock table, or null. */
  private String foreignHolder() throws SQLException {
    Connection connection = database.jdbc();
    String table = database.getDatabaseChangeLogLockTableName();
    if (connection == null
        || ChangeSetTransaction.number(
                connection,
                "SELECT count(*) FROM sqlite_schema WHERE type = 'table' AND lower(name) = "
                    + Names.string(Names.fold(table)))
            == 0) {
      return null;
    }
    try (Statement statement = connection.createStatement();
        ResultSet row =
            statement.executeQuery(
                "SELECT coalesce(LOCKEDBY, 'unknown') FROM "
                    + Names.quote(table)
                    + " WHERE LOCKED = 1")) {
      return row.next() ? row.getString(1) : null;
    }
  }

  private Optional<Path> lockFile() throws SQLException {
    Connection connection = database.jdbc();
    if (connection == null) {
      return Optional.empty();
    }
    try (Statement statement = connection.createStatement();
        ResultSet row =
            statement.executeQuery("SELECT file FROM pragma_database_list WHERE name = 'main'")) {
      String file = row.next() ? row.getString(1) : null;
      return file == null || file.isEmpty()
          ? Optional.empty()
          : Optional.of(FileLock.besideDatabase(Path.of(file)));
    }
  }
}
