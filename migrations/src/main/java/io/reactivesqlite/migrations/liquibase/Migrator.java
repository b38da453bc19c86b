// SPDX-License-Identifier: Apache-2.0
package io.reactivesqlite.migrations.liquibase;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import liquibase.changelog.ChangeSet;
import liquibase.changelog.RanChangeSet;
import liquibase.changelog.filter.AfterTagChangeSetFilter;
import liquibase.changelog.filter.ChangeSetFilter;
import liquibase.changelog.filter.CountChangeSetFilter;
import liquibase.changelog.filter.ExecutedAfterChangeSetFilter;
import liquibase.changelog.filter.UpToTagChangeSetFilter;
import liquibase.database.Database;
import liquibase.database.DatabaseFactory;
import liquibase.exception.LiquibaseException;

/**
 * Runs change logs of Liquibase on a database, and waits until it is done.
 *
 * <p>On SQLite each change set and its line in the history are one transaction: a process that is
 * killed leaves no half of one. It also runs on any other database Liquibase knows, with what
 * Liquibase does there.
 *
 * <p>A migrator holds no connection: every call opens one, works on a thread of its own, and closes
 * it. It can be used by several threads; two calls on one database wait for each other.
 */
public final class Migrator {

  private final MigrationTarget target;
  private final ChangeLogSource changeLog;
  private final MigratorOptions options;

  public Migrator(MigrationTarget target, ChangeLogSource changeLog, MigratorOptions options) {
    this.target = target;
    this.changeLog = changeLog;
    this.options = options;
  }

  /** A migrator for a JDBC URL and a change log file, with all defaults. */
  public static Migrator of(String jdbcUrl, String changeLogFile) {
    return new Migrator(
        MigrationTarget.url(jdbcUrl),
        ChangeLogSource.file(changeLogFile),
        MigratorOptions.defaults());
  }

  /** The same with other options. */
  public Migrator with(MigratorOptions other) {
    return new Migrator(target, changeLog, other);
  }

  /** Runs everything that has not run yet. */
  public MigrationResult update() {
    return MigrationSession.locked(
        target, changeLog, options, session -> session.update(List.of()));
  }

  /** Runs the next change sets, at most so many. */
  public MigrationResult update(int count) {
    return MigrationSession.locked(
        target,
        changeLog,
        options,
        session -> session.update(List.of(new CountChangeSetFilter(count))));
  }

  /** Runs up to and with the change set that tags the database so. */
  public MigrationResult updateToTag(String tag) {
    return MigrationSession.locked(
        target,
        changeLog,
        options,
        session -> session.update(List.of(new UpToTagChangeSetFilter(tag, session.ran()))));
  }

  /** Runs these change sets, in the order of the change log, those excepted that have run. */
  public MigrationResult update(Collection<ChangeSetId> changeSets) {
    return MigrationSession.locked(
        target, changeLog, options, session -> session.update(List.of(only(changeSets))));
  }

  /** Rolls back the change sets that ran last. */
  public MigrationResult rollback(int count) {
    return MigrationSession.locked(
        target, changeLog, options, session -> session.rollback(new CountChangeSetFilter(count)));
  }

  /** Rolls back what ran after the tag. */
  public MigrationResult rollbackToTag(String tag) {
    return MigrationSession.locked(
        target,
        changeLog,
        options,
        session ->
            session.rollback(
                new AfterTagChangeSetFilter(
                    tag, session.ran(), liquibase.TagVersionEnum.NEWEST, session.changeLog())));
  }

  /** Rolls back what ran after a moment. */
  public MigrationResult rollbackToDate(java.util.Date date) {
    return MigrationSession.locked(
        target,
        changeLog,
        options,
        session -> session.rollback(new ExecutedAfterChangeSetFilter(date, session.ran())));
  }

  /** Rolls back these change sets, the one that ran last first. */
  public MigrationResult rollback(Collection<ChangeSetId> changeSets) {
    return MigrationSession.locked(
        target, changeLog, options, session -> session.rollback(only(changeSets)));
  }

  private static ChangeSetFilter only(Collection<ChangeSetId> changeSets) {
    return new OnlyChangeSetFilter(changeSets);
  }

  /** Writes into the history that these have run, without running them. */
  public MigrationResult markRan(Collection<ChangeSetId> changeSets) {
    return MigrationSession.locked(
        target,
        changeLog,
        options,
        session -> {
          List<ChangeSetId> marked = new ArrayList<>();
          for (ChangeSet changeSet : session.pending()) {
            if (changeSets.contains(ChangeSetId.of(changeSet))) {
              session.history().setExecType(changeSet, ChangeSet.ExecType.EXECUTED);
              marked.add(ChangeSetId.of(changeSet));
            }
          }
          return marked;
        });
  }

  /** Takes these out of the history, without rolling them back. */
  public MigrationResult forget(Collection<ChangeSetId> changeSets) {
    return MigrationSession.locked(
        target,
        changeLog,
        options,
        session -> {
          List<ChangeSetId> forgotten = new ArrayList<>();
          for (RanChangeSet ran : List.copyOf(session.ran())) {
            ChangeSetId id = ChangeSetId.of(ran);
            if (changeSets.contains(id)) {
              session
                  .history()
                  .removeFromHistory(
                      new ChangeSet(
                          id.id(),
                          id.author(),
                          false,
                          false,
                          id.file(),
                          null,
                          null,
                          session.changeLog()));
              forgotten.add(id);
            }
          }
          return forgotten;
        });
  }

  /** Gives the present state a name to roll back to. */
  public void tag(String tag) {
    MigrationSession.locked(
        target,
        changeLog,
        options,
        session -> {
          session.history().tag(tag);
          return List.of();
        });
  }

  public boolean tagExists(String tag) {
    return MigrationSession.open(
        target, changeLog, options, session -> session.history().tagExists(tag));
  }

  /** What has run and what has not; changes nothing, not even an empty database. */
  public MigrationStatus status() {
    return MigrationSession.open(target, changeLog, options, MigrationSession::status);
  }

  /**
   * Refuses a change log with mistakes, edited change sets, or changes the database cannot make.
   */
  public void validate() {
    MigrationSession.open(
        target,
        changeLog,
        options,
        session -> {
          session.validate();
          return null;
        });
  }

  /** The SQL that {@link #update()} would run, its transactions included. */
  public String updateSql() {
    return MigrationSession.open(
        target, changeLog, options, session -> session.writeSql(true, null));
  }

  /** The SQL that {@link #rollback(int)} would run. */
  public String rollbackSql(int count) {
    return MigrationSession.open(
        target,
        changeLog,
        options,
        session -> session.writeSql(false, new CountChangeSetFilter(count)));
  }

  /** Drops every table, view and trigger, the history included. */
  public void dropAll() {
    MigrationSession.locked(
        target,
        changeLog,
        options,
        session -> {
          session.database().dropDatabaseObjects(session.database().getDefaultSchema());
          session.history().reset();
          return List.of();
        });
  }

  /** Forgets all checksums; the next update writes those of the files as they are. */
  public void clearChecksums() {
    MigrationSession.locked(
        target,
        changeLog,
        options,
        session -> {
          session.history().clearAllCheckSums();
          return List.of();
        });
  }

  /** Who migrates this SQLite database at the moment. */
  public Optional<LockHolder> lockHolder() {
    return MigrationSession.open(
        target,
        ChangeLogSource.none(),
        options,
        session ->
            session.lock() instanceof FileLockService files ? files.holder() : Optional.empty());
  }

  /** Releases what a killed Liquibase without this module has left locked. */
  public void releaseLock() {
    MigrationSession.open(
        target,
        ChangeLogSource.none(),
        options,
        session -> {
          session.lock().forceReleaseLock();
          return null;
        });
  }

  /** Copies the database to a file that does not exist yet, as it is at this moment. */
  public void backup(Path file) {
    MigrationSession.open(
        target,
        ChangeLogSource.none(),
        options,
        session -> {
          session.backup(file);
          return null;
        });
  }

  /**
   * What this database lacks, has too much or different from another one, a line each. On SQLite
   * that includes checks, collations, generated columns, STRICT, WITHOUT ROWID, triggers and the
   * conditions of indexes.
   */
  public List<String> differencesFrom(MigrationTarget wanted) {
    return compared(wanted, SchemaComparison::lines);
  }

  /**
   * A change log that makes this database like another one.
   *
   * @param format the extension of a change log file: xml, yaml or json
   */
  public String changeLogTo(MigrationTarget wanted, String format) {
    return compared(wanted, comparison -> comparison.changeLog(format));
  }

  /**
   * A change log that makes an empty database like this one; {@code xml}, {@code yaml}, {@code
   * json}.
   */
  public String generateChangeLog(String format) {
    return withDatabase(database -> SchemaComparison.withNothing(database).changeLog(format));
  }

  private <T> T compared(
      MigrationTarget wanted, java.util.function.Function<SchemaComparison, T> task) {
    return MigrationSession.open(
        target,
        ChangeLogSource.none(),
        options,
        session -> {
          Database reference =
              DatabaseFactory.getInstance().findCorrectDatabaseImplementation(wanted.connect());
          try {
            return task.apply(SchemaComparison.of(reference, session.database()));
          } finally {
            reference.close();
          }
        });
  }

  /** Something to be done with Liquibase's own objects. */
  @FunctionalInterface
  public interface Work<T> {
    T with(Database database) throws LiquibaseException;
  }

  /** Does something with the database as Liquibase sees it, in the same quiet surroundings. */
  public <T> T withDatabase(Work<T> work) {
    return MigrationSession.open(
        target, ChangeLogSource.none(), options, session -> work.with(session.database()));
  }
}
