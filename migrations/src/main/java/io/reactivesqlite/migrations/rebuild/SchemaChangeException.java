// SPDX-License-Identifier: Apache-2.0
package io.reactivesqlite.migrations.rebuild;

/** A change that cannot be made to this schema; the message says why and what to do instead. */
public final class SchemaChangeException extends RuntimeException {
  public SchemaChangeException(String message) {
    super(message);
  }

  public SchemaChangeException(String message, Throwable cause) {
    super(message, cause);
  }
}
