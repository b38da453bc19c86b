// SPDX-License-Identifier: Apache-2.0
package io.reactivesqlite.hibernate.functions;

import io.reactivesqlite.hibernate.functions.array.ArrayFunctions;
import io.reactivesqlite.hibernate.functions.json.JsonFunctions;
import org.hibernate.boot.model.FunctionContributions;
import org.hibernate.dialect.Dialect;

/** The functions of HQL on SQLite. */
public final class SQLiteFunctions {

  private SQLiteFunctions() {}

  public static void contribute(Dialect dialect, FunctionContributions contributions) {
    TextFunctions.contribute(contributions);
    NumberFunctions.contribute(contributions);
    TemporalFunctions.contribute(dialect, contributions);
    AggregateFunctions.contribute(contributions);
    JsonFunctions.contribute(contributions);
    ArrayFunctions.contribute(contributions);
    NoXml.register(new Registrar(contributions));
  }
}
