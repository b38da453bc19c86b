// SPDX-License-Identifier: Apache-2.0
package io.reactivesqlite.migrations.liquibase;

import io.reactivesqlite.migrations.rebuild.Names;
import io.reactivesqlite.migrations.rebuild.ObjectChanges;
import io.reactivesqlite.migrations.rebuild.Schema;
import io.reactivesqlite.migrations.rebuild.SchemaChangeException;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import liquibase.CatalogAndSchema;
import liquibase.change.Change;
import liquibase.changelog.ChangeSet;
import liquibase.changelog.DatabaseChangeLog;
import liquibase.database.AbstractJdbcDatabase;
import liquibase.database.DatabaseConnection;
import liquibase.database.jvm.JdbcConnection;
import liquibase.exception.DatabaseException;
import liquibase.exception.LiquibaseException;
import liquibase.exception.RollbackImpossibleException;
import liquibase.snapshot.SnapshotControl;
import liquibase.sql.visitor.SqlVisitor;
import liquibase.statement.SqlStatement;
import liquibase.structure.DatabaseObject;
import liquibase.structure.core.Sequence;
import liquibase.structure.core.Table;

/**
 * SQLite as Liquibase sees it with this module on the class path.
 *
 * <p>It stands beside Liquibase's own class instead of extending it: dozens of places in Liquibase
 * ask for that class and then rebuild tables in a way that loses data. Here they see a database
 * that simply supports the change, and the generators in {@code statements} say how.
 *
 * <p>The JDBC connection stays in autocommit; transactions are begun and ended by {@link
 * ChangeSetTransaction}, because only so they can be IMMEDIATE, can begin after {@code
 * foreign_keys} was turned off, and can end after the history was written.
 */
public final class SQLite extends AbstractJdbcDatabase {

  private static final String PRODUCT = "SQLite";
  private static final Set<String> SYSTEM_TABLES =
      Set.of("sqlite_sequence", "sqlite_master", "sqlite_schema", "sqlite_stat1", "sqlite_stat4");

  private final ChangeSetTransaction transaction = new ChangeSetTransaction(this);
  private boolean inTransaction = true;

  public SQLite() {
    super.setCurrentDateTimeFunction("CURRENT_TIMESTAMP");
    this.unquotedObjectsAreUppercased = null;
  }

  // ---- who it is ----

  @Override
  public int getPriority() {
    return PRIORITY_DATABASE + 10;
  }

  @Override
  public String getShortName() {
    return "sqlite";
  }

  @Override
  protected String getDefaultDatabaseProductName() {
    return PRODUCT;
  }

  @Override
  public boolean isCorrectDatabaseImplementation(DatabaseConnection connection)
      throws DatabaseException {
    return PRODUCT.equalsIgnoreCase(connection.getDatabaseProductName());
  }

  @Override
  public String getDefaultDriver(String url) {
    return url.startsWith("jdbc:sqlite:") ? "org.sqlite.JDBC" : null;
  }

  @Override
  public Integer getDefaultPort() {
    return null;
  }

  @Override
  public boolean requiresUsername() {
    return false;
  }

  @Override
  public boolean requiresPassword() {
    return false;
  }

  /** There is no server that could be the wrong one. */
  @Override
  public boolean isSafeToRunUpdate() {
    return true;
  }

  // ---- what it can ----

  @Override
  public boolean supportsInitiallyDeferrableColumns() {
    return true;
  }

  @Override
  public boolean supportsTablespaces() {
    return false;
  }

  @Override
  public boolean supports(Class<? extends DatabaseObject> type) {
    return !liquibase.structure.core.Schema.class.isAssignableFrom(type)
        && !Sequence.class.isAssignableFrom(type)
        && super.supports(type);
  }

  @Override
  @SuppressWarnings("deprecation")
  public boolean supportsSchemas() {
    return false;
  }

  @Override
  @SuppressWarnings("deprecation")
  public boolean supportsSequences() {
    return false;
  }

  @Override
  public boolean supportsDropTableCascadeConstraints() {
    return true;
  }

  @Override
  public boolean supportsCreateIfNotExists(Class<? extends DatabaseObject> type) {
    return type.isAssignableFrom(Table.class);
  }

  @Override
  public boolean isCaseSensitive() {
    return false;
  }

  /** By name alone: there are no schemas that could tell two tables of one name apart. */
  @Override
  public boolean isLiquibaseObject(DatabaseObject object) {
    if (object instanceof Table table) {
      return Names.same(String.valueOf(table.getName()), getDatabaseChangeLogTableName())
          || Names.same(String.valueOf(table.getName()), getDatabaseChangeLogLockTableName());
    }
    return super.isLiquibaseObject(object);
  }

  @Override
  protected Set<String> getSystemTables() {
    return SYSTEM_TABLES;
  }

  @Override
  protected Set<String> getSystemViews() {
    return SYSTEM_TABLES;
  }

  // ---- how it writes ----

  @Override
  public String escapeObjectName(String name, Class<? extends DatabaseObject> type) {
    return name == null ? null : Names.quote(name.trim());
  }

  @Override
  public String escapeObjectName(
      String catalog, String schema, String name, Class<? extends DatabaseObject> type) {
    return escapeObjectName(name, type);
  }

  @Override
  public String escapeColumnName(
      String catalog, String schema, String table, String column, boolean quoteFunctions) {
    return !quoteFunctions && column.contains("(") ? column : Names.quote(column);
  }

  @Override
  public String correctObjectName(String name, Class<? extends DatabaseObject> type) {
    return name;
  }

  @Override
  public String getViewDefinition(CatalogAndSchema ignored, String view) throws DatabaseException {
    return io.reactivesqlite.migrations.rebuild.ViewSql.selectOf(
        schema().find("view", view).map(Schema.Entry::sql).orElse(null));
  }

  @Override
  public String escapeForLike(String string) {
    return string;
  }

  // ---- transactions ----

  /** Autocommit is JDBC's; the transactions are ours. */
  @Override
  public boolean getAutoCommitMode() {
    return true;
  }

  @Override
  public boolean isAutoCommit() {
    return !inTransaction;
  }

  /** Liquibase says by this whether the next change set wants a transaction. */
  @Override
  public void setAutoCommit(boolean autoCommit) {
    inTransaction = !autoCommit;
  }

  @Override
  public void setConnection(DatabaseConnection connection) {
    super.setConnection(connection);
    transaction.attach();
  }

  @Override
  public void executeStatements(
      Change change, DatabaseChangeLog changeLog, List<SqlVisitor> visitors)
      throws LiquibaseException {
    transaction.run(change, visitors, inTransaction);
  }

  @Override
  public void executeRollbackStatements(Change change, List<SqlVisitor> visitors)
      throws LiquibaseException {
    String refusal = AutomaticRollback.refusal(change).orElse(null);
    if (refusal != null) {
      throw new RollbackImpossibleException(refusal);
    }
    transaction.runRollback(
        change.getChangeSet(),
        () -> change.generateRollbackStatements(this),
        filterRollbackVisitors(visitors),
        inTransaction);
  }

  @Override
  public void executeRollbackStatements(SqlStatement[] statements, List<SqlVisitor> visitors)
      throws LiquibaseException {
    transaction.runRollback(
        null, () -> statements, filterRollbackVisitors(visitors), inTransaction);
  }

  /**
   * Ends nothing while a change set runs: its transaction ends when the history has been written.
   */
  @Override
  public void commit() {}

  @Override
  public void rollback() throws DatabaseException {
    transaction.rollback();
  }

  @Override
  public void markChangeSetExecStatus(ChangeSet changeSet, ChangeSet.ExecType execType)
      throws DatabaseException {
    if (!transaction.ranMeanwhile()) {
      super.markChangeSetExecStatus(changeSet, execType);
    }
    commit(changeSet);
  }

  @Override
  public void removeRanStatus(ChangeSet changeSet) throws DatabaseException {
    super.removeRanStatus(changeSet);
    commit(changeSet);
  }

  private void commit(ChangeSet changeSet) {
    try {
      transaction.commit();
    } catch (DatabaseException | SchemaChangeException e) {
      throw new MigrationException(
          MigrationException.Kind.FAILED,
          "Change set " + ChangeSetId.of(changeSet) + " was undone. " + e.getMessage(),
          e);
    }
  }

  @Override
  public void close() throws DatabaseException {
    transaction.rollback();
    transaction.detach();
    super.close();
  }

  @Override
  public void dropDatabaseObjects(CatalogAndSchema ignored, SnapshotControl control)
      throws LiquibaseException {
    transaction.runAlone(new ObjectChanges(schema()).dropEverything());
  }

  // ---- for the generators ----

  /** The schema as it is now; while SQL is only being written, as it would be now. */
  public Schema schema() {
    try {
      return Schema.read(transaction.schemaConnection());
    } catch (SQLException e) {
      throw new SchemaChangeException("The schema cannot be read: " + e.getMessage(), e);
    }
  }

  /** Lets a plan be made step by step on a copy of the schema in memory. */
  public void onCopyOfSchema(Consumer<ShadowSchema> planner) {
    try (ShadowSchema copy = ShadowSchema.of(this, transaction.schemaConnection())) {
      planner.accept(copy);
    } catch (SQLException e) {
      throw new SchemaChangeException("The schema cannot be copied: " + e.getMessage(), e);
    }
  }

  /** The JDBC connection, or null when there is none. */
  Connection jdbc() {
    return getConnection() instanceof JdbcConnection connection
        ? connection.getUnderlyingConnection()
        : null;
  }
}
