// SPDX-License-Identifier: Apache-2.0
package io.reactivesqlite.hibernate.testing;

import io.vertx.core.Context;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;
import java.util.function.Supplier;
import org.hibernate.SessionFactory;
import org.hibernate.reactive.stage.Stage;

/** Hibernate Reactive through its CompletionStage API. */
public final class StageStore implements Store {
  private final Path file;
  private final SessionFactory root;
  private final Stage.SessionFactory factory;

  private StageStore(Path file, SessionFactory root) {
    this.file = file;
    this.root = root;
    this.factory = root.unwrap(Stage.SessionFactory.class);
  }

  public static Store open(Path file, Map<String, Object> settings, Class<?>... entities) {
    return new StageStore(file, ReactiveBoot.factory(file, settings, entities));
  }

  @Override
  public <T> T call(Function<Work, T> work) {
    final Context context = ReactiveBoot.vertx(root).getOrCreateContext();
    final CompletableFuture<Stage.Session> opened = new CompletableFuture<>();
    final CompletableFuture<T> body = new CompletableFuture<>();
    final CompletableFuture<T> done = new CompletableFuture<>();
    context.runOnContext(
        it ->
            factory
                .withTransaction(
                    (session, transaction) -> {
                      opened.complete(session);
                      return body;
                    })
                .whenComplete(
                    (value, failure) -> {
                      if (failure == null) {
                        done.complete(value);
                      } else {
                        opened.completeExceptionally(failure);
                        done.completeExceptionally(failure);
                      }
                    }));
    try {
      final T value = work.apply(new SessionWork(context, ReactiveBoot.join(opened)));
      context.runOnContext(it -> body.complete(value));
    } catch (Throwable e) {
      context.runOnContext(it -> body.completeExceptionally(e));
    }
    return ReactiveBoot.join(done);
  }

  @Override
  public Path file() {
    return file;
  }

  @Override
  public void close() {
    root.close();
  }

  private record SessionWork(Context context, Stage.Session session) implements Work {

    private <T> T await(Supplier<CompletionStage<T>> step) {
      return ReactiveBoot.await(context, step);
    }

    @Override
    public void persist(Object... entities) {
      await(() -> session.persist(entities));
    }

    @Override
    public <T> T find(Class<T> type, Object id) {
      return await(() -> session.find(type, id));
    }

    @Override
    public <T> T merge(T entity) {
      return await(() -> session.merge(entity));
    }

    @Override
    public void remove(Object entity) {
      await(() -> session.remove(entity));
    }

    @Override
    public void refresh(Object entity) {
      await(() -> session.refresh(entity));
    }

    @Override
    public void flush() {
      await(session::flush);
    }

    @Override
    public void clear() {
      session.clear();
    }

    @Override
    public <T> T fetch(T association) {
      return await(() -> session.fetch(association));
    }

    @Override
    public <T> List<T> list(String hql, Class<T> type, Object... parameters) {
      return await(
          () -> {
            final var query = session.createQuery(hql, type);
            for (int i = 0; i < parameters.length; i++) {
              query.setParameter(i + 1, parameters[i]);
            }
            return query.getResultList();
          });
    }

    @Override
    public <T> List<T> page(String hql, Class<T> type, int first, int max, Object... parameters) {
      return await(
          () -> {
            final var query = session.createQuery(hql, type);
            for (int i = 0; i < parameters.length; i++) {
              query.setParameter(i + 1, parameters[i]);
            }
            return query.setFirstResult(first).setMaxResults(max).getResultList();
          });
    }

    @Override
    public int execute(String hql, Object... parameters) {
      return await(
          () -> {
            final var query = session.createMutationQuery(hql);
            for (int i = 0; i < parameters.length; i++) {
              query.setParameter(i + 1, parameters[i]);
            }
            return query.executeUpdate();
          });
    }

    @Override
    public <T> List<T> nativeList(String sql, Class<T> type, Object... parameters) {
      return await(
          () -> {
            final var query = session.createNativeQuery(sql, type);
            for (int i = 0; i < parameters.length; i++) {
              query.setParameter(i + 1, parameters[i]);
            }
            return query.getResultList();
          });
    }
  }
}
