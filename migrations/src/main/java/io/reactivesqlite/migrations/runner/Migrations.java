// SPDX-License-Identifier: Apache-2.0
package io.reactivesqlite.migrations.runner;

import io.reactivesqlite.client.SQLiteConnectOptions;
import io.reactivesqlite.client.SQLiteConnection;
import io.reactivesqlite.migrations.liquibase.ChangeLogSource;
import io.reactivesqlite.migrations.liquibase.MigrationEvent;
import io.reactivesqlite.migrations.liquibase.MigrationResult;
import io.reactivesqlite.migrations.liquibase.MigrationStatus;
import io.reactivesqlite.migrations.liquibase.MigrationTarget;
import io.reactivesqlite.migrations.liquibase.Migrator;
import io.reactivesqlite.migrations.liquibase.MigratorOptions;
import io.reactivesqlite.migrations.revisions.RevisionDirectory;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Handler;
import io.vertx.core.Vertx;
import io.vertx.sqlclient.Pool;
import java.util.concurrent.CompletionException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * Migrates a database of the client without blocking anybody.
 *
 * <p>The work runs on a connection of the client and holds the turn to write, so the other writers
 * of this process wait, readers go on, and a database in memory is migrated in place. Each change
 * set is one transaction with its line in the history.
 *
 * <pre>{@code
 * Migrations.on(pool).changeLog("db/changelog.sql").update()
 *     .onSuccess(result -> System.out.println(result.changeSets().size() + " change sets have run"));
 * }</pre>
 */
public final class Migrations {

  /**
   * Where the change log is looked for by default: on the class path, then in the working
   * directory.
   */
  public static final String DEFAULT_CHANGE_LOG = "db/changelog.sql";

  private final Supplier<Future<SQLiteConnection>> connections;
  private final AtomicBoolean cancelled = new AtomicBoolean();
  private ChangeLogSource changeLog = ChangeLogSource.file(DEFAULT_CHANGE_LOG);
  private MigratorOptions options = MigratorOptions.defaults();
  private Handler<MigrationEvent> progress = event -> {};

  private Migrations(Supplier<Future<SQLiteConnection>> connections) {
    this.connections = connections;
  }

  /** Migrates the database of a pool, on one of its connections. */
  public static Migrations on(Pool pool) {
    return new Migrations(() -> pool.getConnection().map(SQLiteConnection::cast));
  }

  /** Migrates a database on a connection of its own. */
  public static Migrations on(Vertx vertx, SQLiteConnectOptions database) {
    return new Migrations(() -> SQLiteConnection.connect(vertx, database));
  }

  /**
   * Migrates a database on a connection of its own, named by a URI such as {@code sqlite:app.db}.
   */
  public static Migrations on(Vertx vertx, String connectionUri) {
    return on(vertx, SQLiteConnectOptions.fromUri(connectionUri));
  }

  /**
   * Sets the file with the change sets, in any format of Liquibase. Default: {@link
   * #DEFAULT_CHANGE_LOG}.
   */
  public Migrations changeLog(String file) {
    return changeLog(ChangeLogSource.file(file));
  }

  /** Sets where the change sets come from. */
  public Migrations changeLog(ChangeLogSource source) {
    this.changeLog = source;
    return this;
  }

  /**
   * Sets contexts, parameters, backup and the like. Its listener is not used: set {@link
   * #progress}.
   */
  public Migrations options(MigratorOptions options) {
    this.options = options;
    return this;
  }

  /** Sets who is told what happens, on the context from which the migration was started. */
  public Migrations progress(Handler<MigrationEvent> handler) {
    this.progress = handler;
    return this;
  }

  /** Runs everything that has not run yet. */
  public Future<MigrationResult> update() {
    return migrate(Migrator::update);
  }

  /** Rolls back the change sets that ran last. */
  public Future<MigrationResult> rollback(int count) {
    return migrate(migrator -> migrator.rollback(count));
  }

  /** Rolls back what ran after the tag. */
  public Future<MigrationResult> rollbackToTag(String tag) {
    return migrate(migrator -> migrator.rollbackToTag(tag));
  }

  /** Gives the present state a name to roll back to. */
  public Future<Void> tag(String tag) {
    return migrate(
        migrator -> {
          migrator.tag(tag);
          return null;
        });
  }

  /** What has run and what has not. */
  public Future<MigrationStatus> status() {
    return migrate(Migrator::status);
  }

  /**
   * Refuses a change log with mistakes, edited change sets, or changes the database cannot make.
   */
  public Future<Void> validate() {
    return migrate(
        migrator -> {
          migrator.validate();
          return null;
        });
  }

  /** The SQL that {@link #update()} would run. */
  public Future<String> updateSql() {
    return migrate(Migrator::updateSql);
  }

  /**
   * Stops what runs, or waits, between two change sets; its future fails. Later calls run as usual.
   */
  public void cancel() {
    cancelled.set(true);
  }

  private <T> Future<T> migrate(Function<Migrator, T> work) {
    cancelled.set(false);
    Context context = Vertx.currentContext();
    MigratorOptions told =
        options
            .withListener(event -> tell(context, event))
            .withCancelled(() -> cancelled.get() || options.cancelled().getAsBoolean());
    return run(target -> work.apply(new Migrator(target, changeLog, told)));
  }

  private void tell(Context context, MigrationEvent event) {
    if (context == null) {
      progress.handle(event);
    } else {
      context.runOnContext(v -> progress.handle(event));
    }
  }

  /**
   * Runs any blocking work on the database, such as revisions: on a worker thread, with the turn to
   * write.
   *
   * @param work is given the database to work on, for the time of the call
   */
  public <T> Future<T> run(Function<MigrationTarget, T> work) {
    return connections
        .get()
        .compose(
            connection ->
                connection
                    .<T>lendJdbc(jdbc -> work.apply(MigrationTarget.connection(jdbc)))
                    .eventually(() -> connection.close()));
  }

  /**
   * Revisions instead of a change log, on the same database. Read the directory once, for example
   * by {@code RevisionDirectory.read(classLoader, List.of("db/migrations"))}; that blocks.
   */
  public RevisionMigrations revisions(RevisionDirectory directory) {
    return new RevisionMigrations(this, directory);
  }

  /**
   * As {@link #update()}, but waits for the end: for tests and main methods, never on an event
   * loop.
   *
   * @throws IllegalStateException on an event loop
   */
  public MigrationResult updateAndAwait() {
    if (Context.isOnEventLoopThread()) {
      throw new IllegalStateException(
          "an event loop must not wait for a migration: use update(), which returns a future");
    }
    try {
      return update().toCompletionStage().toCompletableFuture().join();
    } catch (CompletionException e) {
      if (e.getCause() instanceof RuntimeException cause) {
        throw cause;
      }
      throw e;
    }
  }
}
