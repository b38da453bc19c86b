// SPDX-License-Identifier: Apache-2.0
package io.reactivesqlite.migrations.liquibase;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import liquibase.resource.ResourceAccessor;

/**
 * How a {@link Migrator} works; start from {@link #defaults()} and change what you need.
 *
 * @param resources where the change log and its files are found; by default on the class path, then
 *     in the working directory
 * @param contexts an expression of contexts, as Liquibase has them; none by default, which runs all
 * @param labels an expression of labels; none by default, which runs all
 * @param parameters values for {@code ${...}} in change logs
 * @param lockTimeout how long to wait for another migration, and for another writer; 1 minute by
 *     default: longer than most migrations, shorter than a deployment's patience
 * @param backup a file to copy the database to before the first change; null, the default, makes
 *     none. It must not exist yet
 * @param listener is told what happens; does nothing by default
 * @param cancelled is asked between change sets, and while waiting, whether to stop; never by
 *     default
 */
public record MigratorOptions(
    ResourceAccessor resources,
    String contexts,
    String labels,
    Map<String, String> parameters,
    Duration lockTimeout,
    Path backup,
    Consumer<MigrationEvent> listener,
    BooleanSupplier cancelled) {

  public MigratorOptions {
    parameters = Map.copyOf(parameters);
  }

  public static MigratorOptions defaults() {
    return new MigratorOptions(
        Resources.classPathThenDirectory(Path.of("")),
        "",
        "",
        Map.of(),
        Duration.ofMinutes(1),
        null,
        event -> {},
        () -> false);
  }

  public MigratorOptions withResources(ResourceAccessor value) {
    return new MigratorOptions(
        value, contexts, labels, parameters, lockTimeout, backup, listener, cancelled);
  }

  /** Finds the change log on the class path, then in a directory. */
  public MigratorOptions withDirectory(Path directory) {
    return withResources(Resources.classPathThenDirectory(directory));
  }

  public MigratorOptions withContexts(String value) {
    return new MigratorOptions(
        resources, value, labels, parameters, lockTimeout, backup, listener, cancelled);
  }

  public MigratorOptions withLabels(String value) {
    return new MigratorOptions(
        resources, contexts, value, parameters, lockTimeout, backup, listener, cancelled);
  }

  public MigratorOptions withParameters(Map<String, String> value) {
    return new MigratorOptions(
        resources, contexts, labels, value, lockTimeout, backup, listener, cancelled);
  }

  public MigratorOptions withLockTimeout(Duration value) {
    return new MigratorOptions(
        resources, contexts, labels, parameters, value, backup, listener, cancelled);
  }

  public MigratorOptions withBackup(Path value) {
    return new MigratorOptions(
        resources, contexts, labels, parameters, lockTimeout, value, listener, cancelled);
  }

  public MigratorOptions withListener(Consumer<MigrationEvent> value) {
    return new MigratorOptions(
        resources, contexts, labels, parameters, lockTimeout, backup, value, cancelled);
  }

  public MigratorOptions withCancelled(BooleanSupplier value) {
    return new MigratorOptions(
        resources, contexts, labels, parameters, lockTimeout, backup, listener, value);
  }
}
