// SPDX-License-Identifier: Apache-2.0
package io.reactivesqlite.client;

import io.vertx.codegen.annotations.VertxGen;

/** Whether deleted content is overwritten with zeros. */
@VertxGen
public enum SecureDelete {
  /** It is not. */
  OFF,
  /** It is. */
  ON,
  /** Only where that needs no additional I/O. */
  FAST
}
