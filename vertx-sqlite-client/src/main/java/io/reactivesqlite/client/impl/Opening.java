// SPDX-License-Identifier: Apache-2.0
package io.reactivesqlite.client.impl;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.reactivesqlite.client.JournalMode;
import io.reactivesqlite.client.OpenMode;
import io.reactivesqlite.client.SQLiteConnectOptions;
import io.reactivesqlite.client.engine.EngineException;
import io.reactivesqlite.client.engine.NativeConnection;
import io.reactivesqlite.client.engine.OpenSpec;
import io.reactivesqlite.client.engine.ResultCodes;
import io.reactivesqlite.client.scheduling.Database;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.atomic.AtomicLong;

/**
 * How the options open a database: under which key the process knows it, and with which statements
 * each connection begins.
 *
 * @param key the same for all names of one database
 * @param connection opens a connection of a lane
 * @param preparation what the first who opens the database settles for all
 */
record Opening(String key, OpenSpec connection, Database.Preparation preparation) {

  /**
   * How long SQLite may wait for another process on a worker thread, before the lane waits without
   * one.
   */
  private static final int BUSY_WAIT_MILLIS = 10;

  /**
   * Checkpoints run off the callers' path. A commit makes one only if these have fallen behind by
   * so much.
   */
  private static final int BACKSTOP_FACTOR = 16;

  private static final AtomicLong PRIVATE_MEMORY = new AtomicLong();

  static Opening of(SQLiteConnectOptions options) throws EngineException {
    if (options.getDatabase() == null) {
      throw new EngineException(
          ResultCodes.CANTOPEN,
          "the options name no database: use setDatabase, with a path or :memory:",
          null,
          null);
    }
    String file = options.isMemory() ? null : NativeConnection.canonical(options.getDatabase());
    String uri;
    String key;
    if (file == null) {
      String name = options.getDatabase();
      if (SQLiteConnectOptions.MEMORY_PATH.equals(name)) {
        name = "private/" + PRIVATE_MEMORY.incrementAndGet();
      } else {
        name = "named/" + name;
      }
      // This file system of SQLite's keeps a database in memory for all connections of the process
      // that name it.
      uri = "file:/" + encode(name) + "?vfs=memdb";
      key = "memory:" + name;
    } else {
      uri = fileUri(file, options);
      key = file;
    }
    boolean writable = file == null || options.getMode() != OpenMode.RO && !options.isImmutable();
    boolean mayCreate = options.getMode() == OpenMode.RWC;
    List<String> perConnection = perConnection(options, writable);
    List<String> perDatabase = perFile(options, writable);
    perDatabase.addAll(perConnection);
    List<String> lane = new ArrayList<>(perConnection);
    lane.addAll(options.getInitSql());
    return new Opening(
        key,
        spec(uri, file, mayCreate, options, lane),
        new Database.Preparation(
            spec(uri, file, mayCreate, options, perDatabase),
            file != null && writable ? options.getJournalMode().name() : null,
            writable ? options.getWalAutocheckpoint() : 0));
  }

  private static OpenSpec spec(
      String uri,
      String file,
      boolean mayCreate,
      SQLiteConnectOptions options,
      List<String> setup) {
    return new OpenSpec(
        uri,
        file,
        mayCreate,
        Math.min(BUSY_WAIT_MILLIS, options.getBusyTimeout()),
        options.getCachePreparedStatements() ? options.getPreparedStatementCacheMaxSize() : 0,
        options.getPreparedStatementCacheSqlFilter(),
        setup,
        options.getLoadableExtensions(),
        Routines.customizers(options));
  }

  private static String fileUri(String file, SQLiteConnectOptions options) {
    String mode = options.getMode().name().toLowerCase(Locale.ROOT);
    return uriOf(file, mode) + (options.isImmutable() ? "&immutable=1" : "");
  }

  /** SQLite's URI of a file, given by its canonical path. */
  static String uriOf(String file, String mode) {
    String path = encode(file.replace('\\', '/'));
    if (!path.startsWith("/")) {
      path = "/" + path;
    }
    return "file://" + path + "?mode=" + mode;
  }

  private static String encode(String path) {
    StringBuilder encoded = new StringBuilder(path.length());
    for (byte b : path.getBytes(UTF_8)) {
      char c = (char) (b & 0xff);
      if (c > ' ' && c < 0x7f && "%?#\"<>^`{|}&=+;".indexOf(c) < 0) {
        encoded.append(c);
      } else {
        encoded.append('%').append(String.format("%02X", b & 0xff));
      }
    }
    return encoded.toString();
  }

  /**
   * What concerns the file, in the order that SQLite needs: the layout of a new file is fixed by
   * the first write.
   */
  private static List<String> perFile(SQLiteConnectOptions options, boolean writable) {
    List<String> sql = start(options, writable);
    if (writable && !options.isMemory() && isOfTheFile(options.getJournalMode())) {
      sql.add("PRAGMA journal_mode=" + options.getJournalMode());
    }
    return sql;
  }

  /** Of the other modes the file knows nothing: they are set on each connection. */
  private static boolean isOfTheFile(JournalMode mode) {
    return mode == JournalMode.WAL || mode == JournalMode.DELETE;
  }

  /**
   * The layout of a new file is fixed by whichever connection creates its first table, so each of
   * them must know it; in a file that has tables these have no effect.
   */
  private static List<String> start(SQLiteConnectOptions options, boolean writable) {
    List<String> sql = new ArrayList<>();
    // Before all else what guards against a hostile file: it must hold when the rest first reads
    // the schema.
    sql.add("PRAGMA trusted_schema=" + onOff(options.isTrustedSchema()));
    if (!writable) {
      return sql;
    }
    if (options.getPageSize() != 0) {
      sql.add("PRAGMA page_size=" + options.getPageSize());
    }
    if (options.getEncoding() != null) {
      sql.add("PRAGMA encoding='" + options.getEncoding().sqlName() + "'");
    }
    if (options.getAutoVacuum() != null) {
      sql.add("PRAGMA auto_vacuum=" + options.getAutoVacuum());
    }
    return sql;
  }

  /** What SQLite forgets with each connection. */
  private static List<String> perConnection(SQLiteConnectOptions options, boolean writable) {
    List<String> sql = start(options, writable);
    sql.add("PRAGMA cell_size_check=" + onOff(options.isCellSizeCheck()));
    sql.add("PRAGMA foreign_keys=" + onOff(options.isForeignKeys()));
    sql.add("PRAGMA synchronous=" + options.getSynchronous());
    sql.add("PRAGMA cache_size=" + options.getCacheSize());
    sql.add("PRAGMA recursive_triggers=" + onOff(options.isRecursiveTriggers()));
    sql.add("PRAGMA secure_delete=" + options.getSecureDelete());
    sql.add("PRAGMA temp_store=" + options.getTempStore());
    if (options.getMmapSize() > 0) {
      sql.add("PRAGMA mmap_size=" + options.getMmapSize());
    }
    if (options.getMaxPageCount() > 0) {
      sql.add("PRAGMA max_page_count=" + options.getMaxPageCount());
    }
    if (writable && !options.isMemory() && !isOfTheFile(options.getJournalMode())) {
      sql.add("PRAGMA journal_mode=" + options.getJournalMode());
    }
    if (writable) {
      sql.add("PRAGMA journal_size_limit=" + options.getJournalSizeLimit());
      sql.add("PRAGMA wal_autocheckpoint=" + options.getWalAutocheckpoint() * BACKSTOP_FACTOR);
    }
    return sql;
  }

  private static int onOff(boolean value) {
    return value ? 1 : 0;
  }
}
