// SPDX-License-Identifier: Apache-2.0
package io.reactivesqlite.client.impl;

import io.reactivesqlite.client.SQLiteErrorKind;
import io.reactivesqlite.client.SQLiteException;
import io.reactivesqlite.client.engine.EngineException;
import io.reactivesqlite.client.engine.NativeConnection;
import io.reactivesqlite.client.engine.OpenSpec;
import io.reactivesqlite.client.engine.PageCopy;
import io.reactivesqlite.client.scheduling.SchedulingException;
import io.reactivesqlite.client.scheduling.TurnOnThread;
import io.reactivesqlite.client.scheduling.WriteTurn;
import java.io.IOException;
import java.util.List;

/** The writing side of a copy into a database that is in use: in its turn, and all at once. */
final class CopyTarget {

  /** What comes from outside must not be trusted while it is looked at. */
  private static final List<String> WARY =
      List.of("PRAGMA trusted_schema=0", "PRAGMA cell_size_check=1", "PRAGMA query_only=1");

  /** Where a database file says with which format version it may be written and read. */
  private static final int WRITE_VERSION = 18;

  private static final int READ_VERSION = 19;

  private CopyTarget() {}

  /** Opens what is to be restored. */
  @FunctionalInterface
  interface Opener {
    NativeConnection open(ClientDatabase client) throws Exception;
  }

  static NativeConnection open(ClientDatabase client, String path) throws EngineException {
    String file = NativeConnection.canonical(path);
    OpenSpec spec = client.lanes().spec().forFile(Opening.uriOf(file, "ro"), file, WARY);
    return NativeConnection.open(spec);
  }

  static NativeConnection open(ClientDatabase client, byte[] content) throws EngineException {
    if (content.length > READ_VERSION && content[WRITE_VERSION] == 2) {
      // What lives in memory cannot use a write-ahead log.
      content[WRITE_VERSION] = 1;
      content[READ_VERSION] = 1;
    }
    NativeConnection memory =
        NativeConnection.open(client.lanes().spec().forFile("file::memory:", null, WARY));
    try {
      memory.deserialize(content);
      return memory;
    } catch (EngineException e) {
      memory.close();
      throw e;
    }
  }

  /**
   * Replaces the content of the client's database.
   *
   * @param check whether the source comes from outside, so that SQLite must look through it first
   */
  static void replace(
      ClientDatabase client,
      NativeConnection source,
      int pagesPerStep,
      PageCopy.Observer observer,
      boolean check)
      throws EngineException, SchedulingException, IOException {
    if (check) {
      checkIntegrity(source);
    }
    boolean wal = "wal".equals(source.scalar("PRAGMA journal_mode"));
    if (!wal || client.database().wal()) {
      replaceBy(client, source, pagesPerStep, observer);
      return;
    }
    try (StagingFile staging = new StagingFile()) {
      staging.fill(source, pagesPerStep, client.options().getBusyTimeout(), observer);
      staging.complete(client);
      NativeConnection copy = staging.read(client);
      try {
        replaceBy(client, copy, pagesPerStep, (done, total) -> {});
      } finally {
        copy.close();
      }
    }
  }

  private static void replaceBy(
      ClientDatabase client, NativeConnection source, int pagesPerStep, PageCopy.Observer observer)
      throws EngineException, SchedulingException {
    NativeConnection target = client.lanes().openBeside();
    try {
      checkFits(source, target, client.database().wal());
      TurnOnThread turn =
          new TurnOnThread(
              client.database().turn(),
              WriteTurn.Mode.EXCLUSIVE,
              "a restore",
              client.options().getTurnTimeout());
      turn.take();
      try {
        CopyPolicy.over(client, target, source);
        PageCopy.copy(
            source,
            client.lanes().spec().uri(),
            pagesPerStep,
            client.options().getBusyTimeout(),
            observer);
        client.database().schemaChanged();
      } finally {
        turn.release();
      }
    } finally {
      target.close();
    }
  }

  private static void checkIntegrity(NativeConnection source) throws EngineException {
    Object found = source.scalar("PRAGMA integrity_check(1)");
    if (!"ok".equals(found)) {
      throw SQLiteException.of(
          SQLiteErrorKind.CORRUPT,
          "What should be restored is damaged, and the database was left as it is: " + found,
          null);
    }
  }

  private static void checkFits(NativeConnection source, NativeConnection target, boolean wal)
      throws EngineException {
    if (wal) {
      checkSame("page_size", source, target, "a database in WAL mode keeps its page size");
    }
    checkSame(
        "encoding", source, target, "connections that are open keep the text encoding they know");
  }

  private static void checkSame(
      String pragma, NativeConnection source, NativeConnection target, String reason)
      throws EngineException {
    Object there = source.scalar("PRAGMA " + pragma);
    Object here = target.scalar("PRAGMA " + pragma);
    if (!there.equals(here)) {
      throw SQLiteException.of(
          SQLiteErrorKind.MISUSE,
          "The "
              + pragma
              + " of the copy is "
              + there
              + ", that of the database "
              + here
              + ": "
              + reason
              + ". Dump it and load the dump instead",
          null);
    }
  }
}
