// SPDX-License-Identifier: Apache-2.0
package io.reactivesqlite.hibernate.reactive;

import io.vertx.core.Context;
import java.util.HashSet;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.function.Supplier;
import org.hibernate.reactive.pool.ReactiveConnection;
import org.hibernate.reactive.pool.ReactiveConnectionPool;
import org.hibernate.reactive.vertx.VertxInstance;
import org.hibernate.service.ServiceRegistry;
import org.hibernate.tool.schema.spi.CommandAcceptanceException;
import org.hibernate.tool.schema.spi.GenerationTarget;

/**
 * Runs each statement of the schema tool when it comes, on one connection, and says so at once if
 * it fails. Foreign keys are not enforced while tables are dropped: SQLite would delete their rows
 * first, and refuse where others refer to them.
 */
final class SchemaTarget implements GenerationTarget {
  private static final String FOREIGN_KEYS = "pragma foreign_keys=";

  private final ServiceRegistry services;
  private final Set<String> done = new HashSet<>();
  private Context context;
  private ReactiveConnection connection;
  private boolean unchecked;

  /** Whether Hibernate asked that foreign keys be not enforced, as it does while it truncates. */
  private boolean suspended;

  SchemaTarget(ServiceRegistry services) {
    this.services = services;
  }

  @Override
  public void prepare() {
    done.clear();
  }

  @Override
  public void accept(String command) {
    if (command.startsWith(FOREIGN_KEYS)) {
      suspended = command.endsWith("off");
      return;
    }
    // Hibernate repeats the first rows of generator tables that several entities share
    if (!done.add(command)) {
      return;
    }
    try {
      checkForeignKeys(!suspended && !command.toLowerCase(Locale.ROOT).startsWith("drop table"));
      run(command);
    } catch (CompletionException e) {
      throw new CommandAcceptanceException(
          "Error executing DDL \"" + command + "\": " + e.getCause().getMessage(), e.getCause());
    }
  }

  private void checkForeignKeys(boolean checked) {
    if (checked == unchecked) {
      run(FOREIGN_KEYS + (checked ? "on" : "off"));
      unchecked = !checked;
    }
  }

  private void run(String command) {
    if (connection == null) {
      context = services.requireService(VertxInstance.class).getVertx().getOrCreateContext();
      connection =
          await(() -> services.requireService(ReactiveConnectionPool.class).getConnection());
    }
    await(() -> connection.execute(command));
  }

  @Override
  public void release() {
    done.clear();
    if (connection != null) {
      checkForeignKeys(true);
      final ReactiveConnection closing = connection;
      connection = null;
      await(closing::close);
    }
  }

  /** Waits on the thread that starts the factory, which is no event loop. */
  private <T> T await(Supplier<CompletionStage<T>> step) {
    final CompletableFuture<T> result = new CompletableFuture<>();
    context.runOnContext(
        it ->
            step.get()
                .whenComplete(
                    (value, failure) -> {
                      if (failure == null) {
                        result.complete(value);
                      } else {
                        result.completeExceptionally(failure);
                      }
                    }));
    return result.join();
  }
}
