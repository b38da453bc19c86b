// SPDX-License-Identifier: Apache-2.0
package io.reactivesqlite.client.impl;

import io.reactivesqlite.client.SQLiteErrorKind;
import io.reactivesqlite.client.SQLiteException;
import io.reactivesqlite.client.engine.Parameters;
import io.reactivesqlite.client.impl.types.TypeRegistry;
import io.vertx.sqlclient.impl.TupleInternal;

/**
 * Turns the values that a user gives into what SQLite stores, one for each parameter of the
 * statement.
 */
final class Binding {

  private static final Object[] NONE = {};

  private Binding() {}

  static Object[] bind(TupleInternal tuple, Parameters parameters, TypeRegistry types, String sql) {
    int expected = parameters.count();
    if (tuple instanceof NamedTuple named) {
      return bindNamed(named, parameters, types, sql);
    }
    int given = tuple == null ? 0 : tuple.size();
    if (given != expected) {
      throw SQLiteException.parameterCount(expected, given, sql);
    }
    if (expected == 0) {
      return NONE;
    }
    Object[] values = new Object[expected];
    for (int i = 0; i < expected; i++) {
      values[i] = encode(tuple.getValueInternal(i), i + 1, parameters, types, sql);
    }
    return values;
  }

  private static Object[] bindNamed(
      NamedTuple tuple, Parameters parameters, TypeRegistry types, String sql) {
    Object[] values = new Object[parameters.count()];
    boolean[] bound = new boolean[values.length];
    tuple.forEachNamed(
        (name, value) -> {
          int index = parameters.indexOf(name);
          if (index < 1) {
            throw SQLiteException.of(
                SQLiteErrorKind.PARAMETER, "The statement has no parameter named " + name, sql);
          }
          values[index - 1] = encode(value, index, parameters, types, sql);
          bound[index - 1] = true;
        });
    for (int i = 0; i < bound.length; i++) {
      if (!bound[i] && parameters.isUsed(i + 1)) {
        throw SQLiteException.parameterType(
            i + 1, parameters.nameOf(i + 1), "no value was given", sql, null);
      }
    }
    return values;
  }

  private static Object encode(
      Object value, int number, Parameters parameters, TypeRegistry types, String sql) {
    try {
      return types.encode(value);
    } catch (IllegalArgumentException e) {
      throw SQLiteException.parameterType(
          number, parameters.nameOf(number), e.getMessage(), sql, e.getCause());
    }
  }
}
