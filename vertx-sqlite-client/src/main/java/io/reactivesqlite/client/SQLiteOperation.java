// SPDX-License-Identifier: Apache-2.0
package io.reactivesqlite.client;

import io.vertx.codegen.annotations.VertxGen;

/** What a statement does, for a {@link SQLiteStatementPolicy}. */
@VertxGen
public enum SQLiteOperation {
  /** It reads a table, or an index of it; also to check a foreign key. */
  READ,
  /** It adds rows to a table. */
  INSERT,
  /** It changes rows of a table, or may do so by a foreign key action. */
  UPDATE,
  /** It removes rows of a table, or may do so by a foreign key action. */
  DELETE,
  /** It creates a table, an index, a view or a trigger of that name. */
  CREATE,
  /** It drops a table, an index, a view or a trigger of that name. */
  DROP,
  /** It alters the table of that name. */
  ALTER,
  /** It attaches a database; no name. */
  ATTACH,
  /** It detaches a database; no name. */
  DETACH,
  /** It is the PRAGMA of that name. */
  PRAGMA,
  /** It calls the function of that name. */
  FUNCTION,
  /** It begins or ends a transaction or a savepoint; no name. */
  TRANSACTION,
  /** It is VACUUM, REINDEX or ANALYZE; no name. */
  MAINTENANCE
}
