// SPDX-License-Identifier: Apache-2.0
package io.reactivesqlite.client.schema;

/**
 * A trigger.
 *
 * @param name its name
 * @param table the table or view it watches
 * @param timing when it runs
 * @param event what makes it run
 * @param sql the statement that created it
 */
public record Trigger(String name, String table, Timing timing, Event event, String sql) {

  /** When a trigger runs. */
  public enum Timing {
    /** Before the row changes. */
    BEFORE,
    /** After the row has changed. */
    AFTER,
    /** Instead of the change, on a view. */
    INSTEAD_OF
  }

  /** What makes a trigger run. */
  public enum Event {
    /** A row comes. */
    INSERT,
    /** A row changes. */
    UPDATE,
    /** A row goes. */
    DELETE
  }
}
