// SPDX-License-Identifier: Apache-2.0
package io.reactivesqlite.client.impl.functions;

import io.reactivesqlite.client.SQLiteFunction;
import io.reactivesqlite.client.SQLiteRoutine;
import io.vertx.core.buffer.Buffer;
import java.nio.charset.StandardCharsets;

/** Arguments as texts, the way SQLite's own functions take them. */
final class Texts {

  private Texts() {}

  /** The text; a number's digits; a blob's bytes as UTF-8. */
  static String of(Object argument) {
    return argument instanceof Buffer blob ? blob.toString(StandardCharsets.UTF_8) : argument + "";
  }

  static byte[] bytes(Object argument) {
    return argument instanceof Buffer blob
        ? blob.getBytes()
        : of(argument).getBytes(StandardCharsets.UTF_8);
  }

  /** A deterministic, innocuous function that gives NULL where an argument is NULL. */
  static SQLiteRoutine strict(String name, int arity, SQLiteFunction.Body body) {
    return SQLiteFunction.scalar(
            name,
            arity,
            arguments -> {
              for (int i = 0; i < arguments.size(); i++) {
                if (arguments.getValue(i) == null) {
                  return null;
                }
              }
              return body.apply(arguments);
            })
        .deterministic()
        .innocuous();
  }
}
