// SPDX-License-Identifier: Apache-2.0
package io.reactivesqlite.migrations.liquibase;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import liquibase.changelog.ChangeSet;
import liquibase.changelog.DatabaseChangeLog;
import liquibase.changelog.visitor.AbstractChangeExecListener;
import liquibase.database.Database;

/** Tells the listener of a migrator how far it is, and stops between change sets when asked to. */
final class Progress extends AbstractChangeExecListener {

  private final MigratorOptions options;
  private final int total;
  private final List<ChangeSetId> done = new ArrayList<>();
  private int started;
  private long since;

  Progress(MigratorOptions options, int total) {
    this.options = options;
    this.total = total;
  }

  List<ChangeSetId> done() {
    return done;
  }

  @Override
  public void willRun(
      ChangeSet changeSet, DatabaseChangeLog log, Database database, ChangeSet.RunStatus status) {
    start(changeSet);
  }

  @Override
  public void willRollback(ChangeSet changeSet, DatabaseChangeLog log, Database database) {
    start(changeSet);
  }

  private void start(ChangeSet changeSet) {
    if (MigrationSession.isCancelled(options.cancelled())) {
      throw new MigrationException(
          MigrationException.Kind.CANCELLED,
          "Stopped before "
              + ChangeSetId.of(changeSet)
              + "; "
              + done.size()
              + " of "
              + total
              + " change sets are done and committed. Run again to go on.",
          null);
    }
    started++;
    since = System.nanoTime();
    options
        .listener()
        .accept(new MigrationEvent.ChangeSetStarted(ChangeSetId.of(changeSet), started, total));
  }

  @Override
  public void ran(
      ChangeSet changeSet, DatabaseChangeLog log, Database database, ChangeSet.ExecType execType) {
    done.add(ChangeSetId.of(changeSet));
    options
        .listener()
        .accept(
            new MigrationEvent.ChangeSetFinished(
                ChangeSetId.of(changeSet), execType.value, time()));
  }

  @Override
  public void rolledBack(ChangeSet changeSet, DatabaseChangeLog log, Database database) {
    done.add(ChangeSetId.of(changeSet));
    options
        .listener()
        .accept(new MigrationEvent.ChangeSetRolledBack(ChangeSetId.of(changeSet), time()));
  }

  private Duration time() {
    return Duration.ofNanos(System.nanoTime() - since);
  }
}
