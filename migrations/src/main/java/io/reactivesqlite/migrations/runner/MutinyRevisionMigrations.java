// SPDX-License-Identifier: Apache-2.0
package io.reactivesqlite.migrations.runner;

import io.reactivesqlite.migrations.revisions.Check;
import io.reactivesqlite.migrations.revisions.Plan;
import io.reactivesqlite.migrations.revisions.Revision;
import io.reactivesqlite.migrations.revisions.Target;
import io.smallrye.mutiny.Uni;
import io.vertx.core.Future;
import java.util.List;
import java.util.function.Supplier;

/**
 * {@link RevisionMigrations} for Mutiny: each call begins when it is subscribed to, and again with
 * each subscription. Cancelling a subscription stops it between two revisions.
 */
public final class MutinyRevisionMigrations {

  private final RevisionMigrations revisions;

  private MutinyRevisionMigrations(RevisionMigrations revisions) {
    this.revisions = revisions;
  }

  /** The same revisions, with Mutiny's types. */
  public static MutinyRevisionMigrations of(RevisionMigrations revisions) {
    return new MutinyRevisionMigrations(revisions);
  }

  /** See {@link RevisionMigrations#upgrade()}. */
  public Uni<Plan> upgrade() {
    return uni(revisions::upgrade);
  }

  /** See {@link RevisionMigrations#upgrade(Target)}. */
  public Uni<Plan> upgrade(Target to) {
    return uni(() -> revisions.upgrade(to));
  }

  /** See {@link RevisionMigrations#downgrade(Target)}. */
  public Uni<Plan> downgrade(Target to) {
    return uni(() -> revisions.downgrade(to));
  }

  /** See {@link RevisionMigrations#current()}. */
  public Uni<List<Revision>> current() {
    return uni(revisions::current);
  }

  /** See {@link RevisionMigrations#check()}. */
  public Uni<Check> check() {
    return uni(revisions::check);
  }

  private <T> Uni<T> uni(Supplier<Future<T>> call) {
    return MutinyMigrations.uni(call, revisions::cancel);
  }
}
