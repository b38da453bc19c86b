// SPDX-License-Identifier: Apache-2.0
package io.reactivesqlite.client;

import io.vertx.codegen.annotations.VertxGen;

/** How the database file is opened. */
@VertxGen
public enum OpenMode {
  /** Read and write, and create it where it is missing. */
  RWC,
  /** Read and write; it must be there. */
  RW,
  /** Read only; it must be there. */
  RO,
  /** In memory; the path is only its name. */
  MEMORY
}
