// SPDX-License-Identifier: Apache-2.0
package io.reactivesqlite.hibernate.testing;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.hibernate.Hibernate;
import org.hibernate.Session;
import org.hibernate.SessionFactory;
import org.hibernate.cfg.Configuration;
import org.hibernate.query.Query;

/** Hibernate ORM over sqlite-jdbc. */
public final class JdbcStore implements Store {
  private final Path file;
  private final SessionFactory factory;

  private JdbcStore(Path file, SessionFactory factory) {
    this.file = file;
    this.factory = factory;
  }

  public static Store open(Path file, Map<String, Object> settings, Class<?>... entities) {
    final Configuration configuration = new Configuration();
    configuration.setProperty("jakarta.persistence.jdbc.url", "jdbc:sqlite:" + file);
    configuration.setProperty("hibernate.hbm2ddl.auto", "create");
    settings.forEach((key, value) -> configuration.getProperties().put(key, value));
    for (Class<?> entity : entities) {
      configuration.addAnnotatedClass(entity);
    }
    return new JdbcStore(file, configuration.buildSessionFactory());
  }

  public SessionFactory factory() {
    return factory;
  }

  @Override
  public <T> T call(Function<Work, T> work) {
    return factory.fromTransaction(session -> work.apply(new SessionWork(session)));
  }

  @Override
  public Path file() {
    return file;
  }

  @Override
  public void close() {
    factory.close();
  }

  private record SessionWork(Session session) implements Work {
    @Override
    public void persist(Object... entities) {
      for (Object entity : entities) {
        session.persist(entity);
      }
    }

    @Override
    public <T> T find(Class<T> type, Object id) {
      return session.find(type, id);
    }

    @Override
    public <T> T merge(T entity) {
      return session.merge(entity);
    }

    @Override
    public void remove(Object entity) {
      session.remove(entity);
    }

    @Override
    public void refresh(Object entity) {
      session.refresh(entity);
    }

    @Override
    public void flush() {
      session.flush();
    }

    @Override
    public void clear() {
      session.clear();
    }

    @Override
    public <T> T fetch(T association) {
      Hibernate.initialize(association);
      return association;
    }

    @Override
    public <T> List<T> list(String hql, Class<T> type, Object... parameters) {
      return with(session.createQuery(hql, type), parameters).getResultList();
    }

    @Override
    public <T> List<T> page(String hql, Class<T> type, int first, int max, Object... parameters) {
      return with(session.createQuery(hql, type), parameters)
          .setFirstResult(first)
          .setMaxResults(max)
          .getResultList();
    }

    @Override
    public int execute(String hql, Object... parameters) {
      final var query = session.createMutationQuery(hql);
      for (int i = 0; i < parameters.length; i++) {
        query.setParameter(i + 1, parameters[i]);
      }
      return query.executeUpdate();
    }

    @Override
    public <T> List<T> nativeList(String sql, Class<T> type, Object... parameters) {
      return with(session.createNativeQuery(sql, type), parameters).getResultList();
    }

    private static <T> Query<T> with(Query<T> query, Object... parameters) {
      for (int i = 0; i < parameters.length; i++) {
        query.setParameter(i + 1, parameters[i]);
      }
      return query;
    }
  }
}
