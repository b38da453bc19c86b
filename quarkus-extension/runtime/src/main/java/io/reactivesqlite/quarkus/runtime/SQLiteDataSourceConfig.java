// SPDX-License-Identifier: Apache-2.0
package io.reactivesqlite.quarkus.runtime;

import io.quarkus.runtime.annotations.ConfigDocDefault;
import io.quarkus.runtime.annotations.ConfigGroup;
import io.reactivesqlite.client.AutoVacuum;
import io.reactivesqlite.client.JournalMode;
import io.reactivesqlite.client.OpenMode;
import io.reactivesqlite.client.SecureDelete;
import io.reactivesqlite.client.Synchronous;
import io.reactivesqlite.client.TempStore;
import io.reactivesqlite.client.TextEncoding;
import io.reactivesqlite.client.TransactionMode;
import io.smallrye.config.WithDefault;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;

/**
 * How a database is opened and used. What is not configured is as the URL says, and else as the
 * client does it by default.
 */
@ConfigGroup
public interface SQLiteDataSourceConfig {

  /**
   * How the file is opened: {@code rwc} makes it where it is missing, {@code rw} does not, {@code
   * ro} only reads.
   */
  @ConfigDocDefault("rwc")
  Optional<OpenMode> mode();

  /** Whether the file is only read; the same as mode {@code ro}. */
  @ConfigDocDefault("false")
  Optional<Boolean> readOnly();

  /**
   * Promises that nobody changes the file while it is open, so that no locks are taken. Only for
   * read-only media: where the promise is broken, queries give wrong answers.
   */
  @ConfigDocDefault("false")
  Optional<Boolean> immutable();

  /** Whether missing directories of the path are made. */
  @ConfigDocDefault("false")
  Optional<Boolean> createParentDirectories();

  /**
   * How transactions are made atomic. In {@code wal}, readers and the writer do not wait for each
   * other; in every other mode they do.
   */
  @ConfigDocDefault("wal")
  Optional<JournalMode> journalMode();

  /**
   * How much a commit waits for the disk. With {@code normal} a power cut can take the last
   * commits, but does not damage a database in {@code wal}.
   */
  @ConfigDocDefault("full")
  Optional<Synchronous> synchronous();

  /** Whether foreign keys are enforced. */
  @ConfigDocDefault("true")
  Optional<Boolean> foreignKeys();

  /**
   * How long to wait for a lock that another process holds. A number without a unit counts seconds.
   */
  @ConfigDocDefault("5S")
  Optional<Duration> busyTimeout();

  /**
   * How transactions begin. A {@code deferred} one that reads first and writes later fails where
   * another one has written in between.
   */
  @ConfigDocDefault("immediate")
  Optional<TransactionMode> transactionMode();

  /** The page cache of each connection: pages where positive, KiB where negative. */
  @ConfigDocDefault("-2000")
  OptionalInt cacheSize();

  /** How many bytes of the file may be mapped into memory. */
  @ConfigDocDefault("0")
  OptionalLong mmapSize();

  /** Where temporary tables, indexes and sorts live. */
  @ConfigDocDefault("default")
  Optional<TempStore> tempStore();

  /** The page size of a new database, a power of two from 512 to 65536. */
  @ConfigDocDefault("left to SQLite")
  OptionalInt pageSize();

  /** Whether a new database gives free pages back to the system. */
  @ConfigDocDefault("left to SQLite")
  Optional<AutoVacuum> autoVacuum();

  /** How a new database stores text. */
  @ConfigDocDefault("left to SQLite, which takes UTF-8")
  Optional<TextEncoding> encoding();

  /**
   * To how many bytes the WAL file or the journal is cut when it is not needed; -1 for no limit.
   */
  @ConfigDocDefault("67108864")
  OptionalLong journalSizeLimit();

  /**
   * After how many pages in the WAL a commit moves them into the database; 0 leaves that to
   * somebody else, such as a replicator.
   */
  @ConfigDocDefault("1000")
  OptionalInt walAutocheckpoint();

  /**
   * Whether views, triggers and defaults of the schema may call functions that are not known to be
   * harmless. Leave it off for files from elsewhere.
   */
  @ConfigDocDefault("false")
  Optional<Boolean> trustedSchema();

  /** Whether a trigger may fire itself. */
  @ConfigDocDefault("false")
  Optional<Boolean> recursiveTriggers();

  /** Whether deleted content is overwritten with zeros. */
  @ConfigDocDefault("off")
  Optional<SecureDelete> secureDelete();

  /** Whether pages are checked more closely for damage when they are read. */
  @ConfigDocDefault("false")
  Optional<Boolean> cellSizeCheck();

  /** How many pages the database may grow to. */
  @ConfigDocDefault("no limit")
  OptionalLong maxPageCount();

  /**
   * The libraries that SQLite loads as extensions on each connection. They are native code; nothing
   * else can be loaded.
   */
  @ConfigDocDefault("none")
  Optional<List<String>> loadableExtensions();

  /**
   * Statements to run on each new connection. A comma separates two statements; write {@code \,}
   * for one that belongs to a statement, or number the keys: {@code init-sql[0]}.
   */
  @ConfigDocDefault("none")
  Optional<List<String>> initSql();

  /** How many connections serve the reads of the pool. */
  @ConfigDocDefault("twice the number of cores, at most 4")
  OptionalInt readers();

  /** How long a statement may run before it is interrupted. */
  @ConfigDocDefault("no limit")
  Optional<Duration> statementTimeout();

  /** How long a transaction or a statement may wait for its turn to write. */
  @ConfigDocDefault("30S")
  Optional<Duration> turnTimeout();

  /** How many requests may wait for one connection of the database; more fail at once. */
  @ConfigDocDefault("50000")
  OptionalInt queueLimit();

  /** From when on a statement is logged as slow. */
  @ConfigDocDefault("never")
  Optional<Duration> slowStatementThreshold();

  /** Whether the log of slow statements shows the values of parameters. */
  @ConfigDocDefault("false")
  Optional<Boolean> logParameters();

  /** Of how many different statements the pool keeps figures. */
  @ConfigDocDefault("0")
  OptionalInt statementFigures();

  /** From how many rows of a table on a statement that reads all of it is warned of, once. */
  @ConfigDocDefault("never")
  OptionalInt fullScanThreshold();

  /** Whether writes that wait together share one transaction and one wait for the disk. */
  @ConfigDocDefault("true")
  Optional<Boolean> groupCommit();

  /** How many writes at most share one transaction. */
  @ConfigDocDefault("512")
  OptionalInt maxGroupSize();

  /**
   * The name of the worker pool whose threads call SQLite. Datasources with the same name share the
   * threads.
   */
  @ConfigDocDefault("vertx-sqlite")
  Optional<String> workerPoolName();

  /** How many threads that worker pool has at most. */
  @ConfigDocDefault("16")
  OptionalInt workerPoolSize();

  /** How long the end of the application waits for what runs before it is interrupted. */
  @ConfigDocDefault("5S")
  Optional<Duration> closeGrace();

  /** Whether {@code PRAGMA optimize} runs when the database is closed. */
  @ConfigDocDefault("true")
  Optional<Boolean> optimizeOnClose();

  /** How many prepared statements each connection keeps. */
  @ConfigDocDefault("256")
  OptionalInt preparedStatementCacheMaxSize();

  /** Up to how many characters of SQL a prepared statement is kept. */
  @ConfigDocDefault("16384")
  OptionalInt preparedStatementCacheSqlLimit();

  /**
   * Whether transactions of Hibernate's sessions that wait for one another share a commit, on a
   * connection beside those that {@code max-size} counts. With {@code false} each commits alone, on
   * a connection of its own.
   */
  @WithDefault("true")
  boolean sharedTransactions();

  /** Whether the figures of the pool are meters where the application has quarkus-micrometer. */
  @WithDefault("true")
  boolean metrics();
}
