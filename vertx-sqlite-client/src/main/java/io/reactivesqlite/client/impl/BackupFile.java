// SPDX-License-Identifier: Apache-2.0
package io.reactivesqlite.client.impl;

import io.reactivesqlite.client.SQLiteErrorKind;
import io.reactivesqlite.client.SQLiteException;
import io.reactivesqlite.client.engine.NativeConnection;
import io.reactivesqlite.client.scheduling.Database;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.UUID;

/**
 * A file that gets its name only when it is complete. So there is never half a backup, and the last
 * one stays until the next is there.
 *
 * @param path where it goes
 * @param part where it is written
 */
record BackupFile(Path path, Path part) {

  static BackupFile at(String name) {
    Path path = Path.of(NativeConnection.canonical(name));
    if (Files.isDirectory(path)) {
      throw cannot(path, "it is a directory");
    }
    if (path.getParent() == null || !Files.isDirectory(path.getParent())) {
      throw cannot(path, "its directory does not exist");
    }
    if (Database.isOpen(path.toString())) {
      throw SQLiteException.of(
          SQLiteErrorKind.MISUSE,
          "The file "
              + path
              + " is a database that a pool of this process has open: back up to that pool instead",
          null);
    }
    return new BackupFile(
        path, path.resolveSibling(path.getFileName() + ".part-" + UUID.randomUUID()));
  }

  private static SQLiteException cannot(Path path, String reason) {
    return SQLiteException.of(
        SQLiteErrorKind.CANNOT_OPEN, "Cannot write the backup " + path + ": " + reason, null);
  }

  String uri() {
    return Opening.uriOf(part.toString(), "rwc");
  }

  /** Moves the complete file to its name, so that it is there after a crash too. */
  void publish() throws IOException {
    try {
      Files.move(part, path, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    } catch (AtomicMoveNotSupportedException e) {
      Files.move(part, path, StandardCopyOption.REPLACE_EXISTING);
    }
    if (!System.getProperty("os.name").startsWith("Windows")) {
      // Windows cannot open directories, and keeps names by itself.
      try (FileChannel directory = FileChannel.open(path.getParent(), StandardOpenOption.READ)) {
        directory.force(true);
      }
    }
  }

  /** Removes what was not published. */
  void discard() throws IOException {
    Files.deleteIfExists(part);
    for (String suffix : new String[] {"-journal", "-wal", "-shm"}) {
      Files.deleteIfExists(part.resolveSibling(part.getFileName() + suffix));
    }
  }
}
