// SPDX-License-Identifier: Apache-2.0
package io.reactivesqlite.client;

import java.util.EnumSet;
import java.util.Set;

/**
 * Says which statements may run: asked for each action of a statement before the statement runs,
 * and not asked again for the same SQL until the schema changes or another policy is set. An action
 * that is not allowed, or for which the policy throws, ends the statement with {@link
 * SQLiteErrorKind#PERMISSION}.
 *
 * <p>The actions are those of the program that SQLite would run, so views, common tables, triggers
 * and foreign key actions hide nothing. Limits: it decides by table, not by column or row; a
 * foreign key action counts as UPDATE and DELETE of its table; the file of an ATTACH is not told,
 * so allow ATTACH to nobody you do not trust; temporary tables are not told.
 *
 * <p>What is no statement is asked about as if it were one. A backup, {@code serialize}, {@code
 * vacuumInto} and {@code dump} read every table. What replaces the database ({@code restoreFile},
 * {@code deserialize}, being the target of {@code toPool}) deletes from and drops every table that
 * is there, and creates and inserts into every table that comes. {@code load} runs its statements,
 * and the PRAGMA {@code foreign_keys}. {@code schema()} reads the table {@code sqlite_schema}, and
 * what {@code maintenance()} does is the PRAGMA of that name. Explaining a statement reads nothing.
 * Code that is lent a JDBC connection cannot be seen, so it is refused where there is a policy.
 */
@FunctionalInterface
public interface SQLiteStatementPolicy {

  /**
   * Whether a statement may do this.
   *
   * @param action one action of the statement
   * @return false ends the statement before it has begun
   */
  boolean allows(SQLiteAction action);

  /**
   * Allows what this one and another one allow.
   *
   * @param other another policy
   * @return both
   */
  default SQLiteStatementPolicy and(SQLiteStatementPolicy other) {
    return action -> allows(action) && other.allows(action);
  }

  /**
   * Allows reading and calling functions, but for {@code load_extension}.
   *
   * @return the policy
   */
  static SQLiteStatementPolicy readOnly() {
    return action ->
        switch (action.operation()) {
          case READ, TRANSACTION -> true;
          case FUNCTION -> !action.name().equals("load_extension");
          default -> false;
        };
  }

  /**
   * Allows all but these operations.
   *
   * @param first an operation
   * @param more others
   * @return the policy
   */
  static SQLiteStatementPolicy denying(SQLiteOperation first, SQLiteOperation... more) {
    Set<SQLiteOperation> denied = EnumSet.of(first, more);
    return action -> !denied.contains(action.operation());
  }
}
