// SPDX-License-Identifier: Apache-2.0
package io.reactivesqlite.hibernate.functions.json;

import io.reactivesqlite.hibernate.types.JsonValues;
import org.hibernate.metamodel.mapping.JdbcMapping;
import org.hibernate.metamodel.mapping.SelectableMapping;
import org.hibernate.metamodel.mapping.SelectablePath;
import org.hibernate.metamodel.mapping.internal.SelectableMappingImpl;
import org.hibernate.sql.Template;

/** Columns that are read from those of SQLite's json_each. */
public final class EachColumn {
  public static final String VALUE = Template.TEMPLATE + ".value";
  public static final String ORDINAL = "(" + Template.TEMPLATE + ".key+1)";

  private EachColumn() {}

  /** A column that reads a path below the element, which may be the element itself. */
  public static SelectableMapping value(String name, String path, JdbcMapping type) {
    return read(
        name,
        path.equals("$") ? JsonValues.element(VALUE, type) : JsonValues.read(VALUE, path, type),
        type);
  }

  public static SelectableMapping read(String name, String expression, JdbcMapping type) {
    return new SelectableMappingImpl(
        "",
        name,
        new SelectablePath(name),
        expression,
        null,
        null,
        null,
        null,
        null,
        null,
        false,
        true,
        false,
        false,
        false,
        false,
        type);
  }
}
