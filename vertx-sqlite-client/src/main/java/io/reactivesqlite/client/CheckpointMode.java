// SPDX-License-Identifier: Apache-2.0
package io.reactivesqlite.client;

import io.vertx.codegen.annotations.VertxGen;

/** How insistently a checkpoint moves the write-ahead log into the database. */
@VertxGen
public enum CheckpointMode {
  /** As much as can be moved while others read and write. */
  PASSIVE,
  /** All of it; waits for readers of older snapshots, for a short time. */
  FULL,
  /** As FULL, and the next write begins the log from its start. */
  RESTART,
  /** As RESTART, and the file of the log is cut to nothing. */
  TRUNCATE
}
