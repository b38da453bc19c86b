// SPDX-License-Identifier: Apache-2.0
package io.reactivesqlite.migrations.liquibase;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Optional;
import java.util.Properties;

/**
 * A lock of the operating system on a file beside the database. It ends with its process, however
 * that ends, so there is never a stale one.
 *
 * <p>The database file itself must not be locked: on POSIX, closing any handle of a file drops all
 * locks of the process on it, SQLite's included. For the same reason a process must not open this
 * file a second time, so within the process the holder is kept in the system properties, which all
 * class loaders share.
 */
final class FileLock implements AutoCloseable {

  /**
   * Far behind the text, so that others can read that while it is locked (Windows forbids more).
   */
  private static final long LOCKED_BYTE = Long.MAX_VALUE - 1;

  private final Path file;
  private final FileChannel channel;

  private FileLock(Path file, FileChannel channel) {
    this.file = file;
    this.channel = channel;
  }

  static Path besideDatabase(Path database) {
    return database.resolveSibling(database.getFileName() + "-migration-lock");
  }

  /** Takes the lock, or returns empty when another has it. */
  static Optional<FileLock> tryAcquire(Path file) throws IOException {
    String line = LockHolder.self().toLine();
    Properties shared = System.getProperties();
    if (shared.putIfAbsent(key(file), line) != null) {
      return Optional.empty();
    }
    FileChannel channel = null;
    boolean locked = false;
    try {
      channel = FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
      locked = channel.tryLock(LOCKED_BYTE, 1, false) != null;
      if (locked) {
        channel.truncate(0);
        channel.write(ByteBuffer.wrap(line.getBytes(StandardCharsets.UTF_8)), 0);
        return Optional.of(new FileLock(file, channel));
      }
      return Optional.empty();
    } catch (OverlappingFileLockException e) {
      return Optional.empty();
    } finally {
      if (!locked) {
        shared.remove(key(file));
        if (channel != null) {
          channel.close();
        }
      }
    }
  }

  /** Who has the lock, as far as it can be told. */
  static Optional<LockHolder> holder(Path file) throws IOException {
    String own = System.getProperty(key(file));
    if (own != null) {
      return LockHolder.parse(own);
    }
    if (!Files.exists(file)) {
      return Optional.empty();
    }
    // Whether the text is still true is known only by trying.
    Optional<FileLock> free = probe(file);
    if (free.isPresent()) {
      free.get().close();
      return Optional.empty();
    }
    return LockHolder.parse(Files.readString(file));
  }

  private static Optional<FileLock> probe(Path file) throws IOException {
    return Files.isWritable(file) ? tryAcquire(file) : Optional.empty();
  }

  @Override
  public void close() throws IOException {
    try {
      channel.truncate(0);
    } finally {
      // The file stays: deleting it would let a waiting process lock a file that no longer exists.
      channel.close();
      System.getProperties().remove(key(file));
    }
  }

  private static String key(Path file) {
    return "io.reactivesqlite.migrations.lock:" + file.toAbsolutePath().normalize();
  }
}
