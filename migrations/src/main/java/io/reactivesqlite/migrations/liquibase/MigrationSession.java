// SPDX-License-Identifier: Apache-2.0
package io.reactivesqlite.migrations.liquibase;

import io.reactivesqlite.migrations.rebuild.Names;
import io.reactivesqlite.migrations.rebuild.SchemaChangeException;
import java.io.StringWriter;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import liquibase.Contexts;
import liquibase.LabelExpression;
import liquibase.RuntimeEnvironment;
import liquibase.Scope;
import liquibase.changelog.ChangeLogHistoryService;
import liquibase.changelog.ChangeLogHistoryServiceFactory;
import liquibase.changelog.ChangeLogIterator;
import liquibase.changelog.ChangeLogParameters;
import liquibase.changelog.ChangeSet;
import liquibase.changelog.DatabaseChangeLog;
import liquibase.changelog.RanChangeSet;
import liquibase.changelog.filter.AlreadyRanChangeSetFilter;
import liquibase.changelog.filter.ChangeSetFilter;
import liquibase.changelog.filter.ChangeSetFilterResult;
import liquibase.changelog.filter.ContextChangeSetFilter;
import liquibase.changelog.filter.DbmsChangeSetFilter;
import liquibase.changelog.filter.IgnoreChangeSetFilter;
import liquibase.changelog.filter.LabelChangeSetFilter;
import liquibase.changelog.filter.ShouldRunChangeSetFilter;
import liquibase.changelog.visitor.ChangeSetVisitor;
import liquibase.changelog.visitor.RollbackVisitor;
import liquibase.changelog.visitor.UpdateVisitor;
import liquibase.database.Database;
import liquibase.database.DatabaseConnection;
import liquibase.database.DatabaseFactory;
import liquibase.exception.LiquibaseException;
import liquibase.executor.Executor;
import liquibase.executor.ExecutorService;
import liquibase.executor.LoggingExecutor;
import liquibase.lockservice.LockService;
import liquibase.lockservice.LockServiceFactory;

/** One command of a {@link Migrator}: from opening the connection to closing it, on one thread. */
final class MigrationSession {

  /** What to do in a session. */
  interface Task<T> {
    T run(MigrationSession session) throws Exception;
  }

  private final Database database;
  private final MigratorOptions options;
  private final DatabaseChangeLog changeLog;
  private final Contexts contexts;
  private final LabelExpression labels;

  private MigrationSession(Database database, ChangeLogSource source, MigratorOptions options)
      throws LiquibaseException {
    this.database = database;
    this.options = options;
    this.contexts = new Contexts(options.contexts());
    this.labels = new LabelExpression(options.labels());
    ChangeLogParameters parameters = new ChangeLogParameters(database);
    parameters.addJavaProperties();
    parameters.setContexts(contexts);
    parameters.setLabels(labels);
    options.parameters().forEach(parameters::set);
    this.changeLog = source.load(database, parameters, options.resources());
  }

  /** Runs a task that only looks. */
  static <T> T open(
      MigrationTarget target, ChangeLogSource source, MigratorOptions options, Task<T> task) {
    return Worker.call(
        () -> {
          Map<String, Object> scope = QuietScope.values(options.resources());
          scope.put(LockSettings.WAIT, options.lockTimeout());
          scope.put(FileLockService.CANCELLED, options.cancelled());
          Consumer<String> waiting =
              holder -> options.listener().accept(new MigrationEvent.WaitingForLock(holder));
          scope.put(FileLockService.WAITING, waiting);
          LiquibaseTurn.take(options.lockTimeout(), options.cancelled(), waiting);
          try {
            return Scope.child(scope, () -> inDatabase(target, source, options, task));
          } finally {
            LiquibaseTurn.giveBack();
          }
        });
  }

  /** Runs a task that changes the database, while no other process does. */
  static MigrationResult locked(
      MigrationTarget target,
      ChangeLogSource source,
      MigratorOptions options,
      Task<List<ChangeSetId>> task) {
    long start = System.nanoTime();
    List<ChangeSetId> done =
        open(
            target,
            source,
            options,
            session -> {
              LockService lock = session.lock();
              lock.waitForLock();
              try {
                session.history().init();
                return task.run(session);
              } finally {
                lock.releaseLock();
              }
            });
    return new MigrationResult(done, Duration.ofNanos(System.nanoTime() - start));
  }

  private static <T> T inDatabase(
      MigrationTarget target, ChangeLogSource source, MigratorOptions options, Task<T> task)
      throws Exception {
    DatabaseConnection connection = target.connect();
    LiquibaseTurn.iAm(connection.getVisibleUrl());
    Database database = DatabaseFactory.getInstance().findCorrectDatabaseImplementation(connection);
    try {
      Map<String, Object> scope = new HashMap<>();
      scope.put(Scope.Attr.database.name(), database);
      return Scope.child(scope, () -> task.run(new MigrationSession(database, source, options)));
    } finally {
      if (LiquibaseTurn.isMine()) {
        Services.forget(database);
        database.close();
      } else {
        LiquibaseTurn.leaveBehind(() -> Services.forget(database));
        connection.close();
      }
    }
  }

  Database database() {
    return database;
  }

  DatabaseChangeLog changeLog() {
    return changeLog;
  }

  ChangeLogHistoryService history() {
    return Scope.getCurrentScope()
        .getSingleton(ChangeLogHistoryServiceFactory.class)
        .getChangeLogService(database);
  }

  LockService lock() {
    return LockServiceFactory.getInstance().getLockService(database);
  }

  List<RanChangeSet> ran() throws LiquibaseException {
    return history().getRanChangeSets();
  }

  void validate() throws LiquibaseException {
    changeLog.validate(database, contexts, labels);
  }

  // ---- forwards ----

  List<ChangeSetId> update(List<ChangeSetFilter> more) throws LiquibaseException {
    history().upgradeChecksums(changeLog, contexts, labels);
    history().reset();
    history().init();
    validate();
    List<ChangeSetFilter> filters = forwardFilters();
    filters.addAll(more);
    List<ChangeSet> pending =
        list(ChangeSetVisitor.Direction.FORWARD, new ChangeLogIterator(changeLog, filters));
    if (pending.isEmpty()) {
      return List.of();
    }
    refuseMixedTransactions(pending);
    if (options.backup() != null) {
      backup(options.backup());
    }
    options.listener().accept(new MigrationEvent.Started(pending.size()));
    Progress progress = new Progress(options, pending.size());
    Set<ChangeSet> wanted = new HashSet<>(pending);
    run(
        new ChangeLogIterator(changeLog, new TheseChangeSets(wanted)),
        new UpdateVisitor(database, progress, new ShouldRunChangeSetFilter(database)));
    return progress.done();
  }

  /** What cannot run in a transaction is refused now, not after half of the change sets. */
  private void refuseMixedTransactions(List<ChangeSet> pending) {
    for (ChangeSet changeSet : pending) {
      if (database instanceof SQLite && changeSet.isRunInTransaction()) {
        try {
          ChangeSetPlan.of(changeSet, null);
        } catch (SchemaChangeException e) {
          throw new MigrationException(MigrationException.Kind.VALIDATION, e.getMessage(), e);
        }
      }
    }
  }

  /** What has not run yet, in the order of the change log. */
  List<ChangeSet> pending() throws LiquibaseException {
    return list(
        ChangeSetVisitor.Direction.FORWARD, new ChangeLogIterator(changeLog, forwardFilters()));
  }

  private List<ChangeSetFilter> forwardFilters() throws LiquibaseException {
    List<ChangeSetFilter> filters = new ArrayList<>();
    filters.add(new ShouldRunChangeSetFilter(database));
    filters.add(new ContextChangeSetFilter(contexts));
    filters.add(new LabelChangeSetFilter(labels));
    filters.add(new DbmsChangeSetFilter(database));
    filters.add(new IgnoreChangeSetFilter());
    return filters;
  }

  private List<ChangeSet> list(ChangeSetVisitor.Direction direction, ChangeLogIterator iterator)
      throws LiquibaseException {
    Listing listing = new Listing(direction, new ArrayList<>());
    run(iterator, listing);
    return listing.seen();
  }

  /** Only notes what it is shown. */
  private record Listing(ChangeSetVisitor.Direction direction, List<ChangeSet> seen)
      implements ChangeSetVisitor {
    @Override
    public Direction getDirection() {
      return direction;
    }

    @Override
    public void visit(
        ChangeSet changeSet,
        DatabaseChangeLog log,
        Database database,
        Set<ChangeSetFilterResult> reasons) {
      seen.add(changeSet);
    }
  }

  private void run(ChangeLogIterator iterator, ChangeSetVisitor visitor) throws LiquibaseException {
    iterator.run(visitor, new RuntimeEnvironment(database, contexts, labels));
  }

  MigrationStatus status() throws LiquibaseException {
    List<MigrationStatus.Ran> ran = new ArrayList<>();
    Set<ChangeSetId> known = new HashSet<>();
    changeLog.getChangeSets().forEach(c -> known.add(ChangeSetId.of(c)));
    List<ChangeSetId> unknown = new ArrayList<>();
    for (RanChangeSet line : ran()) {
      ChangeSetId id = ChangeSetId.of(line);
      ran.add(
          new MigrationStatus.Ran(
              id, line.getDateExecuted(), line.getTag(), line.getExecType().value));
      if (!known.contains(id)) {
        unknown.add(id);
      }
    }
    List<ChangeSetId> pending = pending().stream().map(ChangeSetId::of).toList();
    return new MigrationStatus(ran, pending, unknown);
  }

  // ---- backwards ----

  List<ChangeSetId> rollback(ChangeSetFilter filter) throws LiquibaseException {
    validate();
    List<RanChangeSet> ran = ran();
    List<ChangeSet> doomed = list(ChangeSetVisitor.Direction.REVERSE, backwards(ran, filter));
    if (doomed.isEmpty()) {
      return List.of();
    }
    refuseIfImpossible(doomed);
    if (options.backup() != null) {
      backup(options.backup());
    }
    options.listener().accept(new MigrationEvent.Started(doomed.size()));
    Progress progress = new Progress(options, doomed.size());
    run(
        backwards(ran, new TheseChangeSets(new HashSet<>(doomed))),
        new RollbackVisitor(database, progress, new ArrayList<>()));
    return progress.done();
  }

  private ChangeLogIterator backwards(List<RanChangeSet> ran, ChangeSetFilter filter) {
    return new ChangeLogIterator(
        ran,
        changeLog,
        new AlreadyRanChangeSetFilter(ran),
        new ContextChangeSetFilter(contexts),
        new LabelChangeSetFilter(labels),
        new DbmsChangeSetFilter(database),
        new IgnoreChangeSetFilter(),
        filter);
  }

  /** Better to roll back nothing than the first half. */
  private void refuseIfImpossible(List<ChangeSet> doomed) {
    for (ChangeSet changeSet : doomed) {
      boolean written = !changeSet.getRollback().getChanges().isEmpty();
      if (database instanceof SQLite && !written) {
        changeSet.getChanges().stream()
            .flatMap(change -> AutomaticRollback.refusal(change).stream())
            .findFirst()
            .ifPresent(
                refusal -> {
                  throw new MigrationException(
                      MigrationException.Kind.ROLLBACK_IMPOSSIBLE,
                      ChangeSetId.of(changeSet) + ": " + refusal + " Nothing was rolled back.",
                      null);
                });
      }
      if (!changeSet.supportsRollback(database)) {
        throw new MigrationException(
            MigrationException.Kind.ROLLBACK_IMPOSSIBLE,
            "Change set "
                + ChangeSetId.of(changeSet)
                + " does not say how to roll it back. Add a <rollback> to it. Nothing was rolled"
                + " back.",
            null);
      }
    }
  }

  // ---- SQL only ----

  String writeSql(boolean forward, ChangeSetFilter filter) throws LiquibaseException {
    StringWriter out = new StringWriter();
    ExecutorService executors = Scope.getCurrentScope().getSingleton(ExecutorService.class);
    Executor jdbc = executors.getExecutor("jdbc", database);
    executors.setExecutor("jdbc", database, new LoggingExecutor(jdbc, out, database));
    try {
      history().init();
      validate();
      if (forward) {
        run(
            new ChangeLogIterator(changeLog, forwardFilters()),
            new UpdateVisitor(database, null, null));
      } else {
        run(backwards(ran(), filter), new RollbackVisitor(database, null, new ArrayList<>()));
      }
    } finally {
      executors.setExecutor("jdbc", database, jdbc);
    }
    return out.toString();
  }

  // ---- safety ----

  void backup(Path file) {
    if (!(database instanceof SQLite sqlite)) {
      throw new MigrationException(
          MigrationException.Kind.DATABASE,
          "Only a SQLite database can be backed up here. Use the backup of your database.",
          null);
    }
    try {
      ChangeSetTransaction.execute(
          sqlite.jdbc(), "VACUUM INTO " + Names.string(file.toAbsolutePath().toString()));
    } catch (java.sql.SQLException e) {
      throw new MigrationException(
          MigrationException.Kind.DATABASE,
          "The backup to "
              + file
              + " failed, so nothing was migrated: "
              + e.getMessage()
              + ". The file must not exist yet, and its directory must be writable.",
          e);
    }
    options.listener().accept(new MigrationEvent.BackedUp(file));
  }

  /** Lets certain change sets pass, known by identity. */
  private record TheseChangeSets(Set<ChangeSet> wanted) implements ChangeSetFilter {
    @Override
    public ChangeSetFilterResult accepts(ChangeSet changeSet) {
      return new ChangeSetFilterResult(wanted.contains(changeSet), "", TheseChangeSets.class);
    }
  }

  static boolean isCancelled(BooleanSupplier cancelled) {
    return cancelled.getAsBoolean() || Thread.currentThread().isInterrupted();
  }
}
