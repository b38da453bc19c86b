// SPDX-License-Identifier: Apache-2.0
package io.reactivesqlite.migrations.revisions;

import io.reactivesqlite.migrations.liquibase.ChangeLogSource;
import io.reactivesqlite.migrations.liquibase.MigrationTarget;
import io.reactivesqlite.migrations.liquibase.Migrator;
import io.reactivesqlite.migrations.liquibase.MigratorOptions;
import io.reactivesqlite.migrations.revisions.Plan.Direction;
import io.reactivesqlite.migrations.revisions.RevisionException.Problem;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import liquibase.changelog.ChangeSet;
import liquibase.changelog.ChangeSet.ExecType;
import liquibase.database.DatabaseConnection;
import liquibase.database.jvm.JdbcConnection;
import liquibase.exception.DatabaseException;
import liquibase.exception.LiquibaseException;

/**
 * Runs the revisions of a directory on a database: up, down, or only written down. Every call
 * blocks until it is done; {@link Progress} is told on the thread that runs.
 *
 * <p>What is applied stands in Liquibase's own tables, one change set per revision, so stock
 * Liquibase can read and continue what was begun here.
 */
public final class Revisions {

  private final RevisionDirectory directory;
  private final MigrationTarget target;
  private final RevisionSettings settings;
  private final ChangeSets changeSets;

  /** Revisions of a directory for a database. */
  public Revisions(RevisionDirectory directory, MigrationTarget target, RevisionSettings settings) {
    this.directory = Objects.requireNonNull(directory);
    this.target = Objects.requireNonNull(target);
    this.settings = Objects.requireNonNull(settings);
    this.changeSets = new ChangeSets(directory, settings);
  }

  /** The files. */
  public RevisionDirectory directory() {
    return directory;
  }

  /** What the database has, in the order it ran; identifiers that no file has are included. */
  public Map<String, Applied> applied() {
    try {
      DatabaseConnection lent = target.connect();
      try {
        return AppliedReader.read(
            ((JdbcConnection) lent).getUnderlyingConnection(), settings.logicalFilePath());
      } finally {
        lent.close();
      }
    } catch (SQLException | DatabaseException failure) {
      throw new RevisionException(Problem.FAILED, failure.getMessage(), failure);
    }
  }

  /** Plans for the database as it is now; they run nothing. */
  public Planner planner() {
    return planner(applied());
  }

  /** Runs what is missing up to the target. */
  public Plan upgrade(Target to, Progress progress) {
    return upgrade(to, Optional.empty(), progress);
  }

  /** The same, and sets a tag on what was run last. */
  public Plan upgrade(Target to, Optional<String> tag, Progress progress) {
    return run(planner -> planner.upgrade(to), tag, progress);
  }

  /** Undoes what is above the target. */
  public Plan downgrade(Target to, Progress progress) {
    return run(planner -> planner.downgrade(to), Optional.empty(), progress);
  }

  /** Writes down what is applied without running anything. */
  public StampPlan stamp(Collection<Target> targets, boolean purge) {
    return Session.run(
        target,
        settings,
        Progress.SILENT,
        session ->
            session.locked(
                locked -> {
                  Map<String, Applied> applied = locked.applied();
                  StampPlan plan = planner(applied).stamp(targets, purge);
                  Map<Revision, ChangeSet> read = read(locked, plan.recorded());
                  for (String id : plan.forgotten()) {
                    locked.forget(applied.get(id));
                  }
                  for (ChangeSet changeSet : read.values()) {
                    locked.record(changeSet, ExecType.EXECUTED);
                  }
                  return plan;
                }));
  }

  /** Compares files and database; runs nothing. */
  public Check check() {
    return Session.run(
        target,
        settings,
        Progress.SILENT,
        session -> {
          Map<String, Applied> applied = session.applied();
          Planner planner = planner(applied);
          return new Check(
              planner.pending(), planner.unknown(), edited(session, applied, applied.keySet()));
        });
  }

  /** Creates Liquibase's tables where they are missing. */
  public void ensureVersionTables() {
    Session.run(target, settings, Progress.SILENT, session -> session.locked(locked -> null));
  }

  /**
   * Writes the SQL of what {@link #upgrade} or {@link #downgrade} would run on the database as it
   * is now.
   */
  public Plan sql(Direction direction, Target to, Writer out) {
    OfflineSql sql = new OfflineSql(changeSets, settings);
    Set<String> applied = applied().keySet();
    Plan plan = plan(new Planner(directory.graph(), applied), direction, to);
    return Session.run(target, settings, Progress.SILENT, Session::isSqlite)
        ? sql.write(directory.graph(), plan, applied, out)
        : Session.run(target, settings, Progress.SILENT, session -> sql.write(session, plan, out));
  }

  /** Writes the SQL from one target to another, without a database; in the words of SQLite. */
  public Plan sql(Direction direction, RevisionRange range, Writer out) {
    return new OfflineSql(changeSets, settings).write(directory.graph(), direction, range, out);
  }

  /** Writes the SQL of a stamp from one target, base if none is given, without a database. */
  public void stampSql(
      Optional<Target> from, Collection<Target> targets, boolean purge, Writer out) {
    RevisionGraph graph = directory.graph();
    List<Revision> start = new Planner(graph, Set.of()).resolve(from.orElse(Target.BASE));
    Set<String> applied = graph.withNeeded(start.stream().map(Revision::id).toList());
    new OfflineSql(changeSets, settings).stamp(graph, applied, targets, purge, out);
  }

  /** Writes the SQL of {@link #ensureVersionTables}. */
  public void versionTablesSql(Writer out) {
    new OfflineSql(changeSets, settings).versionTables(out);
  }

  /** Copies the database into a new file, consistent even while others write. SQLite only. */
  public void backup(Path file) {
    if (Files.exists(file)) {
      throw new RevisionException(
          Problem.USAGE, "%s exists already; a backup never replaces a file.".formatted(file));
    }
    new Migrator(target, ChangeLogSource.none(), MigratorOptions.defaults()).backup(file);
  }

  private Plan run(Function<Planner, Plan> planning, Optional<String> tag, Progress progress) {
    return Session.run(
        target,
        settings,
        progress,
        session -> {
          Map<String, Applied> before = session.applied();
          Plan wanted = planning.apply(planner(before));
          requireUnedited(session, before, wanted);
          if (wanted.isEmpty() && tag.isEmpty()) {
            progress.planned(wanted);
            return wanted;
          }
          return session.locked(
              locked -> {
                // Somebody else may have migrated until the lock was ours.
                Plan plan = planning.apply(planner(locked.applied()));
                execute(locked, plan, progress);
                List<String> after = List.copyOf(locked.applied().keySet());
                if (tag.isPresent() && !after.isEmpty()) {
                  locked.tag(tag.get(), after.get(after.size() - 1));
                }
                return plan;
              });
        });
  }

  private void execute(Session session, Plan plan, Progress progress) {
    // All files are read before the first one runs: a broken last one must not leave half a plan.
    Map<Revision, ChangeSet> read = read(session, plan.steps());
    if (plan.direction() == Direction.DOWNGRADE) {
      read.forEach((revision, changeSet) -> requireReversible(session, revision, changeSet));
    }
    progress.planned(plan);
    int number = 0;
    for (Map.Entry<Revision, ChangeSet> step : read.entrySet()) {
      if (progress.cancelled()) {
        throw new RevisionException(
            Problem.FAILED,
            "Stopped before revision %s; %d of %d are done."
                .formatted(step.getKey().title(), number, plan.steps().size()));
      }
      number++;
      progress.running(plan, number, step.getKey());
      long start = System.nanoTime();
      execute(session, plan, number, step.getKey(), step.getValue());
      progress.done(plan, number, step.getKey(), Duration.ofNanos(System.nanoTime() - start));
    }
  }

  private static void execute(
      Session session, Plan plan, int number, Revision revision, ChangeSet changeSet) {
    boolean up = plan.direction() == Direction.UPGRADE;
    try {
      if (up) {
        session.upgrade(changeSet);
      } else {
        session.downgrade(changeSet);
      }
      if (session.applied().containsKey(revision.id()) != up) {
        throw new RevisionException(
            Problem.FAILED,
            "%s: revision %s did not run: its precondition does not hold. Make it hold, or let it say onFail=MARK_RAN."
                .formatted(revision.source(), revision.id()));
      }
    } catch (LiquibaseException | SQLException failure) {
      throw new RevisionException(
          Problem.FAILED,
          "%s: the %s of revision %s failed (%d of %d; those before it stay done): %s"
              .formatted(
                  revision.source(),
                  up ? "upgrade" : "downgrade",
                  revision.title(),
                  number,
                  plan.steps().size(),
                  Session.reason(failure)),
          failure);
    }
  }

  private void requireUnedited(Session session, Map<String, Applied> applied, Plan plan) {
    Set<String> relevant =
        plan.direction() == Direction.UPGRADE
            ? applied.keySet()
            : Set.copyOf(plan.steps().stream().map(Revision::id).toList());
    List<Revision> edited = edited(session, applied, relevant);
    if (!edited.isEmpty()) {
      Revision first = edited.get(0);
      throw new RevisionException(
          Problem.DRIFT,
          "%s: revision %s was edited after it was applied. Undo the edit and write a new revision; or, if both mean the same, add validCheckSum to its change set."
              .formatted(first.source(), first.title()));
    }
  }

  private List<Revision> edited(
      Session session, Map<String, Applied> applied, Collection<String> ids) {
    List<Revision> edited = new ArrayList<>();
    for (Revision revision : directory.graph().inOrder(Set.copyOf(ids))) {
      ChangeSet changeSet = changeSets.read(revision, session.database());
      Applied row = applied.get(revision.id());
      boolean same =
          row.checksum()
              .map(liquibase.change.CheckSum::parse)
              .map(changeSet::isCheckSumValid)
              .orElse(true);
      if (!same || !row.author().equals(changeSet.getAuthor())) {
        edited.add(revision);
      }
    }
    return edited;
  }

  private Map<Revision, ChangeSet> read(Session session, List<Revision> revisions) {
    Map<Revision, ChangeSet> read = new LinkedHashMap<>();
    revisions.forEach(
        revision -> read.put(revision, changeSets.read(revision, session.database())));
    return read;
  }

  private static void requireReversible(Session session, Revision revision, ChangeSet changeSet) {
    boolean own =
        changeSet.getRollback() != null && !changeSet.getRollback().getChanges().isEmpty();
    if (!own
        && !changeSet.getChanges().stream()
            .allMatch(change -> change.supportsRollback(session.database()))) {
      throw new RevisionException(
          Problem.BROKEN_FILES,
          "%s: revision %s says no way back, so nothing was undone. Add \"--rollback\" lines, or a \"rollback\" to its change set."
              .formatted(revision.source(), revision.title()));
    }
  }

  private Planner planner(Map<String, Applied> applied) {
    return new Planner(directory.graph(), applied.keySet());
  }

  private static Plan plan(Planner planner, Direction direction, Target target) {
    return direction == Direction.UPGRADE ? planner.upgrade(target) : planner.downgrade(target);
  }
}
