// SPDX-License-Identifier: Apache-2.0
package io.reactivesqlite.hibernate.testing;

import io.vertx.core.Context;
import io.vertx.core.Vertx;
import io.vertx.core.impl.VertxInternal;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;
import org.hibernate.SessionFactory;
import org.hibernate.cfg.Configuration;
import org.hibernate.engine.spi.SessionFactoryImplementor;
import org.hibernate.reactive.provider.ReactiveServiceRegistryBuilder;
import org.hibernate.reactive.vertx.VertxInstance;

/** Session factories of Hibernate Reactive, and steps on an event loop that a test waits for. */
public final class ReactiveBoot {

  private ReactiveBoot() {}

  public static SessionFactory factory(
      Path file, Map<String, Object> settings, Class<?>... entities) {
    final Configuration configuration = new Configuration();
    configuration.setProperty(
        "jakarta.persistence.jdbc.url", "sqlite:" + file + "?synchronous=off");
    configuration.setProperty("hibernate.hbm2ddl.auto", "create");
    settings.forEach((key, value) -> configuration.getProperties().put(key, value));
    for (Class<?> entity : entities) {
      configuration.addAnnotatedClass(entity);
    }
    return configuration.buildSessionFactory(
        new ReactiveServiceRegistryBuilder().applySettings(configuration.getProperties()).build());
  }

  public static Vertx vertx(SessionFactory factory) {
    return factory
        .unwrap(SessionFactoryImplementor.class)
        .getServiceRegistry()
        .requireService(VertxInstance.class)
        .getVertx();
  }

  /** Runs one step on an event loop context of its own: sessions of one context are one session. */
  public static <T> T await(SessionFactory factory, Supplier<CompletionStage<T>> step) {
    return await(((VertxInternal) vertx(factory)).createEventLoopContext(), step);
  }

  /** Runs one step on a context and waits for it, throwing what it threw. */
  static <T> T await(Context context, Supplier<CompletionStage<T>> step) {
    final CompletableFuture<T> result = new CompletableFuture<>();
    context.runOnContext(
        it -> {
          try {
            step.get()
                .whenComplete(
                    (value, failure) -> {
                      if (failure == null) {
                        result.complete(value);
                      } else {
                        result.completeExceptionally(failure);
                      }
                    });
          } catch (RuntimeException e) {
            result.completeExceptionally(e);
          }
        });
    return join(result);
  }

  public static <T> T join(CompletableFuture<T> result) {
    try {
      return result.get(60, TimeUnit.SECONDS);
    } catch (ExecutionException e) {
      Throwable cause = e.getCause();
      while (cause instanceof CompletionException && cause.getCause() != null) {
        cause = cause.getCause();
      }
      if (cause instanceof RuntimeException failure) {
        throw failure;
      }
      throw new AssertionError(cause);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new AssertionError(e);
    } catch (TimeoutException e) {
      throw new AssertionError("The step did not end", e);
    }
  }
}
