// SPDX-License-Identifier: Apache-2.0
package io.reactivesqlite.migrations.liquibase;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.Optional;

/** Who migrates a database at the moment. */
public record LockHolder(long pid, String host, String user, Instant since) {

  static LockHolder self() {
    return new LockHolder(
        ProcessHandle.current().pid(),
        hostName(),
        System.getProperty("user.name", "?"),
        Instant.now());
  }

  private static String hostName() {
    try {
      return InetAddress.getLocalHost().getHostName();
    } catch (UnknownHostException e) {
      return "localhost";
    }
  }

  /** One line for the lock file. */
  String toLine() {
    return pid + "\t" + host + "\t" + user + "\t" + since;
  }

  /** Reads {@link #toLine()}; empty while the holder has not written it yet. */
  static Optional<LockHolder> parse(String line) {
    String[] parts = line.strip().split("\t");
    try {
      return parts.length == 4
          ? Optional.of(
              new LockHolder(Long.parseLong(parts[0]), parts[1], parts[2], Instant.parse(parts[3])))
          : Optional.empty();
    } catch (NumberFormatException | DateTimeParseException e) {
      return Optional.empty();
    }
  }

  @Override
  public String toString() {
    return "process " + pid + " of " + user + " on " + host + " since " + since;
  }
}
