// SPDX-License-Identifier: Apache-2.0
package io.reactivesqlite.hibernate.schema;

import java.sql.SQLException;
import java.sql.Types;
import java.util.Locale;
import org.hibernate.boot.model.naming.Identifier;
import org.hibernate.tool.schema.extract.internal.AbstractInformationExtractorImpl;
import org.hibernate.tool.schema.extract.spi.ExtractionContext;
import org.hibernate.tool.schema.extract.spi.ExtractionContext.ResultSetProcessor;
import org.hibernate.type.SqlTypes;

/**
 * Reads the schema from SQLite's PRAGMA functions, by queries that JDBC and the reactive client run
 * alike. Names compare without regard to case, as they do in SQLite.
 */
public final class SQLiteInformationExtractor extends AbstractInformationExtractorImpl {
  private static final Object[] NONE = {};
  private static final String TABLE_TYPE =
      "case type when 'table' then 'TABLE' else upper(type) end";

  public SQLiteInformationExtractor(ExtractionContext context) {
    super(context);
  }

  @Override
  protected String getResultSetTableTypesPhysicalTableConstant() {
    return "TABLE";
  }

  @Override
  protected <T> T processCatalogsResultSet(ResultSetProcessor<T> processor) throws SQLException {
    return query("select null as TABLE_CAT where false", processor);
  }

  @Override
  protected <T> T processSchemaResultSet(
      String catalog, String schemaPattern, ResultSetProcessor<T> processor) throws SQLException {
    return query(
        "select name as TABLE_SCHEM,null as TABLE_CAT from pragma_database_list", processor);
  }

  @Override
  protected <T> T processTableResultSet(
      String catalog,
      String schemaPattern,
      String tableNamePattern,
      String[] types,
      ResultSetProcessor<T> processor)
      throws SQLException {
    return query(
        "select null as TABLE_CAT,null as TABLE_SCHEM,lower(name) as TABLE_NAME,"
            + TABLE_TYPE
            + " as TABLE_TYPE,null as REMARKS from sqlite_schema where type in ('table','view') and"
            + " name not like 'sqlite^_%' escape '^'"
            + named("name", tableNamePattern),
        processor,
        parameters(tableNamePattern));
  }

  @Override
  protected <T> T processColumnsResultSet(
      String catalog,
      String schemaPattern,
      String tableNamePattern,
      String columnNamePattern,
      ResultSetProcessor<T> processor)
      throws SQLException {
    return query(
        "select null as TABLE_CAT,null as TABLE_SCHEM,lower(m.name) as TABLE_NAME,c.name as COLUMN_NAME,"
            + typeCode("lower(c.type)")
            + " as DATA_TYPE,coalesce(nullif(c.type,''),'blob') as TYPE_NAME,"
            + size("c.type")
            + " as COLUMN_SIZE,"
            + digits("c.type")
            + " as DECIMAL_DIGITS,case when c.\"notnull\"=0 and c.pk=0 then 'YES' else 'NO' end as"
            + " IS_NULLABLE from sqlite_schema m join pragma_table_xinfo(m.name) c where m.type in"
            + " ('table','view') and m.name not like 'sqlite^_%' escape '^'"
            + named("m.name", tableNamePattern)
            + " order by m.name,c.cid",
        processor,
        parameters(tableNamePattern));
  }

  @Override
  protected <T> T processPrimaryKeysResultSet(
      String catalog, String schema, Identifier table, ResultSetProcessor<T> processor)
      throws SQLException {
    return processPrimaryKeysResultSet(
        catalog, schema, table == null ? null : table.getText(), processor);
  }

  @Override
  protected <T> T processPrimaryKeysResultSet(
      String catalog, String schema, String table, ResultSetProcessor<T> processor)
      throws SQLException {
    return query(
        "select null as TABLE_CAT,null as TABLE_SCHEM,lower(m.name) as TABLE_NAME,c.name as COLUMN_NAME,"
            + "c.pk as KEY_SEQ,'pk_'||m.name as PK_NAME from sqlite_schema m join"
            + " pragma_table_info(m.name) c where m.type='table' and c.pk>0"
            + named("m.name", table)
            + " order by m.name,c.pk",
        processor,
        parameters(table));
  }

  @Override
  protected <T> T processIndexInfoResultSet(
      String catalog,
      String schema,
      String table,
      boolean unique,
      boolean approximate,
      ResultSetProcessor<T> processor)
      throws SQLException {
    return query(
        "select null as TABLE_CAT,null as TABLE_SCHEM,lower(m.name) as TABLE_NAME,i.name as INDEX_NAME,3 as"
            + " TYPE,c.name as COLUMN_NAME,1-i.\"unique\" as NON_UNIQUE,c.seqno+1 as"
            + " ORDINAL_POSITION from sqlite_schema m join pragma_index_list(m.name) i join"
            + " pragma_index_info(i.name) c where m.type='table' and c.name is not null"
            + (unique ? " and i.\"unique\"=1" : "")
            + named("m.name", table)
            + " order by m.name,i.name,c.seqno",
        processor,
        parameters(table));
  }

  @Override
  protected <T> T processImportedKeysResultSet(
      String catalog, String schema, String table, ResultSetProcessor<T> processor)
      throws SQLException {
    return query(foreignKeys(named("m.name", table)), processor, parameters(table));
  }

  @Override
  protected <T> T processCrossReferenceResultSet(
      String parentCatalog,
      String parentSchema,
      String parentTable,
      String foreignCatalog,
      String foreignSchema,
      String foreignTable,
      ResultSetProcessor<T> processor)
      throws SQLException {
    return query(foreignKeys(named("m.name", foreignTable)), processor, parameters(foreignTable));
  }

  /** SQLite keeps no names of foreign keys; the table and a number stand in. */
  private static String foreignKeys(String condition) {
    return "select null as PKTABLE_CAT,null as PKTABLE_SCHEM,lower(f.\"table\") as PKTABLE_NAME,"
        + "coalesce(f.\"to\",(select p.name from pragma_table_info(f.\"table\") p where p.pk=f.seq+1))"
        + " as PKCOLUMN_NAME,null as FKTABLE_CAT,null as FKTABLE_SCHEM,lower(m.name) as FKTABLE_NAME,"
        + "f.\"from\" as FKCOLUMN_NAME,f.seq+1 as KEY_SEQ,'fk_'||m.name||'_'||f.id as FK_NAME from"
        + " sqlite_schema m join pragma_foreign_key_list(m.name) f where m.type='table'"
        + condition
        + " order by m.name,f.id,f.seq";
  }

  private static String named(String column, String name) {
    return isGiven(name) ? " and lower(" + column + ")=?" : "";
  }

  private static Object[] parameters(String name) {
    return isGiven(name) ? new Object[] {name.toLowerCase(Locale.ROOT)} : NONE;
  }

  private static boolean isGiven(String name) {
    return name != null && !name.isEmpty() && !name.equals("%");
  }

  private <T> T query(String sql, ResultSetProcessor<T> processor, Object... parameters)
      throws SQLException {
    return getExtractionContext().getQueryResults(sql, parameters, processor);
  }

  private static String size(String type) {
    return "coalesce(cast(substr(" + type + ",nullif(instr(" + type + ",'('),0)+1) as integer),0)";
  }

  private static String digits(String type) {
    return "coalesce(cast(substr(" + type + ",nullif(instr(" + type + ",','),0)+1) as integer),0)";
  }

  private static String typeCode(String type) {
    final StringBuilder cases = new StringBuilder("case");
    final Object[][] names = {
      {"boolean%", Types.BOOLEAN},
      {"tinyint%", Types.TINYINT},
      {"smallint%", Types.SMALLINT},
      {"bigint%", Types.BIGINT},
      {"int%", Types.INTEGER},
      {"decimal%", Types.NUMERIC},
      {"numeric%", Types.NUMERIC},
      {"json%", SqlTypes.JSON},
      {"uuid%", SqlTypes.UUID},
      {"date", Types.DATE},
      {"timestamp%", Types.TIMESTAMP},
      {"datetime%", Types.TIMESTAMP},
      {"time%", Types.TIME},
      {"real%", Types.DOUBLE},
      {"float%", Types.DOUBLE},
      {"double%", Types.DOUBLE},
      {"char%", Types.CHAR},
      {"%clob%", Types.CLOB},
      {"%char%", Types.VARCHAR},
      {"%text%", Types.VARCHAR},
      {"%blob%", Types.BLOB}
    };
    for (Object[] name : names) {
      cases
          .append(" when ")
          .append(type)
          .append(" like '")
          .append(name[0])
          .append("' then ")
          .append(name[1]);
    }
    return cases.append(" else ").append(Types.OTHER).append(" end").toString();
  }
}
