// SPDX-License-Identifier: Apache-2.0
package io.reactivesqlite.migrations.copy;

import java.sql.Connection;
import java.sql.DatabaseMetaData;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A table of the target, as JDBC describes it.
 *
 * @param name its name
 * @param columns in their order
 * @param foreignKeys what it refers to
 */
record TargetTable(String name, List<Column> columns, List<ForeignKey> foreignKeys) {

  /**
   * A column.
   *
   * @param name its name
   * @param jdbcType of {@link java.sql.Types}
   * @param typeName the database's own word
   * @param size length or precision
   * @param digits behind the point, or of a second
   * @param nullable whether it takes NULL
   * @param filledItself whether it has a default or counts by itself
   * @param counted whether it counts by itself
   * @param generated whether its value is computed
   */
  record Column(
      String name,
      int jdbcType,
      String typeName,
      int size,
      int digits,
      boolean nullable,
      boolean filledItself,
      boolean counted,
      boolean generated) {}

  /**
   * A foreign key.
   *
   * @param name of the constraint
   * @param from the table that has it
   * @param to the table it refers to
   * @param deferrable whether it can wait for the end of a transaction
   */
  record ForeignKey(String name, String from, String to, boolean deferrable) {}

  /** All tables of the connection's schema. */
  static List<TargetTable> read(Connection target) throws SQLException {
    DatabaseMetaData about = target.getMetaData();
    String catalog = target.getCatalog();
    String schema = target.getSchema();
    List<String> names = new ArrayList<>();
    try (ResultSet rows =
        about.getTables(catalog, schema, "%", new String[] {"TABLE", "PARTITIONED TABLE"})) {
      while (rows.next()) {
        names.add(rows.getString("TABLE_NAME"));
      }
    }
    Map<String, List<Column>> columns = new LinkedHashMap<>();
    names.forEach(name -> columns.put(name, new ArrayList<>()));
    try (ResultSet rows = about.getColumns(catalog, schema, "%", "%")) {
      while (rows.next()) {
        List<Column> ofTable = columns.get(rows.getString("TABLE_NAME"));
        if (ofTable != null) {
          ofTable.add(column(rows));
        }
      }
    }
    List<TargetTable> tables = new ArrayList<>();
    for (String name : names) {
      Map<String, ForeignKey> keys = new LinkedHashMap<>();
      try (ResultSet rows = about.getImportedKeys(catalog, schema, name)) {
        while (rows.next()) {
          ForeignKey key =
              new ForeignKey(
                  rows.getString("FK_NAME"),
                  name,
                  rows.getString("PKTABLE_NAME"),
                  rows.getShort("DEFERRABILITY") != DatabaseMetaData.importedKeyNotDeferrable);
          keys.put(key.name() + '\n' + key.to(), key);
        }
      }
      tables.add(new TargetTable(name, columns.get(name), List.copyOf(keys.values())));
    }
    return tables;
  }

  private static Column column(ResultSet row) throws SQLException {
    boolean counted = "YES".equals(row.getString("IS_AUTOINCREMENT"));
    return new Column(
        row.getString("COLUMN_NAME"),
        row.getInt("DATA_TYPE"),
        row.getString("TYPE_NAME"),
        row.getInt("COLUMN_SIZE"),
        row.getInt("DECIMAL_DIGITS"),
        !"NO".equals(row.getString("IS_NULLABLE")),
        counted || row.getString("COLUMN_DEF") != null,
        counted,
        "YES".equals(row.getString("IS_GENERATEDCOLUMN")));
  }
}
