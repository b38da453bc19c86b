// SPDX-License-Identifier: Apache-2.0
package io.reactivesqlite.client;

import io.vertx.codegen.annotations.GenIgnore;
import io.vertx.codegen.annotations.VertxGen;

/** How a database stores text. */
@VertxGen
public enum TextEncoding {
  /** UTF-8. */
  UTF_8,
  /** UTF-16 in the byte order of the machine. */
  UTF_16,
  /** UTF-16, little-endian. */
  UTF_16LE,
  /** UTF-16, big-endian. */
  UTF_16BE;

  /** The name by which SQLite knows it. */
  @GenIgnore
  public String sqlName() {
    return name().replace('_', '-');
  }
}
