// SPDX-License-Identifier: Apache-2.0
package io.reactivesqlite.client;

import io.vertx.codegen.annotations.VertxGen;

/** How much a commit waits for the disk. */
@VertxGen
public enum Synchronous {
  /** It does not wait: a power cut may damage the database. */
  OFF,
  /** It waits at the critical moments: in WAL mode a power cut may undo the last commits. */
  NORMAL,
  /** It waits until the commit is on the disk. */
  FULL,
  /** As FULL, and the directory is written too after a rollback journal is deleted. */
  EXTRA
}
