// SPDX-License-Identifier: Apache-2.0
package io.reactivesqlite.migrations.runner;

import io.reactivesqlite.migrations.liquibase.MigrationResult;
import io.reactivesqlite.migrations.liquibase.MigrationStatus;
import io.reactivesqlite.migrations.liquibase.MigrationTarget;
import io.reactivesqlite.migrations.revisions.RevisionDirectory;
import io.smallrye.mutiny.Uni;
import io.vertx.core.Future;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * {@link Migrations} for Mutiny: each call begins when it is subscribed to, and again with each
 * subscription.
 */
public final class MutinyMigrations {

  private final Migrations migrations;

  private MutinyMigrations(Migrations migrations) {
    this.migrations = migrations;
  }

  /** The same migrations, with Mutiny's types. */
  public static MutinyMigrations of(Migrations migrations) {
    return new MutinyMigrations(migrations);
  }

  /**
   * See {@link Migrations#update()}. Cancelling the subscription stops it between two change sets.
   */
  public Uni<MigrationResult> update() {
    return uni(migrations::update);
  }

  /** See {@link Migrations#rollback(int)}. */
  public Uni<MigrationResult> rollback(int count) {
    return uni(() -> migrations.rollback(count));
  }

  /** See {@link Migrations#rollbackToTag(String)}. */
  public Uni<MigrationResult> rollbackToTag(String tag) {
    return uni(() -> migrations.rollbackToTag(tag));
  }

  /** See {@link Migrations#tag(String)}. */
  public Uni<Void> tag(String tag) {
    return uni(() -> migrations.tag(tag));
  }

  /** See {@link Migrations#status()}. */
  public Uni<MigrationStatus> status() {
    return uni(migrations::status);
  }

  /** See {@link Migrations#validate()}. */
  public Uni<Void> validate() {
    return uni(migrations::validate);
  }

  /** See {@link Migrations#updateSql()}. */
  public Uni<String> updateSql() {
    return uni(migrations::updateSql);
  }

  /** See {@link Migrations#run(Function)}. */
  public <T> Uni<T> run(Function<MigrationTarget, T> work) {
    return uni(() -> migrations.run(work));
  }

  /** See {@link Migrations#revisions(RevisionDirectory)}. */
  public MutinyRevisionMigrations revisions(RevisionDirectory directory) {
    return MutinyRevisionMigrations.of(migrations.revisions(directory));
  }

  private <T> Uni<T> uni(Supplier<Future<T>> call) {
    return uni(call, migrations::cancel);
  }

  static <T> Uni<T> uni(Supplier<Future<T>> call, Runnable cancel) {
    return Uni.createFrom()
        .completionStage(() -> call.get().toCompletionStage())
        .onCancellation()
        .invoke(cancel);
  }
}
