// SPDX-License-Identifier: Apache-2.0
package io.reactivesqlite.client.impl;

import io.reactivesqlite.client.SQLiteDecoder;
import io.reactivesqlite.client.engine.Columns;
import io.reactivesqlite.client.impl.types.DeclaredType;
import io.reactivesqlite.client.impl.types.TypeRegistry;
import io.vertx.sqlclient.impl.RowDesc;

/** The columns of a result as Vert.x knows them, with their declared types. */
final class RowShape extends RowDesc {

  private final ColumnDesc[] columns;
  private final boolean hasExpressions;

  private RowShape(ColumnDesc[] columns, boolean hasExpressions) {
    super(columns);
    this.columns = columns;
    this.hasExpressions = hasExpressions;
  }

  static RowShape of(Columns columns, TypeRegistry types) {
    ColumnDesc[] descs = new ColumnDesc[columns.count()];
    boolean expressions = false;
    for (int i = 0; i < descs.length; i++) {
      String declared = columns.declaredType(i);
      expressions |= declared == null;
      DeclaredType type = DeclaredType.of(declared);
      descs[i] =
          new ColumnDesc(
              columns.name(i),
              declared == null ? "" : declared,
              type,
              type.jdbcType(),
              types.decoder(declared));
    }
    return new RowShape(descs, expressions);
  }

  /** An expression has no declared type; its first value tells what kind of column it is. */
  RowShape withFirstRow(Object[] cells) {
    if (!hasExpressions) {
      return this;
    }
    ColumnDesc[] described = columns.clone();
    for (int i = 0; i < described.length; i++) {
      ColumnDesc column = columns[i];
      if (column.typeName().isEmpty()) {
        described[i] =
            new ColumnDesc(
                column.name(), "", column.type(), DeclaredType.ofValue(cells[i]).jdbcType(), null);
      }
    }
    return new RowShape(described, false);
  }

  DeclaredType type(int i) {
    return columns[i].type();
  }

  /** The user's own, or {@code null}. */
  SQLiteDecoder<?> decoder(int i) {
    return columns[i].decoder();
  }

  String name(int i) {
    return columns[i].name();
  }
}
