// SPDX-License-Identifier: Apache-2.0
package io.reactivesqlite.client.engine;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import org.sqlite.SQLiteConnection;
import org.sqlite.core.DB;

/**
 * SQLite's online backup: copies all pages of one database over another one, in steps. The target
 * changes in one transaction, with the last step.
 *
 * <p>The native driver runs all steps in one call and asks its observer between them; so a pause
 * between steps keeps the thread. A source that somebody else writes between two steps is copied
 * from its start again, unless the copying connection holds a snapshot in WAL mode.
 *
 * @see <a href="https://www.sqlite.org/backup.html">Using the SQLite Online Backup API</a>
 */
public final class PageCopy {

  private static final String MAIN = "main";

  /** How long the copy sleeps where a lock of another process is in its way. */
  private static final int BUSY_SLEEP_MILLIS = 10;

  /** Told after each step, on the copying thread; may pause it, and must not throw. */
  @FunctionalInterface
  public interface Observer {
    void step(int pagesDone, int pagesTotal);
  }

  private PageCopy() {}

  /**
   * Copies the connection's database to another one, which the copy opens by itself.
   *
   * @param targetUri SQLite's URI of the target
   */
  public static void copy(
      NativeConnection source,
      String targetUri,
      int pagesPerStep,
      long busyTimeoutMillis,
      Observer observer)
      throws EngineException {
    try {
      int code =
          source
              .db()
              .backup(
                  MAIN,
                  targetUri,
                  observer(observer),
                  BUSY_SLEEP_MILLIS,
                  busyRounds(busyTimeoutMillis),
                  pagesPerStep);
      check(code, "the backup's target");
    } catch (SQLException e) {
      throw Errors.of(e, null);
    }
  }

  /**
   * Copies a database that nobody writes into that of a plain JDBC connection of the same driver.
   */
  public static void copyInto(
      Connection target,
      String sourceUri,
      int pagesPerStep,
      long busyTimeoutMillis,
      Observer observer)
      throws EngineException {
    try {
      if (!target.isWrapperFor(SQLiteConnection.class)) {
        throw new EngineException(
            ResultCodes.MISUSE,
            "a backup can go into a connection of org.xerial:sqlite-jdbc only, not into a "
                + target.getClass().getName(),
            null,
            null);
      }
      DB db = target.unwrap(SQLiteConnection.class).getDatabase();
      int[] last = {-1, 0};
      int code =
          db.restore(
              MAIN,
              sourceUri,
              (remaining, total) -> {
                last[0] = remaining;
                last[1] = total;
                observer.step(total - remaining, total);
              },
              BUSY_SLEEP_MILLIS,
              busyRounds(busyTimeoutMillis),
              pagesPerStep);
      check(code, "the connection");
      // The native call gives the code of its source alone: a target that is locked or full is none
      // of its errors.
      if (last[0] != 0 || pages(target) != last[1]) {
        check(ResultCodes.BUSY, "the connection");
      }
    } catch (SQLException e) {
      throw Errors.of(e, null);
    }
  }

  private static int pages(Connection target) throws SQLException {
    try (Statement statement = target.createStatement();
        ResultSet rows = statement.executeQuery("PRAGMA page_count")) {
      return rows.next() ? rows.getInt(1) : -1;
    }
  }

  private static DB.ProgressObserver observer(Observer observer) {
    return (remaining, total) -> observer.step(total - remaining, total);
  }

  private static int busyRounds(long busyTimeoutMillis) {
    return (int) Math.min(Integer.MAX_VALUE, busyTimeoutMillis / BUSY_SLEEP_MILLIS);
  }

  /** The native call gives a code and no words. */
  private static void check(int code, String target) throws EngineException {
    if (code == ResultCodes.OK) {
      return;
    }
    String reason =
        switch (ResultCodes.primary(code)) {
          case ResultCodes.CANTOPEN -> target + " cannot be opened or created";
          case ResultCodes.READONLY ->
              target
                  + " cannot be written, or it is in WAL mode and has another page size than the source";
          case ResultCodes.BUSY, ResultCodes.LOCKED ->
              target + " or the source is in use by somebody else for too long";
          case ResultCodes.FULL -> "the disk is full";
          default -> "copying the pages failed";
        };
    throw new EngineException(code, reason, null, null);
  }
}
