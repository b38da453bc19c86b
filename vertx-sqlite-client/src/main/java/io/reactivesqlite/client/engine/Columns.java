// SPDX-License-Identifier: Apache-2.0
package io.reactivesqlite.client.engine;

import java.util.Arrays;
import java.util.Locale;
import java.util.function.Function;

/**
 * The columns of a result. Belongs to its statement, and so to the thread that holds the
 * connection's lane.
 */
public final class Columns {

  public static final Columns NONE = new Columns(new String[0], new String[0]);

  private final String[] names;
  private final String[] declaredTypes;
  private Object view;

  Columns(String[] names, String[] declaredTypes) {
    this.names = names;
    this.declaredTypes = declaredTypes;
    for (int i = 0; i < declaredTypes.length; i++) {
      if (declaredTypes[i] != null) {
        declaredTypes[i] = declaredTypes[i].toUpperCase(Locale.ROOT);
      }
    }
  }

  public int count() {
    return names.length;
  }

  /** The name as SQLite reports it. */
  public String name(int i) {
    return names[i];
  }

  boolean hasNames(String[] others) {
    return Arrays.equals(names, others);
  }

  /** The declared type in upper case; {@code null} where the column is an expression. */
  public String declaredType(int i) {
    return declaredTypes[i];
  }

  /** What the layer above makes of these columns, made once. */
  @SuppressWarnings("unchecked")
  public <V> V view(Function<Columns, V> maker) {
    if (view == null) {
      view = maker.apply(this);
    }
    return (V) view;
  }
}
