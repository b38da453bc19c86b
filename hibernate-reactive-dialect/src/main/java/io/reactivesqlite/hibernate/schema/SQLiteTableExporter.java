// SPDX-License-Identifier: Apache-2.0
package io.reactivesqlite.hibernate.schema;

import io.reactivesqlite.hibernate.SQLiteDialect;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.hibernate.boot.Metadata;
import org.hibernate.boot.model.relational.SqlStringGenerationContext;
import org.hibernate.cfg.AvailableSettings;
import org.hibernate.engine.config.spi.ConfigurationService;
import org.hibernate.mapping.Column;
import org.hibernate.mapping.ForeignKey;
import org.hibernate.mapping.PrimaryKey;
import org.hibernate.mapping.Table;
import org.hibernate.mapping.UniqueKey;
import org.hibernate.tool.schema.internal.StandardTableExporter;

/**
 * A table is created whole: SQLite cannot add a key to one afterwards. The statement is kept
 * verbatim in the schema, so comments are written into it.
 */
public final class SQLiteTableExporter extends StandardTableExporter {
  private static final Pattern ENFORCED =
      Pattern.compile(
          "^jdbc:sqlite:.*[?&]foreign_keys=(true|on|yes|1)\\b", Pattern.CASE_INSENSITIVE);

  private final SQLiteDialect dialect;

  public SQLiteTableExporter(SQLiteDialect dialect) {
    super(dialect);
    this.dialect = dialect;
  }

  @Override
  public String[] getSqlCreateStrings(
      Table table, Metadata metadata, SqlStringGenerationContext context) {
    if (table.getViewQuery() != null) {
      return super.getSqlCreateStrings(table, metadata, context);
    }
    final StringBuilder create = new StringBuilder("create table ");
    create.append(context.format(table.getQualifiedTableName())).append(" (");
    final List<String> parts = new ArrayList<>();
    final ColumnDeclaration declaration = new ColumnDeclaration(dialect, metadata);
    for (Column column : table.getColumns()) {
      parts.add(declaration.of(column, table));
    }
    if (table.hasPrimaryKey()) {
      parts.add(primaryKeyString(table.getPrimaryKey()));
    }
    for (UniqueKey key : table.getUniqueKeys().values()) {
      parts.add(unique(key));
    }
    for (ForeignKey key : table.getForeignKeyCollection()) {
      if (ForeignKeyClause.applies(key)) {
        parts.add(ForeignKeyClause.constraint(key, dialect, context));
      }
    }
    create.append(String.join(", ", parts));
    applyTableCheck(table, create);
    if (isNotEmpty(table.getExtraDeclarations())) {
      create.append(", ").append(table.getExtraDeclarations());
    }
    if (table.getComment() != null) {
      // SQLite keeps the statement up to its last word
      create.append(ColumnDeclaration.comment(table.getComment()));
    }
    create.append(')');
    if (dialect.isStrict()) {
      create.append(" strict");
    }
    if (isNotEmpty(table.getOptions())) {
      create.append(dialect.isStrict() ? ", " : " ").append(table.getOptions());
    }
    final List<String> statements = new ArrayList<>(List.of(create.toString()));
    applyInitCommands(table, statements, context);
    return statements.toArray(String[]::new);
  }

  /**
   * Where the JDBC URL lets foreign keys be enforced, they are not while the table is dropped:
   * SQLite would delete its rows first, and refuse where others refer to them.
   */
  @Override
  public String[] getSqlDropStrings(
      Table table, Metadata metadata, SqlStringGenerationContext context) {
    final String[] drop = super.getSqlDropStrings(table, metadata, context);
    if (!enforcesForeignKeys(metadata)) {
      return drop;
    }
    final List<String> statements = new ArrayList<>(List.of(drop));
    statements.add(0, dialect.getDisableConstraintsStatement());
    statements.add(dialect.getEnableConstraintsStatement());
    return statements.toArray(String[]::new);
  }

  private static boolean enforcesForeignKeys(Metadata metadata) {
    final Object url =
        metadata
            .getDatabase()
            .getServiceRegistry()
            .requireService(ConfigurationService.class)
            .getSettings()
            .get(AvailableSettings.JAKARTA_JDBC_URL);
    return url instanceof String text && ENFORCED.matcher(text).find();
  }

  @Override
  protected String primaryKeyString(PrimaryKey key) {
    final String standard = super.primaryKeyString(key);
    if (!dialect.isAutoincrement()
        || key.getColumnSpan() != 1
        || !key.getColumns().get(0).isIdentity()) {
      return standard;
    }
    return standard.substring(0, standard.length() - 1) + " autoincrement)";
  }

  private String unique(UniqueKey key) {
    final List<String> columns = new ArrayList<>();
    for (Column column : key.getColumns()) {
      final String order = key.getColumnOrderMap().get(column);
      columns.add(column.getQuotedName(dialect) + (order == null ? "" : " " + order));
    }
    final String constraint =
        key.getName() == null ? "" : "constraint " + dialect.quote(key.getName()) + " ";
    return constraint
        + "unique ("
        + String.join(", ", columns)
        + ")"
        + (isNotEmpty(key.getOptions()) ? " " + key.getOptions() : "");
  }

  private static boolean isNotEmpty(String text) {
    return text != null && !text.isEmpty();
  }
}
