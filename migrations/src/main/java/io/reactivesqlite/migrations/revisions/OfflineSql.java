// SPDX-License-Identifier: Apache-2.0
package io.reactivesqlite.migrations.revisions;

import io.reactivesqlite.migrations.liquibase.MigrationTarget;
import io.reactivesqlite.migrations.revisions.Plan.Direction;
import java.io.IOException;
import java.io.Writer;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import liquibase.changelog.ChangeSet;
import liquibase.changelog.ChangeSet.ExecType;

/**
 * Writes plans down as SQL. Each step is written and then really run on an empty scratch database
 * in memory that has everything below it, because some changes of SQLite depend on the schema they
 * meet; so what is written has run once.
 */
final class OfflineSql {

  private static final MigrationTarget SCRATCH = MigrationTarget.url("jdbc:sqlite::memory:");

  private final ChangeSets changeSets;
  private final RevisionSettings settings;

  OfflineSql(ChangeSets changeSets, RevisionSettings settings) {
    this.changeSets = changeSets;
    this.settings = settings;
  }

  /** Writes from one target to another; without a first one an upgrade begins at base. */
  Plan write(RevisionGraph graph, Direction direction, RevisionRange range, Writer out) {
    Target from = range.from().orElse(direction == Direction.UPGRADE ? Target.BASE : Target.HEADS);
    Target to = range.to().orElse(direction == Direction.UPGRADE ? Target.HEAD : Target.BASE);
    List<Revision> start = new Planner(graph, Set.of()).resolve(from);
    Set<String> applied = graph.withNeeded(start.stream().map(Revision::id).toList());
    Planner planner = new Planner(graph, applied);
    Plan plan = direction == Direction.UPGRADE ? planner.upgrade(to) : planner.downgrade(to);
    return write(graph, plan, applied, out);
  }

  /** Writes a plan for a database that has these revisions. */
  Plan write(RevisionGraph graph, Plan plan, Set<String> applied, Writer out) {
    return Session.run(
        SCRATCH,
        settings,
        Progress.SILENT,
        session -> {
          if (applied.isEmpty() && plan.direction() == Direction.UPGRADE) {
            session.recorded(out, OfflineSql::ensureTables);
          }
          session.ensureTables();
          for (Revision revision : graph.inOrder(new HashSet<>(applied))) {
            session.upgrade(changeSets.read(revision, session.database()));
          }
          for (Revision revision : plan.steps()) {
            step(session, plan.direction(), revision, out);
          }
          out.flush();
          return plan;
        });
  }

  /** Writes a plan for a database of another kind, which is asked and not changed. */
  Plan write(Session session, Plan plan, Writer out) throws Exception {
    for (Revision revision : plan.steps()) {
      ChangeSet changeSet = changeSets.read(revision, session.database());
      heading(plan.direction(), revision, out);
      session.recorded(
          out,
          recording -> {
            run(recording, plan.direction(), changeSet);
            return null;
          });
    }
    out.flush();
    return plan;
  }

  /** Writes down a stamp for a database that has these revisions. */
  void stamp(
      RevisionGraph graph,
      Set<String> applied,
      Collection<Target> targets,
      boolean purge,
      Writer out) {
    StampPlan plan = new Planner(graph, applied).stamp(targets, purge);
    Session.run(
        SCRATCH,
        settings,
        Progress.SILENT,
        session -> {
          if (applied.isEmpty()) {
            session.recorded(out, OfflineSql::ensureTables);
          }
          session.ensureTables();
          for (Revision revision : graph.inOrder(new HashSet<>(applied))) {
            session.record(changeSets.read(revision, session.database()), ExecType.EXECUTED);
          }
          Map<String, Applied> rows = session.applied();
          session.recorded(
              out,
              recording -> {
                for (String id : plan.forgotten()) {
                  recording.forget(rows.get(id));
                }
                for (Revision revision : plan.recorded()) {
                  recording.record(
                      changeSets.read(revision, recording.database()), ExecType.EXECUTED);
                }
                return null;
              });
          out.flush();
          return null;
        });
  }

  /** Writes the creation of Liquibase's tables. */
  void versionTables(Writer out) {
    Session.run(
        SCRATCH,
        settings,
        Progress.SILENT,
        session -> {
          session.recorded(out, OfflineSql::ensureTables);
          out.flush();
          return null;
        });
  }

  private static Void ensureTables(Session session) throws Exception {
    session.ensureTables();
    return null;
  }

  private void step(Session session, Direction direction, Revision revision, Writer out)
      throws Exception {
    ChangeSet changeSet = changeSets.read(revision, session.database());
    heading(direction, revision, out);
    session.recorded(
        out,
        recording -> {
          run(recording, direction, changeSet);
          return null;
        });
    run(session, direction, changeSets.read(revision, session.database()));
  }

  private static void run(Session session, Direction direction, ChangeSet changeSet)
      throws Exception {
    if (direction == Direction.UPGRADE) {
      session.upgrade(changeSet);
    } else {
      session.downgrade(changeSet);
    }
  }

  private static void heading(Direction direction, Revision revision, Writer out)
      throws IOException {
    out.write("\n");
    Session.comment(
        out, (direction == Direction.UPGRADE ? "upgrade " : "downgrade ") + revision.title());
  }
}
