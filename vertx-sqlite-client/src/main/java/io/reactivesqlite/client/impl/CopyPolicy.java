// SPDX-License-Identifier: Apache-2.0
package io.reactivesqlite.client.impl;

import io.reactivesqlite.client.SQLiteAction;
import io.reactivesqlite.client.SQLiteOperation;
import io.reactivesqlite.client.engine.EngineException;
import io.reactivesqlite.client.engine.NativeConnection;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * Asks the statement policy of a pool about what is no statement: copies of the whole database. To
 * copy it is to read each of its tables, and to copy over it is to drop each of them, and to create
 * and fill each of those that come.
 */
final class CopyPolicy {

  private CopyPolicy() {}

  /** Before the database is copied out of this connection, which holds its snapshot. */
  static void out(ClientDatabase client, NativeConnection source) throws EngineException {
    if (client.policy() != null) {
      PolicyGuard.check(client.policy(), actions(tables(source), SQLiteOperation.READ));
    }
  }

  /**
   * Before the database is replaced.
   *
   * @param target a connection to it
   * @param source a connection to what comes
   */
  static void over(ClientDatabase client, NativeConnection target, NativeConnection source)
      throws EngineException {
    if (client.policy() != null) {
      PolicyGuard.check(
          client.policy(), actions(tables(target), SQLiteOperation.DELETE, SQLiteOperation.DROP));
      PolicyGuard.check(
          client.policy(), actions(tables(source), SQLiteOperation.CREATE, SQLiteOperation.INSERT));
    }
  }

  private static List<String> tables(NativeConnection connection) throws EngineException {
    List<String> tables = new ArrayList<>();
    tables.add("sqlite_schema");
    for (Object[] row :
        connection.rows("SELECT name FROM main.sqlite_schema WHERE type = 'table'")) {
      tables.add(((String) row[0]).toLowerCase(Locale.ROOT));
    }
    return tables;
  }

  private static List<SQLiteAction> actions(List<String> tables, SQLiteOperation... operations) {
    List<SQLiteAction> actions = new ArrayList<>();
    for (String table : tables) {
      for (SQLiteOperation operation : operations) {
        actions.add(new SQLiteAction(operation, table));
      }
    }
    return actions;
  }
}
