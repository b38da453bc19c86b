// SPDX-License-Identifier: Apache-2.0
package io.reactivesqlite.client.engine;

import java.util.List;
import java.util.function.Predicate;

/**
 * Everything that is needed to open one native connection.
 *
 * @param uri SQLite's own {@code file:} URI, percent-encoded
 * @param file the file behind the URI, or {@code null} for a database in memory
 * @param mayCreate whether a missing file is created; only shapes the message of a failure
 * @param busyWaitMillis how long SQLite itself may wait, on the worker thread, for a lock of
 *     another process
 * @param statementCacheSize how many idle prepared statements are kept
 * @param cacheable which SQL texts are worth keeping
 * @param setup statements that run on each new connection, in order
 * @param extensions the extension libraries to load; loading is switched off again afterwards
 * @param customizers code that runs on each new connection after {@code setup}, to register
 *     functions and collations
 */
public record OpenSpec(
    String uri,
    String file,
    boolean mayCreate,
    int busyWaitMillis,
    int statementCacheSize,
    Predicate<String> cacheable,
    List<String> setup,
    List<String> extensions,
    List<Customizer> customizers) {

  /** Code that prepares a new native connection. */
  @FunctionalInterface
  public interface Customizer {
    void customize(NativeConnection connection) throws EngineException;
  }

  /** The same database, opened with other set-up statements. */
  public OpenSpec withSetup(List<String> statements) {
    return new OpenSpec(
        uri,
        file,
        mayCreate,
        busyWaitMillis,
        statementCacheSize,
        cacheable,
        statements,
        extensions,
        customizers);
  }

  /** Another database, opened in the same way as far as functions and collations go. */
  public OpenSpec forFile(String otherUri, String otherFile, List<String> statements) {
    return new OpenSpec(
        otherUri,
        otherFile,
        false,
        busyWaitMillis,
        16,
        cacheable,
        statements,
        extensions,
        customizers);
  }
}
