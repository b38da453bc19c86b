// SPDX-License-Identifier: Apache-2.0
package io.reactivesqlite.client.impl;

import io.reactivesqlite.client.SQLiteErrorKind;
import io.reactivesqlite.client.SQLiteException;
import io.reactivesqlite.client.engine.EngineException;
import io.reactivesqlite.client.scheduling.SchedulingException;

/** Turns what went wrong below into what the user sees. */
final class Failures {

  private Failures() {}

  static Throwable of(Throwable failure, String sql) {
    if (failure instanceof EngineException e) {
      return SQLiteException.of(e);
    }
    if (failure instanceof SchedulingException e) {
      return SQLiteException.of(kindOf(e.reason()), e.getMessage(), sql);
    }
    return failure;
  }

  private static SQLiteErrorKind kindOf(SchedulingException.Reason reason) {
    return switch (reason) {
      case CANCELLED -> SQLiteErrorKind.CANCELLED;
      case STATEMENT_TIMEOUT -> SQLiteErrorKind.TIMEOUT;
      case TURN_TIMEOUT -> SQLiteErrorKind.TIMEOUT;
      case QUEUE_FULL -> SQLiteErrorKind.QUEUE_FULL;
      case CLOSED -> SQLiteErrorKind.CLOSED;
      case REFUSED -> SQLiteErrorKind.MISUSE;
    };
  }
}
