// SPDX-License-Identifier: Apache-2.0
package io.reactivesqlite.client;

import io.reactivesqlite.client.impl.NamedTuple;
import io.vertx.codegen.annotations.VertxGen;
import io.vertx.sqlclient.Tuple;
import java.util.Map;

/**
 * Values for the named parameters of SQLite: {@code :name}, {@code @name}, {@code $name} and {@code
 * ?7}.
 *
 * <p>Where a statement uses a name several times, one value serves all of them. A tuple of {@code
 * Tuple.of} works for such a statement too: SQLite numbers names in the order in which they appear.
 */
@VertxGen
public interface SQLiteTuple {

  /**
   * Values by the names of their parameters. Each parameter of the statement needs a value, {@code
   * null} included, and each value a parameter: what is missing or too much fails and is named. A
   * plain {@code ?} has no name, so it cannot be used in such a statement.
   *
   * <p>{@code connection.preparedQuery("SELECT * FROM person WHERE age > :age")
   * .execute(SQLiteTuple.named(Map.of("age", 17)))}
   *
   * @param values the values by name. The prefix may be left out, unless names differ by it alone
   * @return a tuple for {@code execute} and {@code executeBatch}
   */
  static Tuple named(Map<String, Object> values) {
    return new NamedTuple(values);
  }
}
