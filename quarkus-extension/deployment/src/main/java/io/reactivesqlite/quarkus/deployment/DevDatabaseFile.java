// SPDX-License-Identifier: Apache-2.0
package io.reactivesqlite.quarkus.deployment;

import io.quarkus.datasource.deployment.spi.DatasourceStartable;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** A directory of its own for a new database, gone when development or the test ends. */
final class DevDatabaseFile implements DatasourceStartable {

  private Path directory;

  @Override
  public void start() {
    try {
      directory = Files.createTempDirectory("quarkus-sqlite-");
    } catch (IOException e) {
      throw new UncheckedIOException("No directory for the database of Dev Services", e);
    }
  }

  @Override
  public String getConnectionInfo() {
    return file().toString();
  }

  /** Quarkus takes what has no identity for something that does not run. */
  @Override
  public String getContainerId() {
    return directory == null ? null : directory.getFileName().toString();
  }

  @Override
  public String getReactiveUrl() {
    return "sqlite:" + file().toUri().getRawPath().replace(",", "%2C");
  }

  @Override
  public String getEffectiveJdbcUrl() {
    return "jdbc:sqlite:" + file();
  }

  @Override
  public String getUsername() {
    return "";
  }

  @Override
  public String getPassword() {
    return "";
  }

  private Path file() {
    return directory.resolve("dev.db");
  }

  @Override
  public void close() throws IOException {
    if (directory == null || !Files.exists(directory)) {
      return;
    }
    List<Path> files;
    try (Stream<Path> listed = Files.list(directory)) {
      files = listed.toList();
    }
    for (Path file : files) {
      Files.deleteIfExists(file);
    }
    Files.delete(directory);
  }
}
