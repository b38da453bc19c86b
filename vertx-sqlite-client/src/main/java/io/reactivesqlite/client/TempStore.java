// SPDX-License-Identifier: Apache-2.0
package io.reactivesqlite.client;

import io.vertx.codegen.annotations.VertxGen;

/** Where temporary tables, indexes and sorts live. */
@VertxGen
public enum TempStore {
  /** As the library was built: in files. */
  DEFAULT,
  /** In files. */
  FILE,
  /** In memory. */
  MEMORY
}
