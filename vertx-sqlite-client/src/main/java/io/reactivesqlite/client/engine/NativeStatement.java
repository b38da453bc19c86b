// SPDX-License-Identifier: Apache-2.0
package io.reactivesqlite.client.engine;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.sql.SQLException;
import org.sqlite.core.CoreStatement;
import org.sqlite.core.DB;

/**
 * One prepared statement. Used by the one thread that holds its connection's lane.
 *
 * <p>Cells come back as SQLite stores them: {@code null}, {@link Long}, {@link Double}, {@link
 * String} or {@code byte[]}.
 */
public final class NativeStatement {

  private static final int INTEGER = 1;
  private static final int FLOAT = 2;
  private static final int TEXT = 3;
  private static final int BLOB = 4;

  private static final Object[] NO_VALUES = {};

  /** Values with more characters or bytes are not kept until the next execution. */
  private static final int BULKY = 512;

  private final NativeConnection connection;
  private final DB db;
  private final Callbacks callbacks;
  private final String sql;
  private final StatementVerb verb;
  private final Parameters parameters;
  private final boolean textAsBytes;
  private final boolean columnStar;
  private final boolean kept;
  private java.sql.PreparedStatement jdbc;
  private CoreStatement core;
  private long pointer;
  private Columns columns;
  private long schemaEpoch;
  private boolean onRow;
  private boolean running;
  private boolean bulky;

  /** Why the execution was ended between its rows; {@code null} where it was not. */
  private EngineException ended;

  /** Whether it runs in a transaction that {@link Callbacks} asked for. */
  private boolean guarded;

  NativeStatement(NativeConnection connection, String sql, boolean kept) throws EngineException {
    this.kept = kept;
    this.connection = connection;
    this.db = connection.db();
    this.callbacks = connection.callbacks();
    this.sql = sql;
    this.verb = SqlScanner.verb(sql);
    this.parameters = SqlScanner.parameters(sql);
    this.textAsBytes = connection.utf8();
    this.columnStar = SqlScanner.hasColumnStar(sql);
    compile();
  }

  private void compile() throws EngineException {
    try {
      jdbc = connection.jdbc().prepareStatement(sql);
      core = (CoreStatement) jdbc;
      pointer = core.pointer.safeRunLong((d, p) -> p);
      describe();
    } catch (SQLException e) {
      EngineException error = Errors.of(e, sql);
      throw EngineException.preparing(error.code(), error.getMessage(), sql, e);
    }
  }

  private void describe() throws SQLException {
    int count = db.column_count(pointer);
    if (count == 0) {
      columns = Columns.NONE;
    } else {
      String[] names = db.column_names(pointer);
      String[] types = new String[count];
      for (int i = 0; i < count; i++) {
        types[i] = db.column_decltype(pointer, i);
      }
      columns = new Columns(names, types);
    }
    schemaEpoch = connection.schemaEpoch();
  }

  public String sql() {
    return sql;
  }

  /** Whether it is worth keeping in the cache. */
  boolean kept() {
    return kept;
  }

  public StatementVerb verb() {
    return verb;
  }

  public Parameters parameters() {
    return parameters;
  }

  /** The columns of the result, as of the last execution. */
  public Columns columns() {
    return columns;
  }

  /**
   * Binds the values and takes the first step.
   *
   * @param values one storage value for each parameter
   * @return whether the statement stands on a row
   */
  public boolean start(Object[] values) throws EngineException {
    if (core.pointer.isClosed()) {
      compile();
    }
    callbacks.check(sql);
    guarded = callbacks.needsTransaction(verb);
    if (guarded) {
      callbacks.run("BEGIN");
    }
    running = true;
    try {
      onRow = parameters.count() == 0 ? step() : execute(values == null ? NO_VALUES : values);
      refresh();
    } catch (SQLException e) {
      throw failed(callbacks.error(e, sql));
    }
    stepped();
    return onRow;
  }

  /** After a step: a collation may have failed without SQLite's knowledge. */
  private void stepped() throws EngineException {
    EngineException outOfOrder = callbacks.outOfOrder(this);
    if (outOfOrder != null) {
      throw failed(outOfOrder);
    }
    if (guarded && !onRow) {
      guarded = false;
      callbacks.commit(this);
    }
  }

  private EngineException failed(EngineException e) {
    if (guarded) {
      guarded = false;
      callbacks.rollback(this, e);
    }
    return e;
  }

  private boolean execute(Object[] values) throws SQLException {
    bulky = false;
    for (Object value : values) {
      bulky |= isBulky(value);
    }
    return db.execute(core, values);
  }

  private static boolean isBulky(Object value) {
    return value instanceof String text
        ? text.length() > BULKY
        : value instanceof byte[] bytes && bytes.length > BULKY;
  }

  private boolean step() throws SQLException {
    int code = db.step(pointer);
    if (code == ResultCodes.ROW) {
      return true;
    }
    if (code != ResultCodes.DONE) {
      db.throwex(code);
    }
    return false;
  }

  /**
   * SQLite compiles a statement again by itself when the schema changed; its description must
   * follow. Of a change by another process nobody tells, so what can have got other columns is
   * looked at each time.
   */
  private void refresh() throws SQLException {
    if (schemaEpoch != connection.schemaEpoch()
        || db.column_count(pointer) != columns.count()
        || (columnStar && !columns.hasNames(db.column_names(pointer)))) {
      describe();
    }
  }

  /** Steps to the next row; {@code false} at the end. */
  public boolean next() throws EngineException {
    checkNotEnded();
    try {
      onRow = step();
    } catch (SQLException e) {
      onRow = false;
      throw failed(callbacks.error(e, sql));
    }
    stepped();
    return onRow;
  }

  /** Whether the statement stands on a row. */
  public boolean onRow() {
    return onRow;
  }

  /** The cells of the row on which the statement stands, in a new array. */
  public Object[] row() throws EngineException {
    checkNotEnded();
    int count = columns.count();
    Object[] row = new Object[count];
    // Not under the lock of db, though each call takes it: where the JVM leaves a compiled frame
    // that holds a lock, the lock becomes one that the native driver's calls take the slow way, for
    // good.
    try {
      for (int i = 0; i < count; i++) {
        row[i] = cell(i);
      }
    } catch (SQLException e) {
      throw Errors.of(e, sql);
    }
    return row;
  }

  private Object cell(int i) throws SQLException {
    switch (db.column_type(pointer, i)) {
      case INTEGER:
        return db.column_long(pointer, i);
      case TEXT:
        // Bytes and a Java decoder are quicker than the driver's own text; only a UTF-16 database
        // needs the latter.
        return textAsBytes
            ? new String(db.column_blob(pointer, i), UTF_8)
            : db.column_text(pointer, i);
      case FLOAT:
        return db.column_double(pointer, i);
      case BLOB:
        return db.column_blob(pointer, i);
      default:
        return null;
    }
  }

  /**
   * Ends the execution behind the back of whoever reads its rows: they are told why when they ask
   * for more.
   */
  void endOpen(int code, String reason) {
    if (running && ended == null) {
      reset();
      running = true;
      onRow = true;
      ended = new EngineException(code, reason, sql, null);
    }
  }

  /** Whether {@link #endOpen} has ended it. */
  public boolean wasEnded() {
    return ended != null;
  }

  private void checkNotEnded() throws EngineException {
    if (ended != null) {
      throw ended;
    }
  }

  /** Runs the statement to its end, for its effect alone. */
  public void run(Object[] values) throws EngineException {
    try {
      if (start(values)) {
        while (next()) {}
      }
    } finally {
      reset();
    }
  }

  /**
   * Ends an execution before its last row. Where it has written, this is where autocommit commits,
   * which may fail.
   */
  public void end() throws EngineException {
    if (!running || !onRow || ended != null || core.pointer.isClosed()) {
      return;
    }
    try {
      int code = db.reset(pointer);
      running = false;
      onRow = false;
      if (code != ResultCodes.OK) {
        db.throwex(code);
      }
    } catch (SQLException e) {
      throw Errors.of(e, sql);
    }
  }

  /**
   * Ends the execution: locks are dropped, and an autocommit write is committed. Values that take
   * much memory are forgotten; the others are overwritten by the next execution.
   */
  public void reset() {
    if (!running) {
      return;
    }
    running = false;
    onRow = false;
    if (ended != null) {
      ended = null;
      return;
    }
    if (core.pointer.isClosed()) {
      return;
    }
    try {
      // The code of a failed execution comes back a second time here; it was reported already.
      db.reset(pointer);
      if (bulky) {
        bulky = false;
        db.clear_bindings(pointer);
      }
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
    if (guarded) {
      guarded = false;
      try {
        callbacks.commit(this);
      } catch (EngineException e) {
        throw new IllegalStateException(e);
      }
    }
  }

  /**
   * Runs the statement, which gives one integer: the short way for one that is asked very often.
   */
  long integer() throws EngineException {
    try {
      checkOpen();
      step();
      long value = db.column_long(pointer, 0);
      db.reset(pointer);
      return value;
    } catch (SQLException e) {
      throw Errors.of(e, sql);
    }
  }

  /** Runs the statement, which gives no rows; gives SQLite's code instead of throwing it. */
  int code() throws EngineException {
    try {
      checkOpen();
      int code = db.step(pointer);
      db.reset(pointer);
      return code;
    } catch (SQLException e) {
      throw Errors.of(e, sql);
    }
  }

  private void checkOpen() throws SQLException {
    if (core.pointer.isClosed()) {
      throw new SQLException("the connection is closed");
    }
  }

  void close() {
    try {
      jdbc.close();
    } catch (SQLException e) {
      // Finalizing repeats the error of the last execution, which its caller has seen.
    }
  }
}
