// SPDX-License-Identifier: Apache-2.0
package io.reactivesqlite.client;

/**
 * Java code that SQL can call: a function, an aggregate, a window function or a collation.
 *
 * <p>Registered with {@link SQLiteConnectOptions#addRoutine} it is there on every connection of
 * every pool that is built from the options; with {@link SQLiteConnection#register} on that one
 * connection.
 *
 * <p>The code is called on worker threads, by several connections at a time: it must not keep state
 * without care, and it must be quick, as its statement waits for it. It must not use a connection
 * or pool itself and wait for the answer. A write that shared a transaction with others runs a
 * second time where that transaction had to be undone, and its functions with it: a function should
 * have no effects beyond its result.
 *
 * <p>What it throws becomes the error of the statement, with the exception as its cause. The
 * message names the function and the class of the exception, and nothing of what it says: that may
 * hold values.
 */
public sealed interface SQLiteRoutine
    permits SQLiteFunction, SQLiteAggregate, SQLiteWindow, SQLiteCollation {

  /**
   * The name in SQL. Case does not matter.
   *
   * @return the name
   */
  String name();
}
