// SPDX-License-Identifier: Apache-2.0
package io.reactivesqlite.client.engine;

/** The result codes of SQLite that this code decides on; see https://www.sqlite.org/rescode.html. */
public final class ResultCode {

  public static final int OK = 0;
  public static final int ERROR = 1;
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
  public static final int RANGE = 25;
  public static final int ROW = 100;
  public static final int DONE = 101;

  /** A read transaction cannot become a write transaction, as its snapshot is no longer the newest. */
  public static final int BUSY_SNAPSHOT = 517;

  private ResultCode() {}

  /** The primary code within an extended one. */
  public static int primary(int code) {
    return code & 0xff;
  }
}
