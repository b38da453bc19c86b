// SPDX-License-Identifier: Apache-2.0
package io.reactivesqlite.client;

import io.vertx.codegen.annotations.VertxGen;

/** How a transaction begins. */
@VertxGen
public enum TransactionMode {
  /** It locks nothing until it reads or writes; the first write may fail. */
  DEFERRED,
  /** It begins when its turn to write has come. */
  IMMEDIATE,
  /** As IMMEDIATE; outside WAL mode it keeps readers out as well. */
  EXCLUSIVE,
  /** It reads one snapshot, cannot write, and waits for no writer. */
  READ_ONLY
}
