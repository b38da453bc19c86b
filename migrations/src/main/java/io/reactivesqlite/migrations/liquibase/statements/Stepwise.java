// SPDX-License-Identifier: Apache-2.0
package io.reactivesqlite.migrations.liquibase.statements;

import io.reactivesqlite.migrations.liquibase.SQLite;
import io.reactivesqlite.migrations.rebuild.Schema;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BiFunction;

/** Plans several changes of one statement, each against the schema that the one before leaves. */
final class Stepwise {

  private Stepwise() {}

  static <T> List<String> plan(
      SQLite database, List<T> changes, BiFunction<T, Schema, List<String>> planner) {
    List<String> sql = new ArrayList<>();
    database.onCopyOfSchema(
        copy -> {
          for (T change : changes) {
            List<String> planned = planner.apply(change, copy.schema());
            copy.apply(planned);
            sql.addAll(planned);
          }
        });
    return sql;
  }
}
