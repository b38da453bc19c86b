// SPDX-License-Identifier: Apache-2.0
package io.reactivesqlite.migrations.revisions;

import io.reactivesqlite.migrations.liquibase.ChangeLogSource;
import io.reactivesqlite.migrations.liquibase.FileLockService;
import io.reactivesqlite.migrations.liquibase.MigrationEvent;
import io.reactivesqlite.migrations.liquibase.MigrationException;
import io.reactivesqlite.migrations.liquibase.MigrationTarget;
import io.reactivesqlite.migrations.liquibase.Migrator;
import io.reactivesqlite.migrations.liquibase.MigratorOptions;
import io.reactivesqlite.migrations.revisions.RevisionException.Problem;
import java.io.IOException;
import java.io.Writer;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicReference;
import liquibase.Scope;
import liquibase.changelog.ChangeLogHistoryService;
import liquibase.changelog.ChangeLogHistoryServiceFactory;
import liquibase.changelog.ChangeSet;
import liquibase.changelog.ChangeSet.ExecType;
import liquibase.changelog.visitor.RollbackVisitor;
import liquibase.changelog.visitor.UpdateVisitor;
import liquibase.database.Database;
import liquibase.database.DatabaseList;
import liquibase.database.core.SQLiteDatabase;
import liquibase.database.jvm.JdbcConnection;
import liquibase.exception.LiquibaseException;
import liquibase.exception.LockException;
import liquibase.executor.Executor;
import liquibase.executor.ExecutorService;
import liquibase.executor.LoggingExecutor;
import liquibase.lockservice.LockService;
import liquibase.lockservice.LockServiceFactory;

/**
 * One connection to the database with Liquibase around it, from opening to closing, on one thread.
 */
final class Session {

  /** What is done with a session. */
  interface Work<T> {
    T with(Session session) throws Exception;
  }

  private final Database database;
  private final Connection connection;
  private final RevisionSettings settings;

  private Session(Database database, RevisionSettings settings) {
    this.database = database;
    this.connection = ((JdbcConnection) database.getConnection()).getUnderlyingConnection();
    this.settings = settings;
  }

  /** Opens, works, closes. */
  static <T> T run(
      MigrationTarget target, RevisionSettings settings, Progress progress, Work<T> work) {
    MigratorOptions options =
        MigratorOptions.defaults()
            .withLockTimeout(settings.lockTimeout())
            .withCancelled(progress::cancelled)
            .withListener(event -> tell(progress, event));
    // Carried around the migrator, which would wrap it.
    AtomicReference<Exception> failure = new AtomicReference<>();
    T result;
    try {
      result =
          new Migrator(target, ChangeLogSource.none(), options)
              .withDatabase(
                  database -> {
                    try {
                      return Scope.child(
                          Map.of(Scope.Attr.classLoader.name(), classLoader()),
                          () -> work.with(new Session(database, settings)));
                    } catch (Exception thrown) {
                      failure.set(thrown);
                      return null;
                    }
                  });
    } catch (MigrationException thrown) {
      throw new RevisionException(
          thrown.kind() == MigrationException.Kind.LOCKED ? Problem.LOCKED : Problem.FAILED,
          reason(thrown),
          thrown);
    }
    if (failure.get() != null) {
      throw translated(failure.get());
    }
    return result;
  }

  private static RevisionException translated(Exception failure) {
    if (failure instanceof RevisionException known) {
      return known;
    }
    return new RevisionException(
        failure instanceof LockException ? Problem.LOCKED : Problem.FAILED,
        reason(failure),
        failure);
  }

  private static void tell(Progress progress, MigrationEvent event) {
    if (event instanceof MigrationEvent.WaitingForLock waiting) {
      progress.waitingForLock(waiting.holder());
    }
  }

  // Revisions in Java come from the application.
  private static ClassLoader classLoader() {
    ClassLoader context = Thread.currentThread().getContextClassLoader();
    return context == null ? Session.class.getClassLoader() : context;
  }

  boolean isSqlite() {
    return database instanceof SQLiteDatabase;
  }

  Database database() {
    return database;
  }

  /** What is applied now. */
  Map<String, Applied> applied() throws SQLException {
    return AppliedReader.read(connection, settings.logicalFilePath());
  }

  /** Works while nobody else migrates this database. */
  <T> T locked(Work<T> work) throws Exception {
    LockService lock = LockServiceFactory.getInstance().getLockService(database);
    if (!(lock instanceof FileLockService)) {
      // Other databases have Liquibase's own lock, which counts in minutes.
      lock.setChangeLogLockWaitTime(Math.max(1, settings.lockTimeout().toMinutes()));
    }
    lock.waitForLock();
    try {
      history().init();
      return work.with(this);
    } finally {
      lock.releaseLock();
    }
  }

  /** Runs a change set and records it. */
  void upgrade(ChangeSet changeSet) throws LiquibaseException {
    if (isForAnotherDatabase(changeSet)) {
      record(changeSet, ExecType.MARK_RAN);
      return;
    }
    new UpdateVisitor(database, null)
        .visit(changeSet, changeSet.getChangeLog(), database, Set.of());
  }

  /** Undoes a change set and forgets it. */
  void downgrade(ChangeSet changeSet) throws LiquibaseException {
    if (isForAnotherDatabase(changeSet)) {
      database.removeRanStatus(changeSet);
      database.commit();
      return;
    }
    new RollbackVisitor(database, null, new ArrayList<>())
        .visit(changeSet, changeSet.getChangeLog(), database, Set.of());
  }

  private boolean isForAnotherDatabase(ChangeSet changeSet) {
    return !DatabaseList.definitionMatches(changeSet.getDbmsSet(), database, true);
  }

  /** Writes down that a change set was run. */
  void record(ChangeSet changeSet, ExecType how) throws LiquibaseException {
    database.markChangeSetExecStatus(changeSet, how);
  }

  /** Writes down that a revision is not applied. */
  void forget(Applied applied) throws LiquibaseException {
    database.removeRanStatus(
        new ChangeSet(
            applied.id(),
            applied.author(),
            false,
            false,
            settings.logicalFilePath(),
            null,
            null,
            null));
  }

  /** Sets a tag on one revision; Liquibase's own command tags all that ran in the same second. */
  void tag(String tag, String id) throws SQLException, LiquibaseException {
    try (PreparedStatement update =
        connection.prepareStatement(
            "update databasechangelog set tag = ? where filename = ? and id = ?")) {
      update.setString(1, tag);
      update.setString(2, settings.logicalFilePath());
      update.setString(3, id);
      update.executeUpdate();
    }
    database.commit();
  }

  /** Writes the SQL of what the work would do, and does none of it. */
  void recorded(Writer out, Work<Void> work) throws Exception {
    ExecutorService executors = Scope.getCurrentScope().getSingleton(ExecutorService.class);
    Executor real = executors.getExecutor("jdbc", database);
    LoggingExecutor logging = new LoggingExecutor(real, out, database);
    executors.setExecutor("jdbc", database, logging);
    executors.setExecutor("logging", database, logging);
    try {
      work.with(this);
    } finally {
      executors.setExecutor("jdbc", database, real);
      executors.clearExecutor("logging", database);
      history().reset();
    }
  }

  /** Writes a line of comment into recorded SQL. */
  static void comment(Writer out, String text) throws IOException {
    out.write("-- " + text + "\n");
  }

  private ChangeLogHistoryService history() {
    return Scope.getCurrentScope()
        .getSingleton(ChangeLogHistoryServiceFactory.class)
        .getChangeLogService(database);
  }

  /** Creates Liquibase's tables where they are missing. */
  void ensureTables() throws LiquibaseException {
    history().init();
  }

  /**
   * What Liquibase says at the bottom of its chain of causes, together with the failed statement.
   */
  static String reason(Throwable failure) {
    String reason = failure.getMessage();
    for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
      if (cause.getMessage() != null) {
        reason = cause.getMessage();
      }
      if (reason != null && reason.contains("Failed SQL")) {
        return reason.strip();
      }
    }
    return reason == null ? failure.getClass().getSimpleName() : reason.strip();
  }
}
