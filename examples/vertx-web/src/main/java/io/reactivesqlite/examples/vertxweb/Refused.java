// SPDX-License-Identifier: Apache-2.0
package io.reactivesqlite.examples.vertxweb;

/** A request that cannot be fulfilled, through no fault of the shop. */
final class Refused extends RuntimeException {

  private final int status;

  Refused(int status, String message) {
    super(message, null, false, false);
    this.status = status;
  }

  int status() {
    return status;
  }
}
