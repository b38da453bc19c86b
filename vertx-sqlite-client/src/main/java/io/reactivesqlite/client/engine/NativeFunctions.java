// SPDX-License-Identifier: Apache-2.0
package io.reactivesqlite.client.engine;

import java.sql.SQLException;
import org.sqlite.Function;
import org.sqlite.core.DB;

/**
 * The native driver's functions, made of {@link Routine}s. Their exceptions never leave them.
 *
 * <p>The driver lets only subclasses give a result, and has one superclass for each kind of
 * function: so {@code give} is there three times.
 */
final class NativeFunctions {

  private static final int INTEGER = 1;
  private static final int FLOAT = 2;
  private static final int TEXT = 3;
  private static final int BLOB = 4;
  private static final byte[] EMPTY = {};

  private NativeFunctions() {}

  private static Object[] arguments(DB db, Function function, int count) throws SQLException {
    Object[] arguments = new Object[count];
    for (int i = 0; i < count; i++) {
      switch (db.value_type(function, i)) {
        case INTEGER -> arguments[i] = db.value_long(function, i);
        case FLOAT -> arguments[i] = db.value_double(function, i);
        case TEXT -> arguments[i] = db.value_text(function, i);
        case BLOB -> {
          // The driver gives nothing for a blob of no bytes.
          byte[] blob = db.value_blob(function, i);
          arguments[i] = blob == null ? EMPTY : blob;
        }
        default -> arguments[i] = null;
      }
    }
    return arguments;
  }

  /** A function of one row. */
  static final class Scalar extends Function {
    private final Routine.Scalar routine;
    private final Callbacks callbacks;

    Scalar(Routine.Scalar routine, Callbacks callbacks) {
      this.routine = routine;
      this.callbacks = callbacks;
    }

    @Override
    protected void xFunc() throws SQLException {
      try {
        give(routine.body().call(arguments(callbacks.db(), this, args())));
      } catch (Throwable e) {
        error(callbacks.failed("function " + routine.name(), e));
      }
    }

    private void give(Object value) throws SQLException {
      if (value == null) {
        result();
      } else if (value instanceof Long number) {
        result(number);
      } else if (value instanceof Double number) {
        result(number);
      } else if (value instanceof String text) {
        result(text);
      } else {
        result((byte[]) value);
      }
    }
  }

  /** What one group of rows adds up to; made with the first row. */
  private static final class Group {
    private final Routine.Aggregate routine;
    private final Callbacks callbacks;
    private Routine.Accumulator accumulator;

    /** SQLite asks for the result of a failed group too, so as to clean up. */
    private boolean failed;

    Group(Routine.Aggregate routine, Callbacks callbacks) {
      this.routine = routine;
      this.callbacks = callbacks;
    }

    Group another() {
      return new Group(routine, callbacks);
    }

    private Routine.Accumulator accumulator() {
      if (accumulator == null) {
        accumulator = routine.maker().get();
      }
      return accumulator;
    }

    /** Null, or the message of what went wrong. */
    String add(Function function, int count) {
      try {
        accumulator().add(arguments(callbacks.db(), function, count));
        return null;
      } catch (Throwable e) {
        return failed(e);
      }
    }

    String remove(Function function, int count) {
      try {
        accumulator().remove(arguments(callbacks.db(), function, count));
        return null;
      } catch (Throwable e) {
        return failed(e);
      }
    }

    Object result() throws Exception {
      return failed ? null : accumulator().result();
    }

    String failed(Throwable e) {
      failed = true;
      return callbacks.failed("function " + routine.name(), e);
    }
  }

  /** A function of a group of rows. The driver clones it for each group. */
  static final class OfGroup extends Function.Aggregate {
    private Group group;

    OfGroup(Routine.Aggregate routine, Callbacks callbacks) {
      group = new Group(routine, callbacks);
    }

    @Override
    public Object clone() throws CloneNotSupportedException {
      OfGroup clone = (OfGroup) super.clone();
      clone.group = group.another();
      return clone;
    }

    @Override
    protected void xStep() throws SQLException {
      String message = group.add(this, args());
      if (message != null) {
        error(message);
      }
    }

    @Override
    protected void xFinal() throws SQLException {
      try {
        give(group.result());
      } catch (Throwable e) {
        error(group.failed(e));
      }
    }

    private void give(Object value) throws SQLException {
      if (value == null) {
        result();
      } else if (value instanceof Long number) {
        result(number);
      } else if (value instanceof Double number) {
        result(number);
      } else if (value instanceof String text) {
        result(text);
      } else {
        result((byte[]) value);
      }
    }
  }

  /** A function of a group that rows may leave again. The driver clones it for each group. */
  static final class OfWindow extends Function.Window {
    private Group group;

    OfWindow(Routine.Aggregate routine, Callbacks callbacks) {
      group = new Group(routine, callbacks);
    }

    @Override
    public Object clone() throws CloneNotSupportedException {
      OfWindow clone = (OfWindow) super.clone();
      clone.group = group.another();
      return clone;
    }

    @Override
    protected void xStep() throws SQLException {
      String message = group.add(this, args());
      if (message != null) {
        error(message);
      }
    }

    @Override
    protected void xInverse() throws SQLException {
      String message = group.remove(this, args());
      if (message != null) {
        error(message);
      }
    }

    @Override
    protected void xValue() throws SQLException {
      try {
        give(group.result());
      } catch (Throwable e) {
        error(group.failed(e));
      }
    }

    @Override
    protected void xFinal() throws SQLException {
      xValue();
    }

    private void give(Object value) throws SQLException {
      if (value == null) {
        result();
      } else if (value instanceof Long number) {
        result(number);
      } else if (value instanceof Double number) {
        result(number);
      } else if (value instanceof String text) {
        result(text);
      } else {
        result((byte[]) value);
      }
    }
  }
}
