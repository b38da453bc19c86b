// SPDX-License-Identifier: Apache-2.0
package io.reactivesqlite.hibernate.reactive;

import io.vertx.core.Vertx;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import org.hibernate.reactive.pool.ReactiveConnection;
import org.hibernate.reactive.pool.ReactiveConnectionPool;
import org.hibernate.reactive.vertx.VertxInstance;
import org.hibernate.service.ServiceRegistry;
import org.hibernate.tool.schema.spi.GenerationTarget;
import org.hibernate.tool.schema.spi.SchemaManagementException;

/**
 * Runs the statements of the schema tool on one connection, and stops at the first that fails.
 * Foreign keys are not enforced while tables are dropped: SQLite would delete their rows first.
 */
final class SchemaTarget implements GenerationTarget {
  private final ServiceRegistry services;
  private final Set<String> commands = new LinkedHashSet<>();

  SchemaTarget(ServiceRegistry services) {
    this.services = services;
  }

  @Override
  public void prepare() {
    commands.clear();
  }

  @Override
  public void accept(String command) {
    // a set: Hibernate repeats the initial rows of generator tables that several entities share
    commands.add(command);
  }

  @Override
  public void release() {
    if (commands.isEmpty()) {
      return;
    }
    final List<String> batch = withForeignKeysOff(commands);
    commands.clear();
    final CompletableFuture<Void> done = new CompletableFuture<>();
    final Vertx vertx = services.requireService(VertxInstance.class).getVertx();
    vertx
        .getOrCreateContext()
        .runOnContext(
            it ->
                services
                    .requireService(ReactiveConnectionPool.class)
                    .getConnection()
                    .thenCompose(connection -> runAndClose(connection, batch))
                    .whenComplete(
                        (nothing, failure) -> {
                          if (failure == null) {
                            done.complete(null);
                          } else {
                            done.completeExceptionally(failure);
                          }
                        }));
    try {
      done.join();
    } catch (CompletionException e) {
      if (e.getCause() instanceof SchemaManagementException failure) {
        throw failure;
      }
      throw new SchemaManagementException(
          "The statements of the schema could not be run: " + e.getCause().getMessage(),
          e.getCause());
    }
  }

  private static List<String> withForeignKeysOff(Set<String> commands) {
    final List<String> batch = new ArrayList<>(commands);
    if (batch.stream().anyMatch(SchemaTarget::isDrop)) {
      int last = 0;
      for (int i = 0; i < batch.size(); i++) {
        if (isDrop(batch.get(i))) {
          last = i;
        }
      }
      batch.add(last + 1, "pragma foreign_keys=on");
      batch.add(0, "pragma foreign_keys=off");
    }
    return batch;
  }

  private static boolean isDrop(String command) {
    return command.toLowerCase(Locale.ROOT).startsWith("drop table");
  }

  private static CompletionStage<Void> runAndClose(
      ReactiveConnection connection, List<String> batch) {
    CompletionStage<Void> running = CompletableFuture.completedFuture(null);
    for (String command : batch) {
      running = running.thenCompose(it -> run(connection, command));
    }
    return running
        .handle(
            (it, failure) ->
                connection
                    .close()
                    .handle(
                        (closed, closing) -> {
                          final Throwable thrown = failure == null ? closing : failure;
                          if (thrown != null) {
                            throw thrown instanceof CompletionException e
                                ? e
                                : new CompletionException(thrown);
                          }
                          return (Void) null;
                        }))
        .thenCompose(it -> it);
  }

  private static CompletionStage<Void> run(ReactiveConnection connection, String command) {
    return connection
        .execute(command)
        .handle(
            (it, failure) -> {
              if (failure != null) {
                final Throwable cause =
                    failure instanceof CompletionException ? failure.getCause() : failure;
                throw new SchemaManagementException(
                    "Error executing DDL \"" + command + "\": " + cause.getMessage(), cause);
              }
              return null;
            });
  }
}
