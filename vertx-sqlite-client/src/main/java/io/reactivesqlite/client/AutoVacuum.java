// SPDX-License-Identifier: Apache-2.0
package io.reactivesqlite.client;

import io.vertx.codegen.annotations.VertxGen;

/** Whether a database gives free pages back to the system. */
@VertxGen
public enum AutoVacuum {
  /** It keeps them for later. */
  NONE,
  /** At every commit. */
  FULL,
  /** When {@code PRAGMA incremental_vacuum} asks for it. */
  INCREMENTAL
}
