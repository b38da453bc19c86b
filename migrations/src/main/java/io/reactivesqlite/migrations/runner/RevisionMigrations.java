// SPDX-License-Identifier: Apache-2.0
package io.reactivesqlite.migrations.runner;

import io.reactivesqlite.migrations.revisions.Check;
import io.reactivesqlite.migrations.revisions.Plan;
import io.reactivesqlite.migrations.revisions.Progress;
import io.reactivesqlite.migrations.revisions.Revision;
import io.reactivesqlite.migrations.revisions.RevisionDirectory;
import io.reactivesqlite.migrations.revisions.RevisionSettings;
import io.reactivesqlite.migrations.revisions.Revisions;
import io.reactivesqlite.migrations.revisions.Target;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Handler;
import io.vertx.core.Vertx;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Function;

/**
 * Revisions on a database of the client without blocking anybody; begins with {@link
 * Migrations#revisions}.
 *
 * <p>For what is not here, such as stamps and SQL, use {@link Migrations#run} with {@link
 * Revisions}.
 */
public final class RevisionMigrations {

  private final Migrations migrations;
  private final RevisionDirectory directory;
  private final AtomicBoolean cancelled = new AtomicBoolean();
  private RevisionSettings settings = RevisionSettings.DEFAULT;
  private Handler<Done> progress = done -> {};

  /**
   * A revision that is committed.
   *
   * @param revision which one
   * @param number its place in the plan, from 1
   * @param of how many the plan has
   * @param took how long it ran
   */
  public record Done(Revision revision, int number, int of, Duration took) {}

  RevisionMigrations(Migrations migrations, RevisionDirectory directory) {
    this.migrations = migrations;
    this.directory = directory;
  }

  /** Sets parameters, the lock timeout and the like. Default: {@link RevisionSettings#DEFAULT}. */
  public RevisionMigrations settings(RevisionSettings settings) {
    this.settings = settings;
    return this;
  }

  /** Sets who is told of each revision, on the context from which the call was started. */
  public RevisionMigrations progress(Handler<Done> handler) {
    this.progress = handler;
    return this;
  }

  /** Runs what is missing up to the one head. */
  public Future<Plan> upgrade() {
    return upgrade(Target.HEAD);
  }

  /** Runs what is missing up to the target, for example {@code Target.parse("+1")}. */
  public Future<Plan> upgrade(Target to) {
    return told((revisions, told) -> revisions.upgrade(to, told));
  }

  /** Undoes what is above the target. */
  public Future<Plan> downgrade(Target to) {
    return told((revisions, told) -> revisions.downgrade(to, told));
  }

  /** The newest applied revision of each branch; none on a fresh database. */
  public Future<List<Revision>> current() {
    return run(revisions -> revisions.planner().current());
  }

  /** Compares files and database; runs nothing. */
  public Future<Check> check() {
    return run(Revisions::check);
  }

  /** Stops what runs between two revisions; its future fails. Later calls run as usual. */
  public void cancel() {
    cancelled.set(true);
  }

  private interface Told<T> {
    T run(Revisions revisions, Progress progress);
  }

  private <T> Future<T> told(Told<T> work) {
    cancelled.set(false);
    Context context = Vertx.currentContext();
    return run(revisions -> work.run(revisions, teller(context)));
  }

  private <T> Future<T> run(Function<Revisions, T> work) {
    return migrations.run(target -> work.apply(new Revisions(directory, target, settings)));
  }

  private Progress teller(Context context) {
    return new Progress() {
      @Override
      public void done(Plan plan, int number, Revision revision, Duration took) {
        Done done = new Done(revision, number, plan.steps().size(), took);
        if (context == null) {
          progress.handle(done);
        } else {
          context.runOnContext(v -> progress.handle(done));
        }
      }

      @Override
      public boolean cancelled() {
        return cancelled.get();
      }
    };
  }
}
