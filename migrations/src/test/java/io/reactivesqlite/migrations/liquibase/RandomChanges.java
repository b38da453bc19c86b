// SPDX-License-Identifier: Apache-2.0
package io.reactivesqlite.migrations.liquibase;

import java.util.List;
import java.util.Random;

/** Random changes that fit a schema as it is, each with a rollback that restores all of it. */
final class RandomChanges {

  private final Random random;
  private int counter;

  RandomChanges(Random random) {
    this.random = random;
  }

  /** The XML of one change set. */
  String next(TestDatabase database, int id) {
    List<String> tables =
        database.schema().keySet().stream()
            .filter(k -> k.startsWith("table "))
            .map(k -> k.substring("table ".length()))
            .toList();
    String name = tables.get(random.nextInt(tables.size()));
    String table = attribute(name);
    String fresh = "new " + counter++;
    List<String> columns =
        database.query(
            "SELECT name FROM pragma_table_info('"
                + name.replace("'", "''")
                + "') WHERE name NOT IN ('id', 'parent')");
    String column = columns.isEmpty() ? "parent" : columns.get(random.nextInt(columns.size()));
    String changes =
        switch (random.nextInt(13)) {
          case 0 ->
              "<addColumn tableName='%T'><column name='%F' type='text' defaultValue='x'/></addColumn>";
          case 1 ->
              "<addColumn tableName='%T'><column name='%F' type='int'><constraints unique='true'/></column></addColumn>";
          case 2 ->
              "<addColumn tableName='%T'><column name='%F' type='int'><constraints references='&quot;%T2&quot;(id)' foreignKeyName='fk %F' deleteCascade='true'/></column></addColumn>";
          case 3 ->
              "<addUniqueConstraint tableName='%T' columnNames='id, parent' constraintName='%F'/>";
          case 4 ->
              "<addForeignKeyConstraint baseTableName='%T' baseColumnNames='id' constraintName='%F' referencedTableName='%T' referencedColumnNames='id' onDelete='CASCADE'/>";
          case 5 -> "<renameTable oldTableName='%T' newTableName='%F'/>";
          case 6 ->
              "<renameColumn tableName='%T' oldColumnName='parent' newColumnName='%F'/>"
                  + "<renameColumn tableName='%T' oldColumnName='%F' newColumnName='parent'/>";
          case 7 ->
              "<createIndex tableName='%T' indexName='%F'><column name='parent' descending='true'/></createIndex>";
          case 8 ->
              "<createTable tableName='%F'><column name='id' type='bigint' autoIncrement='true'><constraints primaryKey='true'/></column><column name='parent' type='int'/></createTable>";
          case 9 ->
              "<addColumn tableName='%T'><column name='%F' type='int' afterColumn='id'/></addColumn>";
          case 10 -> "<createView viewName='%F'>SELECT id FROM &quot;%T2&quot;</createView>";
          case 11 ->
              "<addDefaultValue tableName='%T' columnName='parent' defaultValueNumeric='1'/>"
                  + "<dropDefaultValue tableName='%T' columnName='parent'/>"
                  + "<rollback/>";
          default ->
              "<addUniqueConstraint tableName='%T' columnNames='%C, id' constraintName='%F'/>";
        };
    return "<changeSet id='"
        + id
        + "' author='r'>"
        + changes
            .replace("%T2", table.replace("&quot;", "&quot;&quot;"))
            .replace("%T", table)
            .replace("%F", fresh)
            .replace("%C", attribute(column))
        + "</changeSet>\n";
  }

  private static String attribute(String text) {
    return text.replace("&", "&amp;").replace("'", "&apos;").replace("\"", "&quot;");
  }
}
