// SPDX-License-Identifier: Apache-2.0
package io.reactivesqlite.migrations.copy;

import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;

/**
 * Rows as one number that does not depend on their order, because two databases sort differently:
 * the sum of the hashes of the rows. A row that is there twice counts twice.
 */
final class Checksum {

  private final MessageDigest sha256;
  private long rows;
  private long high;
  private long low;

  Checksum() {
    try {
      sha256 = MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException impossible) {
      throw new IllegalStateException("every JDK has SHA-256", impossible);
    }
  }

  /** Adds a value of the row, in canonical form or null. */
  void value(byte[] canonical) {
    // The length in front keeps ("ab", "c") and ("a", "bc") apart.
    sha256.update(ByteBuffer.allocate(4).putInt(canonical == null ? -1 : canonical.length).flip());
    if (canonical != null) {
      sha256.update(canonical);
    }
  }

  /** Ends the row. */
  void row() {
    ByteBuffer hash = ByteBuffer.wrap(sha256.digest());
    high += hash.getLong();
    low += hash.getLong();
    rows++;
  }

  long rows() {
    return rows;
  }

  @Override
  public String toString() {
    return "%016x%016x".formatted(high, low);
  }
}
