// SPDX-License-Identifier: Apache-2.0
package io.reactivesqlite.hibernate.testing;

import java.util.List;

/** What tests do with a session, whichever API it has. Parameters of queries are ?1, ?2, … */
public interface Work {
  void persist(Object... entities);

  <T> T find(Class<T> type, Object id);

  <T> T merge(T entity);

  void remove(Object entity);

  void refresh(Object entity);

  void flush();

  void clear();

  /** Loads a lazy association or attribute. */
  <T> T fetch(T association);

  <T> List<T> list(String hql, Class<T> type, Object... parameters);

  <T> List<T> page(String hql, Class<T> type, int first, int max, Object... parameters);

  int execute(String hql, Object... parameters);

  <T> List<T> nativeList(String sql, Class<T> type, Object... parameters);

  default <T> T one(String hql, Class<T> type, Object... parameters) {
    final List<T> results = list(hql, type, parameters);
    if (results.size() != 1) {
      throw new AssertionError("Expected one result of " + hql + " but got " + results);
    }
    return results.get(0);
  }
}
