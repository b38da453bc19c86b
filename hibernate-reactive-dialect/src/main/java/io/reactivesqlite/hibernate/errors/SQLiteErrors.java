// SPDX-License-Identifier: Apache-2.0
package io.reactivesqlite.hibernate.errors;

import java.sql.SQLException;
import org.hibernate.JDBCException;
import org.hibernate.QueryTimeoutException;
import org.hibernate.exception.ConstraintViolationException;
import org.hibernate.exception.ConstraintViolationException.ConstraintKind;
import org.hibernate.exception.DataException;
import org.hibernate.exception.JDBCConnectionException;
import org.hibernate.exception.LockTimeoutException;
import org.hibernate.exception.SQLGrammarException;
import org.hibernate.exception.spi.SQLExceptionConversionDelegate;
import org.hibernate.exception.spi.ViolatedConstraintNameExtractor;

/**
 * SQLite's result codes as Hibernate's exceptions. The reactive client gives the extended code; the
 * JDBC driver gives the primary one and names the extended one in its message.
 */
public final class SQLiteErrors {
  private static final String FAILED = " constraint failed";

  /** What the client says of a turn to write that did not come. */
  private static final String NO_TURN = " ms for the turn to write";

  /** The client's state of a statement that was stopped because of its time. */
  private static final String STOPPED = "57014";

  private static final int SQLITE_ERROR = 1;
  private static final int SQLITE_BUSY = 5;
  private static final int SQLITE_LOCKED = 6;
  private static final int SQLITE_INTERRUPT = 9;
  private static final int SQLITE_IOERR = 10;
  private static final int SQLITE_CORRUPT = 11;
  private static final int SQLITE_FULL = 13;
  private static final int SQLITE_CANTOPEN = 14;
  private static final int SQLITE_PROTOCOL = 15;
  private static final int SQLITE_TOOBIG = 18;
  private static final int SQLITE_CONSTRAINT = 19;
  private static final int SQLITE_MISMATCH = 20;
  private static final int SQLITE_NOTADB = 26;

  private final ConstraintNames names;

  public SQLiteErrors(ConstraintNames names) {
    this.names = names;
  }

  public SQLExceptionConversionDelegate conversion() {
    return this::convert;
  }

  public ViolatedConstraintNameExtractor constraintNames() {
    return this::constraintName;
  }

  private JDBCException convert(SQLException failure, String message, String sql) {
    if (text(failure).contains(NO_TURN)) {
      return new LockTimeoutException(message, failure, sql);
    }
    if (STOPPED.equals(failure.getSQLState())) {
      return new QueryTimeoutException(message, failure, sql);
    }
    return switch (failure.getErrorCode() & 0xff) {
      case SQLITE_CONSTRAINT ->
          new ConstraintViolationException(
              message, failure, sql, kind(failure), constraintName(failure));
      case SQLITE_BUSY, SQLITE_LOCKED -> new LockTimeoutException(message, failure, sql);
      case SQLITE_INTERRUPT -> new QueryTimeoutException(message, failure, sql);
      case SQLITE_TOOBIG, SQLITE_MISMATCH -> new DataException(message, failure, sql);
      case SQLITE_IOERR,
          SQLITE_CORRUPT,
          SQLITE_FULL,
          SQLITE_CANTOPEN,
          SQLITE_PROTOCOL,
          SQLITE_NOTADB ->
          new JDBCConnectionException(message, failure, sql);
      case SQLITE_ERROR -> new SQLGrammarException(message, failure, sql);
      default -> null;
    };
  }

  private static ConstraintKind kind(SQLException failure) {
    final String text = text(failure);
    // a primary key is reported with the word UNIQUE
    if (text.contains("UNIQUE" + FAILED) || text.contains("PRIMARY KEY" + FAILED)) {
      return ConstraintKind.UNIQUE;
    }
    if (text.contains("NOT NULL" + FAILED)) {
      return ConstraintKind.NOT_NULL;
    }
    if (text.contains("FOREIGN KEY" + FAILED)) {
      return ConstraintKind.FOREIGN_KEY;
    }
    return text.contains("CHECK" + FAILED) ? ConstraintKind.CHECK : ConstraintKind.OTHER;
  }

  private String constraintName(SQLException failure) {
    final String text = text(failure);
    final int start = text.indexOf(FAILED + ": ");
    if (start < 0) {
      return null;
    }
    String reported = text.substring(start + FAILED.length() + 2).strip();
    // the client goes on with [SQLITE_CONSTRAINT_UNIQUE] and the SQL, xerial closes a parenthesis
    final int code = reported.indexOf(" [SQLITE_");
    if (code >= 0) {
      reported = reported.substring(0, code);
    } else if (reported.endsWith(")")) {
      reported = reported.substring(0, reported.length() - 1);
    }
    return switch (kind(failure)) {
      case UNIQUE -> names.nameOf(reported);
      case NOT_NULL -> reported.substring(reported.lastIndexOf('.') + 1);
      default -> reported;
    };
  }

  private static String text(SQLException failure) {
    final String message = failure.getMessage();
    return message == null ? "" : message.lines().findFirst().orElse("").stripTrailing();
  }
}
