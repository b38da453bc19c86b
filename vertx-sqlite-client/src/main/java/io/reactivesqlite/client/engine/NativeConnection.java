// SPDX-License-Identifier: Apache-2.0
package io.reactivesqlite.client.engine;

import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import java.util.WeakHashMap;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;
import org.sqlite.SQLiteConnection;
import org.sqlite.SQLiteOpenMode;
import org.sqlite.core.DB;
import org.sqlite.jdbc4.JDBC4Connection;

/**
 * One open SQLite connection. Every method but {@link #interrupt()} belongs to the one thread that
 * holds the connection's lane.
 *
 * <p>It always knows whether a transaction is open, also when SQLite has ended one by itself.
 */
public final class NativeConnection {

  /**
   * A connection that closes keeps others from opening while it looks whether it is the last one.
   */
  private static final int OPENING_WAIT_MILLIS = 250;

  /**
   * Read, write and create, which the URI may narrow. And no mutex: SQLite would lock and unlock
   * its own with each cell, while no two threads are ever in one connection: it has its lane, and
   * the native driver locks each call, too.
   */
  private static final int OPEN_FLAGS =
      SQLiteOpenMode.READWRITE.flag | SQLiteOpenMode.CREATE.flag | SQLiteOpenMode.NOMUTEX.flag;

  private final SQLiteConnection jdbc;
  private final DB db;
  private final StatementCache cache;
  private final boolean utf8;
  private final Callbacks callbacks;
  private final Set<NativeStatement> leftOpen = new HashSet<>();
  private NativeStatement lastInsertRowId;
  private NativeStatement readSchema;
  private NativeStatement schemaVersion;
  private NativeStatement begin;
  private NativeStatement commit;
  private long schemaEpoch;
  private boolean inTransaction;
  private final Map<Object, Object> attachments = new WeakHashMap<>();

  private NativeConnection(SQLiteConnection jdbc, OpenSpec spec, boolean utf8) {
    this.jdbc = jdbc;
    this.db = jdbc.getDatabase();
    this.utf8 = utf8;
    this.cache = new StatementCache(this, spec.statementCacheSize(), spec.cacheable());
    this.callbacks = new Callbacks(this);
  }

  /** Opens the database; blocks on the disk. */
  public static NativeConnection open(OpenSpec spec) throws EngineException {
    checkPlace(spec);
    SQLiteConnection jdbc = null;
    try {
      Properties properties = new Properties();
      int openingWait = spec.busyWaitMillis() == 0 ? 0 : OPENING_WAIT_MILLIS;
      properties.setProperty("open_mode", Integer.toString(OPEN_FLAGS));
      properties.setProperty("busy_timeout", Integer.toString(openingWait));
      properties.setProperty(
          "enable_load_extension", Boolean.toString(!spec.extensions().isEmpty()));
      jdbc = new JDBC4Connection("jdbc:sqlite:" + spec.uri(), spec.uri(), properties);
      try (Statement statement = jdbc.createStatement()) {
        for (String extension : spec.extensions()) {
          statement.execute("SELECT load_extension('" + extension.replace("'", "''") + "')");
        }
        if (!spec.extensions().isEmpty()) {
          jdbc.getDatabase().enable_load_extension(false);
        }
        for (String sql : spec.setup()) {
          execute(statement, sql);
        }
        boolean utf8;
        try (var rs = statement.executeQuery("PRAGMA encoding")) {
          utf8 = rs.next() && rs.getString(1).equalsIgnoreCase("UTF-8");
        }
        jdbc.getDatabase().busy_timeout(spec.busyWaitMillis());
        endTransactionsAsJdbcDoes(jdbc, false);
        NativeConnection connection = new NativeConnection(jdbc, spec, utf8);
        connection.callbacks.giveWay();
        for (OpenSpec.Customizer customizer : spec.customizers()) {
          customizer.customize(connection);
        }
        return connection;
      }
    } catch (SQLException e) {
      throw closing(jdbc, Errors.of(e, null));
    } catch (EngineException e) {
      throw closing(jdbc, e);
    } catch (RuntimeException e) {
      closing(jdbc, new EngineException(ResultCodes.ERROR, e.getMessage(), null, e));
      throw e;
    }
  }

  /**
   * In JDBC's autocommit xerial steps a BEGIN and a COMMIT of its own after every statement that
   * gives no row, to end what JDBC did not ask for. Our transactions are asked for as statements,
   * and the two cost more than many a statement; only code that speaks JDBC relies on them. This
   * turns the habit on and off without running anything, as {@code setAutoCommit} would.
   */
  private static void endTransactionsAsJdbcDoes(SQLiteConnection jdbc, boolean on) {
    jdbc.getConnectionConfig().setAutoCommit(on);
  }

  private static void execute(Statement statement, String sql) throws EngineException {
    try {
      statement.execute(sql);
    } catch (SQLException e) {
      throw Errors.of(e, sql);
    }
  }

  private static EngineException closing(SQLiteConnection jdbc, EngineException e) {
    if (jdbc != null) {
      try {
        jdbc.close();
      } catch (SQLException suppressed) {
        e.addSuppressed(suppressed);
      }
    }
    return e;
  }

  /**
   * SQLite says "unable to open database file" for each of these; the reason is worth a look of our
   * own.
   */
  private static void checkPlace(OpenSpec spec) throws EngineException {
    if (spec.file() == null) {
      return;
    }
    Path path = Path.of(spec.file());
    Path parent = path.toAbsolutePath().getParent();
    String reason = null;
    if (Files.isDirectory(path)) {
      reason = "it is a directory";
    } else if (parent != null && !Files.isDirectory(parent)) {
      reason =
          "the directory " + parent + " does not exist; create it, or set createParentDirectories";
    } else if (!Files.exists(path) && !spec.mayCreate()) {
      reason = "the file does not exist and the open mode does not create it";
    } else if (Files.exists(path) && !Files.isReadable(path)) {
      reason = "the file is not readable for this process";
    }
    if (reason != null) {
      throw new EngineException(
          ResultCodes.CANTOPEN, "unable to open database file " + path + ": " + reason, null, null);
    }
  }

  SQLiteConnection jdbc() {
    return jdbc;
  }

  DB db() {
    return db;
  }

  boolean utf8() {
    return utf8;
  }

  /**
   * A prepared statement, from the cache where it is idle there. Give it back with {@link
   * #giveBack}.
   */
  public NativeStatement take(String sql) throws EngineException {
    return cache.take(sql);
  }

  /** Resets the statement and keeps it for the next one who asks for the same SQL. */
  public void giveBack(NativeStatement statement) {
    if (!leftOpen.isEmpty()) {
      leftOpen.remove(statement);
    }
    cache.giveBack(statement);
  }

  /** Tells that a statement stays on a row after its job has ended. */
  public void leaveOpen(NativeStatement statement) {
    leftOpen.add(statement);
  }

  /** Closes a statement that was taken, instead of keeping it. */
  public void discard(NativeStatement statement) {
    leftOpen.remove(statement);
    statement.reset();
    statement.close();
  }

  /** Runs one statement without values, for its effect. */
  public void execute(String sql) throws EngineException {
    NativeStatement statement = take(sql);
    try {
      statement.run(null);
      settle(statement.verb());
    } catch (EngineException e) {
      settleAfterFailure();
      throw e;
    } finally {
      giveBack(statement);
    }
  }

  /** What somebody above keeps for this connection, made when first asked for. */
  @SuppressWarnings("unchecked")
  public <V> V attachment(Object owner, Supplier<V> maker) {
    return (V) attachments.computeIfAbsent(owner, o -> maker.get());
  }

  /** Whether somebody has closed it who speaks JDBC. */
  public boolean isClosed() {
    try {
      return jdbc.isClosed();
    } catch (SQLException e) {
      return true;
    }
  }

  /** Blocking work on the connection as JDBC knows it. */
  @FunctionalInterface
  public interface JdbcWork<T> {
    T on(java.sql.Connection connection) throws Exception;
  }

  /** Lends the connection to code that speaks JDBC. What it leaves uncommitted is rolled back. */
  public <T> T lend(JdbcWork<T> work) throws Exception {
    endTransactionsAsJdbcDoes(jdbc, true);
    try {
      return work.on(jdbc);
    } finally {
      if (jdbc.isClosed()) {
        throw new IllegalStateException(
            "the lent connection was closed by the code that had it: it must be left open");
      }
      if (!jdbc.getAutoCommit()) {
        jdbc.rollback();
        jdbc.setAutoCommit(true);
      }
      endTransactionsAsJdbcDoes(jdbc, false);
      inTransaction = probeTransaction();
      rollbackIfOpen();
    }
  }

  /** The first cell that the statement gives, or {@code null}. */
  public Object scalar(String sql) throws EngineException {
    NativeStatement statement = take(sql);
    try {
      return statement.start(null) ? statement.row()[0] : null;
    } finally {
      giveBack(statement);
    }
  }

  /** All rows that the statement gives; for short answers. */
  public List<Object[]> rows(String sql) throws EngineException {
    NativeStatement statement = take(sql);
    try {
      List<Object[]> rows = new ArrayList<>();
      // Parameters, where there are any, stay NULL: EXPLAIN does not mind.
      boolean row = statement.start(new Object[statement.parameters().count()]);
      while (row) {
        rows.add(statement.row());
        row = statement.next();
      }
      return rows;
    } finally {
      giveBack(statement);
    }
  }

  /** What is asked before each statement of a script. */
  @FunctionalInterface
  public interface ScriptCheck {
    void before(String sql) throws EngineException;
  }

  /**
   * Runs the statements of a script one after the other; a failure names the statement and its
   * line.
   */
  public void script(String script, ScriptCheck check) throws EngineException {
    for (ScriptStatement part : SqlScanner.script(script)) {
      try {
        if (SqlScanner.parameters(part.sql()).count() > 0) {
          throw new EngineException(
              ResultCodes.RANGE, "a script has no values for parameters", part.sql(), null);
        }
        check.before(part.sql());
        execute(part.sql());
      } catch (EngineException e) {
        throw e.at("the statement at line " + part.line() + " of the script", part.sql());
      }
    }
  }

  /** Rows changed by the last INSERT, UPDATE or DELETE, triggers not counted. */
  public int changes() {
    try {
      return (int) Math.min(Integer.MAX_VALUE, db.changes());
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }

  /** Rows changed since the connection was opened. */
  public long totalChanges() {
    try {
      return db.total_changes();
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }

  public long lastInsertRowId() throws EngineException {
    if (lastInsertRowId == null) {
      lastInsertRowId = new NativeStatement(this, "SELECT last_insert_rowid()", false);
    }
    return lastInsertRowId.integer();
  }

  /**
   * Makes sure that what EXPLAIN shows next is of the newest schema: it does not look whether that
   * has changed, unlike any statement that runs. Begins the snapshot of an open transaction.
   */
  public void readSchema() throws EngineException {
    if (readSchema == null) {
      readSchema = new NativeStatement(this, "SELECT count(*) FROM sqlite_schema WHERE 0", false);
    }
    readSchema.integer();
  }

  /** A number that is another one after each change of the schema, by whichever process. */
  public long schemaVersion() throws EngineException {
    if (schemaVersion == null) {
      schemaVersion = new NativeStatement(this, "PRAGMA schema_version", false);
    }
    return schemaVersion.integer();
  }

  public boolean inTransaction() {
    return inTransaction;
  }

  /** To be called after a statement succeeded: keeps {@link #inTransaction()} in step. */
  public void settle(StatementVerb verb) throws EngineException {
    switch (verb) {
      case BEGIN -> inTransaction = true;
      case COMMIT -> inTransaction = false;
      case SAVEPOINT -> inTransaction = true;
      // Each of these may end a transaction, or not, by what was there before.
      case ROLLBACK, ROLLBACK_TO, RELEASE -> inTransaction = probeTransaction();
      default -> {}
    }
  }

  /** To be called after a statement failed: some failures roll the whole transaction back. */
  public void settleAfterFailure() throws EngineException {
    if (inTransaction) {
      inTransaction = probeTransaction();
    }
  }

  /**
   * SQLite does not tell through this driver whether a transaction is open, but it refuses to begin
   * one within another.
   */
  private boolean probeTransaction() throws EngineException {
    if (begin == null) {
      begin = new NativeStatement(this, "BEGIN", false);
      commit = new NativeStatement(this, "COMMIT", false);
    }
    int code = begin.code();
    if (code == ResultCodes.DONE) {
      if (commit.code() != ResultCodes.DONE) {
        // Refused for a statement that wrote in the transaction that is gone, and still has rows.
        // While it is open SQLite commits nothing.
        leftOpen.forEach(
            statement ->
                statement.endOpen(
                    ResultCodes.ABORT, "the transaction in which it ran was rolled back"));
        code = commit.code();
        if (code != ResultCodes.DONE) {
          throw unknownTransaction(code);
        }
      }
      return false;
    }
    if (ResultCodes.primary(code) == ResultCodes.ERROR) {
      return true;
    }
    throw unknownTransaction(code);
  }

  private static EngineException unknownTransaction(int code) {
    return new EngineException(
        code, "SQLite does not tell whether a transaction is open", null, null);
  }

  /** Rolls back whatever is open. */
  public void rollbackIfOpen() throws EngineException {
    if (inTransaction) {
      execute("ROLLBACK");
    }
  }

  long schemaEpoch() {
    return schemaEpoch;
  }

  /**
   * Tells that the schema may have changed since the statements were described; any new number will
   * do.
   */
  public void schemaEpoch(long epoch) {
    schemaEpoch = epoch;
  }

  public long cacheHits() {
    return cache.hits();
  }

  public long cacheMisses() {
    return cache.misses();
  }

  /** Idle statements in the cache. */
  public int cachedStatements() {
    return cache.size();
  }

  /** Stops what runs now, from any thread. The caller makes sure that it hits the right one. */
  public void interrupt() {
    try {
      db.interrupt();
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }

  /**
   * To be called after {@link #interrupt()}: what runs next must not be hit by it. SQLite keeps
   * stopping whatever begins as long as a statement is open that had begun before, so these are
   * ended here.
   */
  public void endInterrupt() {
    leftOpen.forEach(
        statement ->
            statement.endOpen(
                ResultCodes.INTERRUPT,
                "interrupted: another statement of this connection was stopped while this one stood between its rows"));
  }

  public void close() throws EngineException {
    leftOpen.forEach(NativeStatement::close);
    leftOpen.clear();
    cache.clear();
    for (NativeStatement own :
        new NativeStatement[] {lastInsertRowId, readSchema, schemaVersion, begin, commit}) {
      if (own != null) {
        own.close();
      }
    }
    try {
      jdbc.close();
    } catch (SQLException e) {
      throw Errors.of(e, null);
    }
  }

  /** The path that all names of one file share: links followed, relative parts resolved. */
  public static String canonical(String path) {
    File file = new File(path).getAbsoluteFile();
    try {
      return file.getCanonicalPath();
    } catch (java.io.IOException e) {
      return file.toPath().normalize().toString();
    }
  }

  /** Makes a function or collation of the user's known to SQL on this connection. */
  public void register(Routine routine) throws EngineException {
    callbacks.register(routine);
    // A prepared statement keeps the built-in function that the new one takes the place of.
    cache.clear();
  }

  /**
   * Asks the user's code, after each so many instructions of SQLite's machine, whether to go on.
   *
   * @param goOn {@code null} for no more questions
   */
  public void progress(int instructions, BooleanSupplier goOn) throws EngineException {
    callbacks.progress(instructions, goOn);
  }

  /**
   * Sets one of SQLite's run-time limits.
   *
   * @param id its number in SQLite
   * @param value the new limit, or -1 to only ask
   * @return the limit before
   */
  public int limit(int id, int value) throws EngineException {
    try {
      return db.limit(id, value);
    } catch (SQLException e) {
      throw Errors.of(e, null);
    }
  }

  /** Writes a compact copy into a file that is not there yet. */
  public void vacuumInto(String path) throws EngineException {
    callbacks.run("VACUUM INTO " + SqlLiterals.of(path));
  }

  /** The bytes of a database file with what this connection sees. */
  public byte[] serialize() throws EngineException {
    try {
      return db.serialize("main");
    } catch (SQLException e) {
      throw Errors.of(e, null);
    }
  }

  /** Makes the bytes of a database file the content of this connection, which is in memory then. */
  public void deserialize(byte[] bytes) throws EngineException {
    try {
      db.deserialize("main", bytes);
    } catch (SQLException e) {
      throw Errors.of(e, null);
    }
  }

  Callbacks callbacks() {
    return callbacks;
  }
}
