// SPDX-License-Identifier: Apache-2.0
package io.reactivesqlite.client.impl;

import io.reactivesqlite.client.engine.EngineException;
import io.reactivesqlite.client.engine.NativeConnection;
import io.reactivesqlite.client.engine.PageCopy;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * A copy on its way, in a file that nobody else knows. Its header does not ask for WAL any more: a
 * database in memory, or one with a rollback journal, could not be opened with that.
 */
final class StagingFile implements AutoCloseable {

  private final Path directory;
  private final BackupFile file;

  StagingFile() throws IOException {
    directory = Files.createTempDirectory("sqlite-copy");
    file = BackupFile.at(directory.resolve("copy.db").toString());
  }

  /** Where the copy goes. */
  String targetUri() {
    return file.uri();
  }

  /** Where the copy is read from, once {@link #complete} was called. */
  String sourceUri() {
    return Opening.uriOf(file.part().toString(), "ro");
  }

  /** Copies a connection's database into the file. */
  void fill(
      NativeConnection source, int pagesPerStep, long busyTimeoutMillis, PageCopy.Observer observer)
      throws EngineException {
    PageCopy.copy(source, targetUri(), pagesPerStep, busyTimeoutMillis, observer);
  }

  /** To be called when the copy is there. */
  void complete(ClientDatabase client) throws EngineException {
    open(client, "rw", List.of("PRAGMA journal_mode=DELETE")).close();
  }

  /** A connection that reads the copy. */
  NativeConnection read(ClientDatabase client) throws EngineException {
    return open(client, "ro", List.of("PRAGMA trusted_schema=0"));
  }

  private NativeConnection open(ClientDatabase client, String mode, List<String> setup)
      throws EngineException {
    String part = file.part().toString();
    return NativeConnection.open(
        client.lanes().spec().forFile(Opening.uriOf(part, mode), part, setup));
  }

  @Override
  public void close() throws IOException {
    file.discard();
    Files.delete(directory);
  }
}
