// SPDX-License-Identifier: Apache-2.0
package io.reactivesqlite.migrations.liquibase;

import io.reactivesqlite.migrations.rebuild.Names;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import liquibase.Scope;
import liquibase.change.Change;
import liquibase.changelog.ChangeSet;
import liquibase.exception.DatabaseException;
import liquibase.exception.LiquibaseException;
import liquibase.executor.Executor;
import liquibase.executor.ExecutorService;
import liquibase.executor.LoggingExecutor;
import liquibase.sql.visitor.SqlVisitor;
import liquibase.statement.SqlStatement;

/**
 * One change set and its line in the history, in one transaction.
 *
 * <p>It begins IMMEDIATE, with foreign keys off when the schema is about to change (SQLite ignores
 * that pragma once a transaction runs), and ends after the history was written and {@link
 * SchemaCheck} found nothing. A process that dies in between leaves neither.
 */
final class ChangeSetTransaction {

  private static final int BUSY = 5;
  private static final int CONSTRAINT = 19;

  /**
   * Statements that are made only when a transaction has begun: making some of them has effects.
   */
  interface Statements {
    SqlStatement[] generate() throws LiquibaseException;
  }

  private final SQLite database;
  private ChangeSetPlan plan;
  private SchemaCheck check;
  private SchemaCheck.Baseline lastCheck;
  private boolean foreignKeysWereOn;
  private boolean ranMeanwhile;
  private boolean open;
  private ShadowSchema shadow;
  private int busyTimeoutBefore = -1;

  ChangeSetTransaction(SQLite database) {
    this.database = database;
  }

  /** A writer of another process may take longer than JDBC's default of three seconds. */
  void attach() {
    Connection connection = database.jdbc();
    if (connection == null) {
      return;
    }
    try {
      int now = (int) number(connection, "PRAGMA busy_timeout");
      int wanted = Math.toIntExact(LockSettings.waitTime().toMillis());
      if (now < wanted) {
        execute(connection, "PRAGMA busy_timeout = " + wanted);
        busyTimeoutBefore = now;
      }
    } catch (SQLException e) {
      throw new liquibase.exception.UnexpectedLiquibaseException(e);
    }
  }

  void detach() throws DatabaseException {
    try {
      Connection connection = database.jdbc();
      if (connection != null && !connection.isClosed() && busyTimeoutBefore >= 0) {
        execute(connection, "PRAGMA busy_timeout = " + busyTimeoutBefore);
      }
      if (shadow != null) {
        shadow.close();
        shadow = null;
      }
    } catch (SQLException e) {
      throw new DatabaseException(e);
    }
  }

  void run(Change change, List<SqlVisitor> visitors, boolean inTransaction)
      throws LiquibaseException {
    if (!open) {
      ChangeSet changeSet = change.getChangeSet();
      ChangeSetPlan wanted = ChangeSetPlan.of(changeSet, change);
      if (!inTransaction || wanted.outsideOnly()) {
        runOutside(change, visitors);
        return;
      }
      begin(wanted, changeSet);
    }
    if (!ranMeanwhile) {
      execute(ChangeStatements.of(change, database), visitors);
    }
  }

  void runRollback(
      ChangeSet changeSet, Statements statements, List<SqlVisitor> visitors, boolean inTransaction)
      throws LiquibaseException {
    SqlStatement[] made = null;
    ChangeSetPlan wanted = ChangeSetPlan.CHANGES_SCHEMA;
    if (changeSet == null) {
      // A rollback that the author wrote: the statements are there already.
      made = ChangeStatements.resplit(statements.generate());
      wanted = ChangeSetPlan.of(made);
    }
    if (!inTransaction || wanted.outsideOnly()) {
      execute(made == null ? ChangeStatements.resplit(statements.generate()) : made, visitors);
      return;
    }
    begin(wanted, null);
    execute(made == null ? ChangeStatements.resplit(statements.generate()) : made, visitors);
  }

  /** Runs SQL as a transaction of its own. */
  void runAlone(List<String> sql) throws LiquibaseException {
    begin(ChangeSetPlan.CHANGES_SCHEMA, null);
    try {
      for (String statement : sql) {
        executor().execute(RawSql.of(statement));
      }
    } catch (LiquibaseException | RuntimeException e) {
      rollback();
      throw e;
    }
    commit();
  }

  /** Raw SQL runs as it is; any other change still is one transaction, only without the history. */
  private void runOutside(Change change, List<SqlVisitor> visitors) throws LiquibaseException {
    ChangeSetPlan alone = ChangeSetPlan.of(change);
    if (alone.rawSql()) {
      execute(ChangeStatements.of(change, database), visitors);
      return;
    }
    begin(alone, null);
    try {
      execute(ChangeStatements.of(change, database), visitors);
    } catch (LiquibaseException | RuntimeException e) {
      rollback();
      throw e;
    }
    commit();
  }

  /** Whether another process ran this change set while this one waited for its turn to write. */
  boolean ranMeanwhile() {
    return ranMeanwhile;
  }

  private void begin(ChangeSetPlan wanted, ChangeSet changeSet) throws LiquibaseException {
    if (open) {
      return;
    }
    plan = wanted;
    if (isLogging()) {
      open = true;
      writeBegin();
      return;
    }
    Connection connection = database.jdbc();
    try {
      foreignKeysWereOn = number(connection, "PRAGMA foreign_keys") == 1;
      if (plan.changesSchema() && foreignKeysWereOn) {
        execute(connection, "PRAGMA foreign_keys = OFF");
        if (number(connection, "PRAGMA foreign_keys") == 1) {
          throw new DatabaseException(
              "The connection is inside a transaction, where SQLite cannot turn foreign keys off."
                  + " Commit before migrating.");
        }
      }
      LiquibaseTurn.without(() -> execute(connection, "BEGIN IMMEDIATE"));
      open = true;
      ranMeanwhile = changeSet != null && isRecordedUnexpectedly(connection, changeSet);
      if (plan.changesSchema() && !ranMeanwhile) {
        check = SchemaCheck.before(connection, lastCheck);
      }
    } catch (SQLException | RuntimeException e) {
      abandon(connection);
      throw e instanceof SQLException sql ? explained(sql) : new DatabaseException(e);
    }
  }

  /** Leaves the connection as it was, whether or not the transaction had begun. */
  private void abandon(Connection connection) throws DatabaseException {
    if (open) {
      rollback();
      return;
    }
    try {
      restore(connection);
    } catch (SQLException e) {
      throw new DatabaseException(e);
    }
  }

  /** Checks, then commits; without an open transaction there is nothing to do. */
  void commit() throws DatabaseException {
    if (!open) {
      return;
    }
    if (isLogging()) {
      writeCommit();
      open = false;
      return;
    }
    Connection connection = database.jdbc();
    try {
      if (check != null) {
        check.verifyAfter(connection);
      }
      commitPatiently(connection);
      open = false;
      lastCheck = check == null ? null : check.committed(connection);
      restore(connection);
    } catch (SQLException e) {
      rollback();
      throw explained(e);
    } catch (RuntimeException e) {
      rollback();
      throw e;
    }
  }

  /** In a rollback journal a reader makes COMMIT fail; the transaction stays and can try again. */
  private static void commitPatiently(Connection connection) throws SQLException {
    long deadline = System.nanoTime() + LockSettings.waitTime().toNanos();
    while (true) {
      try {
        execute(connection, "COMMIT");
        return;
      } catch (SQLException e) {
        if ((e.getErrorCode() & 0xff) != BUSY || System.nanoTime() > deadline) {
          throw e;
        }
        java.util.concurrent.locks.LockSupport.parkNanos(20_000_000);
      }
    }
  }

  void rollback() throws DatabaseException {
    Connection connection = database.jdbc();
    boolean wasOpen = open;
    open = false;
    ranMeanwhile = false;
    if (!wasOpen || isLogging()) {
      return;
    }
    try {
      execute(connection, "ROLLBACK");
    } catch (SQLException e) {
      // SQLite has already rolled back by itself, after a full disk for example.
      Scope.getCurrentScope().getLog(getClass()).fine("No transaction left to roll back", e);
    }
    try {
      restore(connection);
    } catch (SQLException e) {
      throw new DatabaseException(e);
    }
  }

  private void restore(Connection connection) throws SQLException {
    check = null;
    ranMeanwhile = false;
    execute(connection, "PRAGMA legacy_alter_table = OFF");
    if (plan.changesSchema() && foreignKeysWereOn) {
      execute(connection, "PRAGMA foreign_keys = ON");
    }
  }

  private boolean isRecordedUnexpectedly(Connection connection, ChangeSet changeSet)
      throws SQLException {
    String history = database.getDatabaseChangeLogTableName();
    if (!changeSet.shouldAlwaysRun()
        && !changeSet.shouldRunOnChange()
        && number(
                connection,
                "SELECT count(*) FROM sqlite_schema WHERE type = 'table' AND lower(name) = "
                    + Names.string(Names.fold(history)))
            == 1) {
      try (PreparedStatement statement =
          connection.prepareStatement(
              "SELECT 1 FROM "
                  + Names.quote(history)
                  + " WHERE ID = ? AND AUTHOR = ? AND FILENAME = ?")) {
        statement.setString(1, changeSet.getId());
        statement.setString(2, changeSet.getAuthor());
        statement.setString(3, changeSet.getFilePath());
        try (ResultSet rows = statement.executeQuery()) {
          return rows.next();
        }
      }
    }
    return false;
  }

  private void execute(SqlStatement[] statements, List<SqlVisitor> visitors)
      throws LiquibaseException {
    if (!isLogging()) {
      database.execute(statements, visitors);
      return;
    }
    for (SqlStatement statement : statements) {
      List<String> sql = shadow().sqlOf(statement);
      database.execute(new SqlStatement[] {statement}, visitors);
      shadow().apply(sql);
    }
  }

  // ---- SQL that is only written ----

  /** Whether the SQL goes to a file instead of the database. */
  private boolean isLogging() {
    return executor() instanceof LoggingExecutor || database.jdbc() == null;
  }

  /** The connection whose schema is true at this moment. */
  Connection schemaConnection() throws SQLException {
    return isLogging() ? shadow().connection() : database.jdbc();
  }

  private ShadowSchema shadow() {
    if (shadow == null) {
      shadow = ShadowSchema.of(database, database.jdbc());
    }
    return shadow;
  }

  private void writeBegin() throws DatabaseException {
    if (plan.changesSchema()) {
      write("PRAGMA foreign_keys = OFF");
    }
    write("BEGIN IMMEDIATE");
  }

  private void writeCommit() throws DatabaseException {
    if (plan.changesSchema()) {
      // Whoever runs the script sees a row for each violation.
      write("PRAGMA foreign_key_check");
    }
    write("COMMIT");
    Connection connection = database.jdbc();
    try {
      if (plan.changesSchema()
          && connection != null
          && number(connection, "PRAGMA foreign_keys") == 1) {
        write("PRAGMA foreign_keys = ON");
      }
    } catch (SQLException e) {
      throw new DatabaseException(e);
    }
  }

  private void write(String sql) throws DatabaseException {
    executor().execute(RawSql.of(sql));
  }

  private Executor executor() {
    return Scope.getCurrentScope()
        .getSingleton(ExecutorService.class)
        .getExecutor("jdbc", database);
  }

  private static DatabaseException explained(SQLException e) {
    int code = e.getErrorCode() & 0xff;
    if (code == BUSY) {
      return new DatabaseException(
          "Another connection has been writing to the database for longer than "
              + LockSettings.waitTime().toSeconds()
              + " s. Stop that writer, or allow more time.",
          e);
    }
    return new DatabaseException(
        (code == CONSTRAINT ? "Rows break a constraint: " : "") + e.getMessage(), e);
  }

  static void execute(Connection connection, String sql) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }

  static long number(Connection connection, String sql) throws SQLException {
    try (Statement statement = connection.createStatement();
        ResultSet row = statement.executeQuery(sql)) {
      return row.next() ? row.getLong(1) : 0;
    }
  }
}
