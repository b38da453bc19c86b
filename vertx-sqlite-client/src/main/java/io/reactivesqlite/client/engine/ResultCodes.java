// SPDX-License-Identifier: Apache-2.0
package io.reactivesqlite.client.engine;

import java.util.HashMap;
import java.util.Map;

/**
 * The names of SQLite's result codes. An extended code holds its primary code in the low byte and a
 * number of its own, counted from 1, above it.
 *
 * @see <a href="https://www.sqlite.org/rescode.html">Result and error codes</a>
 */
public final class ResultCodes {

  public static final int OK = 0;
  public static final int ERROR = 1;
  public static final int ABORT = 4;
  public static final int BUSY = 5;
  public static final int LOCKED = 6;
  public static final int NOMEM = 7;
  public static final int READONLY = 8;
  public static final int INTERRUPT = 9;
  public static final int IOERR = 10;
  public static final int FULL = 13;
  public static final int CANTOPEN = 14;
  public static final int CONSTRAINT = 19;
  public static final int MISUSE = 21;
  public static final int AUTH = 23;
  public static final int RANGE = 25;
  public static final int ROW = 100;
  public static final int DONE = 101;

  /**
   * A read transaction cannot become a write transaction, as its snapshot is no longer the newest.
   */
  public static final int BUSY_SNAPSHOT = 517;

  private static final String[] PRIMARY = {
    "OK",
    "ERROR",
    "INTERNAL",
    "PERM",
    "ABORT",
    "BUSY",
    "LOCKED",
    "NOMEM",
    "READONLY",
    "INTERRUPT",
    "IOERR",
    "CORRUPT",
    "NOTFOUND",
    "FULL",
    "CANTOPEN",
    "PROTOCOL",
    "EMPTY",
    "SCHEMA",
    "TOOBIG",
    "CONSTRAINT",
    "MISMATCH",
    "MISUSE",
    "NOLFS",
    "AUTH",
    "FORMAT",
    "RANGE",
    "NOTADB",
    "NOTICE",
    "WARNING"
  };

  /** In the order of their numbers; a dash where a number has no name. */
  private static final String[] EXTENDED = {
    "OK LOAD_PERMANENTLY SYMLINK",
    "ERROR MISSING_COLLSEQ RETRY SNAPSHOT RESERVESIZE KEY UNABLE",
    "ABORT - ROLLBACK",
    "BUSY RECOVERY SNAPSHOT TIMEOUT",
    "LOCKED SHAREDCACHE VTAB",
    "READONLY RECOVERY CANTLOCK ROLLBACK DBMOVED CANTINIT DIRECTORY",
    "IOERR READ SHORT_READ WRITE FSYNC DIR_FSYNC TRUNCATE FSTAT UNLOCK RDLOCK DELETE BLOCKED NOMEM ACCESS"
        + " CHECKRESERVEDLOCK LOCK CLOSE DIR_CLOSE SHMOPEN SHMSIZE SHMLOCK SHMMAP SEEK DELETE_NOENT MMAP GETTEMPPATH"
        + " CONVPATH VNODE AUTH BEGIN_ATOMIC COMMIT_ATOMIC ROLLBACK_ATOMIC DATA CORRUPTFS IN_PAGE BADKEY CODEC",
    "CORRUPT VTAB SEQUENCE INDEX",
    "CANTOPEN NOTEMPDIR ISDIR FULLPATH CONVPATH DIRTYWAL SYMLINK",
    "CONSTRAINT CHECK COMMITHOOK FOREIGNKEY FUNCTION NOTNULL PRIMARYKEY TRIGGER UNIQUE VTAB ROWID PINNED DATATYPE",
    "NOTICE RECOVER_WAL RECOVER_ROLLBACK RBU",
    "WARNING AUTOINDEX",
    "AUTH USER"
  };

  private static final Map<Integer, String> NAMES = names();

  private ResultCodes() {}

  /** The primary code within an extended one. */
  public static int primary(int code) {
    return code & 0xff;
  }

  /** The code's name as SQLite's documentation has it, such as {@code SQLITE_CONSTRAINT_UNIQUE}. */
  public static String nameOf(int code) {
    String name = NAMES.get(code);
    if (name != null) {
      return name;
    }
    String primary = NAMES.get(code & 0xff);
    return primary == null ? "SQLITE_" + code : primary + "(" + code + ")";
  }

  private static Map<Integer, String> names() {
    Map<Integer, String> names = new HashMap<>();
    Map<String, Integer> codes = new HashMap<>();
    for (int code = 0; code < PRIMARY.length; code++) {
      names.put(code, "SQLITE_" + PRIMARY[code]);
      codes.put(PRIMARY[code], code);
    }
    for (String family : EXTENDED) {
      String[] words = family.split(" ");
      for (int number = 1; number < words.length; number++) {
        if (!words[number].equals("-")) {
          names.put(codes.get(words[0]) | number << 8, "SQLITE_" + words[0] + "_" + words[number]);
        }
      }
    }
    return names;
  }
}
