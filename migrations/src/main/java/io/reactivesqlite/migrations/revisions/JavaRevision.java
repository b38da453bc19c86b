// SPDX-License-Identifier: Apache-2.0
package io.reactivesqlite.migrations.revisions;

import java.sql.Connection;
import liquibase.change.custom.CustomTaskChange;
import liquibase.change.custom.CustomTaskRollback;
import liquibase.database.Database;
import liquibase.database.jvm.JdbcConnection;
import liquibase.exception.CustomChangeException;
import liquibase.exception.ValidationErrors;
import liquibase.resource.ResourceAccessor;

/**
 * A revision in Java, for changes of data that SQL cannot say. Its header and place in the graph
 * stand in an ordinary revision file whose only change is {@code customChange: {class:
 * your.Revision}}, so stock Liquibase runs it too.
 *
 * <p>The connection is in a transaction that also writes the history: do not commit, roll back or
 * close it.
 */
public abstract class JavaRevision implements CustomTaskChange, CustomTaskRollback {

  /** Changes the database. */
  protected abstract void upgrade(Connection connection) throws Exception;

  /** Undoes what {@link #upgrade} did. */
  protected abstract void downgrade(Connection connection) throws Exception;

  @Override
  public final void execute(Database database) throws CustomChangeException {
    run("upgrade", database, this::upgrade);
  }

  @Override
  public final void rollback(Database database) throws CustomChangeException {
    run("downgrade", database, this::downgrade);
  }

  @Override
  public String getConfirmationMessage() {
    return getClass().getName() + " done";
  }

  @Override
  public void setUp() {
    // Nothing to prepare; a subclass may.
  }

  @Override
  public void setFileOpener(ResourceAccessor resourceAccessor) {
    // Revisions in Java read what they need from their own class path.
  }

  @Override
  public ValidationErrors validate(Database database) {
    return new ValidationErrors();
  }

  private interface Task {
    void run(Connection connection) throws Exception;
  }

  private void run(String what, Database database, Task task) throws CustomChangeException {
    if (!(database.getConnection() instanceof JdbcConnection jdbc)) {
      throw new CustomChangeException(
          getClass().getName() + " needs a database; it cannot be written down as SQL");
    }
    try {
      task.run(jdbc.getUnderlyingConnection());
    } catch (Exception failure) {
      throw new CustomChangeException(
          "%s of %s failed: %s".formatted(what, getClass().getName(), failure.getMessage()),
          failure);
    }
  }
}
