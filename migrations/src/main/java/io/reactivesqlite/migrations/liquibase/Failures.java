// SPDX-License-Identifier: Apache-2.0
package io.reactivesqlite.migrations.liquibase;

import io.reactivesqlite.migrations.liquibase.MigrationException.Kind;
import java.sql.SQLException;
import liquibase.exception.ChangeLogParseException;
import liquibase.exception.LockException;
import liquibase.exception.MigrationFailedException;
import liquibase.exception.PreconditionFailedException;
import liquibase.exception.RollbackFailedException;
import liquibase.exception.RollbackImpossibleException;
import liquibase.exception.UnknownChangelogFormatException;
import liquibase.exception.ValidationFailedException;

/** Turns what went wrong inside of Liquibase into one exception that says what kind it is. */
final class Failures {

  private Failures() {}

  static RuntimeException translated(Throwable failure) {
    if (failure instanceof Error error) {
      throw error;
    }
    for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
      if (cause instanceof MigrationException known) {
        return known;
      }
      Kind kind = kindOf(cause);
      if (kind != null) {
        return new MigrationException(
            kind, message(cause instanceof SQLException ? failure : cause), failure);
      }
    }
    return new MigrationException(Kind.FAILED, message(failure), failure);
  }

  private static Kind kindOf(Throwable cause) {
    if (cause instanceof LockException lock) {
      return message(lock).startsWith("Stopped") ? Kind.CANCELLED : Kind.LOCKED;
    }
    if (cause instanceof ValidationFailedException
        || cause instanceof PreconditionFailedException) {
      return Kind.VALIDATION;
    }
    if (cause instanceof ChangeLogParseException
        || cause instanceof UnknownChangelogFormatException) {
      return Kind.CHANGELOG;
    }
    if (cause instanceof RollbackImpossibleException) {
      return Kind.ROLLBACK_IMPOSSIBLE;
    }
    if (cause instanceof MigrationFailedException || cause instanceof RollbackFailedException) {
      return Kind.FAILED;
    }
    return cause instanceof SQLException ? Kind.DATABASE : null;
  }

  private static String message(Throwable failure) {
    return failure.getMessage() == null ? failure.toString() : failure.getMessage();
  }
}
