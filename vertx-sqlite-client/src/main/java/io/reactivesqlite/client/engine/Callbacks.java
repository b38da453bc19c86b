// SPDX-License-Identifier: Apache-2.0
package io.reactivesqlite.client.engine;

import java.sql.SQLException;
import java.sql.Statement;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.function.BooleanSupplier;
import org.sqlite.Collation;
import org.sqlite.Function;
import org.sqlite.ProgressHandler;
import org.sqlite.core.DB;

/**
 * The user's code that SQLite calls on one connection: functions, collations, a progress handler.
 *
 * <p>No exception may ever reach the native code. What a function throws becomes the error of its
 * statement. SQLite has no error for a comparison, so after a collation has thrown, the order of
 * the characters' numbers takes its place until the statement is through; then the statement fails,
 * and what it wrote in that wrong order is rolled back.
 */
final class Callbacks {

  private final NativeConnection connection;
  private final Map<String, Boolean> windows = new HashMap<>();
  private boolean collations;
  private Throwable failure;
  private String failed;
  private boolean orderIsWrong;

  Callbacks(NativeConnection connection) {
    this.connection = connection;
  }

  void register(Routine routine) throws EngineException {
    try {
      if (routine instanceof Routine.Scalar scalar) {
        Function.create(
            connection.jdbc(),
            scalar.name(),
            new NativeFunctions.Scalar(scalar, this),
            scalar.arity(),
            scalar.traits().flags());
      } else if (routine instanceof Routine.Aggregate aggregate) {
        Function.create(
            connection.jdbc(),
            aggregate.name(),
            aggregate.window()
                ? new NativeFunctions.OfWindow(aggregate, this)
                : new NativeFunctions.OfGroup(aggregate, this),
            aggregate.arity(),
            aggregate.traits().flags());
        windows.put(aggregate.name().toLowerCase(Locale.ROOT), aggregate.window());
      } else if (routine instanceof Routine.Collation collation) {
        Collation.create(connection.jdbc(), collation.name(), order(collation));
        collations = true;
      }
    } catch (SQLException e) {
      EngineException error = Errors.of(e, null);
      throw new EngineException(
          error.code(),
          "cannot register "
              + routine.name()
              + " while a statement of this connection is open: "
              + error.getMessage(),
          null,
          e);
    }
  }

  private Collation order(Routine.Collation collation) {
    return new Collation() {
      @Override
      protected int xCompare(String a, String b) {
        if (!orderIsWrong) {
          try {
            return collation.order().compare(a, b);
          } catch (Throwable e) {
            failed("collation " + collation.name(), e);
            orderIsWrong = true;
          }
        }
        return a.compareTo(b);
      }
    };
  }

  DB db() {
    return connection.db();
  }

  /**
   * Remembers the first thing that went wrong, as the cause of the statement's error.
   *
   * @return the message for SQLite
   */
  String failed(String what, Throwable e) {
    if (failure == null) {
      failed = what;
      failure = e;
    }
    return message(what, e);
  }

  /** What a statement's error says: which of the user's code failed, never its values. */
  private static String message(String what, Throwable e) {
    return "the " + what + " failed with " + e.getClass().getName() + "; see the cause";
  }

  /** The error of a statement, with the exception of the user's code as its cause. */
  EngineException error(SQLException e, String sql) {
    EngineException error = Errors.of(e, sql);
    Throwable cause = failure;
    if (cause == null) {
      return error;
    }
    String message = message(failed, cause);
    forget();
    return new EngineException(error.code(), message, sql, cause);
  }

  private void forget() {
    failure = null;
    failed = null;
    orderIsWrong = false;
  }

  /**
   * Calls {@code goOn} after each so many instructions; the first {@code false} ends a statement.
   */
  void progress(int instructions, BooleanSupplier goOn) throws EngineException {
    if (goOn == null) {
      giveWay();
      return;
    }
    handler(
        instructions,
        new GiveWay() {
          @Override
          protected int progress() {
            super.progress();
            try {
              return goOn.getAsBoolean() ? 0 : 1;
            } catch (Throwable e) {
              failed("progress handler", e);
              return 1;
            }
          }
        });
  }

  /** Makes long statements share their core; see {@link GiveWay}. */
  void giveWay() throws EngineException {
    handler(GiveWay.INSTRUCTIONS, new GiveWay());
  }

  void handler(int instructions, GiveWay handler) throws EngineException {
    try {
      ProgressHandler.setHandler(connection.jdbc(), instructions, handler);
    } catch (SQLException e) {
      throw Errors.of(e, null);
    }
  }

  /** To be called before a statement runs: refuses what would end the process. */
  void check(String sql) throws EngineException {
    if (windows.containsValue(true)) {
      WindowGuard.check(connection, windows, sql);
    }
  }

  /**
   * Whether the statement needs a transaction around it, so that what it wrote in a wrong order can
   * be undone.
   */
  boolean needsTransaction(StatementVerb verb) {
    return collations && writes(verb) && !connection.inTransaction();
  }

  private static boolean writes(StatementVerb verb) {
    return switch (verb) {
      case INSERT, REPLACE, UPDATE, DELETE, CREATE, REINDEX, ALTER -> true;
      default -> false;
    };
  }

  /**
   * What a collation did wrong while the statement ran, or null. A statement that wrote within a
   * transaction loses the whole of it: its indexes would be out of order.
   */
  EngineException outOfOrder(NativeStatement statement) {
    if (!orderIsWrong) {
      return null;
    }
    Throwable cause = failure;
    String message = message(failed, cause);
    forget();
    boolean undone = writes(statement.verb()) && connection.inTransaction();
    EngineException e =
        new EngineException(
            ResultCodes.ERROR,
            undone
                ? message
                    + "; the transaction was rolled back, as its indexes would be out of order"
                : message,
            statement.sql(),
            cause);
    if (undone) {
      rollback(statement, e);
    }
    return e;
  }

  /** Ends the transaction that {@link #needsTransaction} asked for. */
  void commit(NativeStatement statement) throws EngineException {
    statement.reset();
    try {
      run("COMMIT");
    } catch (EngineException e) {
      rollback(statement, e);
      throw new EngineException(e.code(), e.getMessage(), statement.sql(), e.getCause());
    }
  }

  /** Undoes what the statement wrote; SQLite may have done so already. */
  void rollback(NativeStatement statement, EngineException reason) {
    statement.reset();
    try {
      run("ROLLBACK");
    } catch (EngineException e) {
      reason.addSuppressed(e);
    }
  }

  /** Runs a statement beside the cache, without looking after the connection's state. */
  void run(String sql) throws EngineException {
    try (Statement statement = connection.jdbc().createStatement()) {
      statement.execute(sql);
    } catch (SQLException e) {
      throw Errors.of(e, sql);
    }
  }
}
