// SPDX-License-Identifier: Apache-2.0
package io.reactivesqlite.client;

import io.reactivesqlite.client.impl.Routines;
import io.reactivesqlite.client.impl.options.ConnectionUri;
import io.reactivesqlite.client.impl.options.OptionTable;
import io.reactivesqlite.client.impl.types.TypeRegistry;
import io.vertx.codegen.annotations.DataObject;
import io.vertx.codegen.annotations.GenIgnore;
import io.vertx.codegen.json.annotations.JsonGen;
import io.vertx.core.Future;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.core.net.SocketAddress;
import io.vertx.core.tracing.TracingPolicy;
import io.vertx.sqlclient.SqlConnectOptions;
import io.vertx.sqlclient.SqlConnection;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import java.util.function.Predicate;

/**
 * Where the database is and how it is opened. Each option has one name: camel case in code and JSON
 * ({@code journalMode}), SQLite's own in connection URIs ({@code journal_mode}). What is inherited
 * and speaks of networks and users (host, port, user, password, TLS) means nothing to a file and is
 * ignored; JSON and URIs that name it are refused, as is every name that is not known.
 *
 * <p>Decimals: a {@link java.math.BigDecimal} is stored as its exact decimal text. A column keeps
 * that text as it is only where its declared type has TEXT affinity (contains CHAR, CLOB or TEXT,
 * such as {@code DECIMAL_TEXT}).
 */
@DataObject
@JsonGen(publicConverter = false)
public class SQLiteConnectOptions extends SqlConnectOptions {

  /** The path that stands for a database in memory. */
  public static final String MEMORY_PATH = ":memory:";

  /** Statements are cached: most programs run the same few again and again. */
  public static final boolean DEFAULT_STATEMENT_CACHE = true;

  /** The default of {@link #setPreparedStatementCacheMaxSize}. */
  public static final int DEFAULT_STATEMENT_CACHE_SIZE = 256;

  /**
   * The default of {@link #setPreparedStatementCacheSqlLimit}: long enough for what an ORM
   * generates.
   */
  public static final int DEFAULT_STATEMENT_CACHE_SQL_LIMIT = 16_384;

  /** The default of {@link #setMode}. */
  public static final OpenMode DEFAULT_MODE = OpenMode.RWC;

  /** The default of {@link #setImmutable}. */
  public static final boolean DEFAULT_IMMUTABLE = false;

  /** The default of {@link #setJournalMode}. */
  public static final JournalMode DEFAULT_JOURNAL_MODE = JournalMode.WAL;

  /** The default of {@link #setSynchronous}. */
  public static final Synchronous DEFAULT_SYNCHRONOUS = Synchronous.FULL;

  /** The default of {@link #setForeignKeys}. */
  public static final boolean DEFAULT_FOREIGN_KEYS = true;

  /** The default of {@link #setBusyTimeout}. */
  public static final int DEFAULT_BUSY_TIMEOUT = 5_000;

  /** The default of {@link #setTransactionMode}. */
  public static final TransactionMode DEFAULT_TRANSACTION_MODE = TransactionMode.IMMEDIATE;

  /** The default of {@link #setCacheSize}. */
  public static final int DEFAULT_CACHE_SIZE = -2_000;

  /** The default of {@link #setMmapSize}. */
  public static final long DEFAULT_MMAP_SIZE = 0L;

  /** The default of {@link #setTempStore}. */
  public static final TempStore DEFAULT_TEMP_STORE = TempStore.DEFAULT;

  /** The default of {@link #setPageSize}. */
  public static final int DEFAULT_PAGE_SIZE = 0;

  /** The default of {@link #setJournalSizeLimit}. */
  public static final long DEFAULT_JOURNAL_SIZE_LIMIT = 67_108_864L;

  /** The default of {@link #setWalAutocheckpoint}. */
  public static final int DEFAULT_WAL_AUTOCHECKPOINT = 1_000;

  /** The default of {@link #setTrustedSchema}. */
  public static final boolean DEFAULT_TRUSTED_SCHEMA = false;

  /** The default of {@link #setRecursiveTriggers}. */
  public static final boolean DEFAULT_RECURSIVE_TRIGGERS = false;

  /** The default of {@link #setSecureDelete}. */
  public static final SecureDelete DEFAULT_SECURE_DELETE = SecureDelete.OFF;

  /** The default of {@link #setCellSizeCheck}. */
  public static final boolean DEFAULT_CELL_SIZE_CHECK = false;

  /** The default of {@link #setMaxPageCount}. */
  public static final long DEFAULT_MAX_PAGE_COUNT = 0L;

  /** The default of {@link #setCreateParentDirectories}. */
  public static final boolean DEFAULT_CREATE_PARENT_DIRECTORIES = false;

  /** The default of {@link #setReaders}. */
  public static final int DEFAULT_READERS = 0;

  /** The default of {@link #setStatementTimeout}. */
  public static final int DEFAULT_STATEMENT_TIMEOUT = 0;

  /** The default of {@link #setTurnTimeout}. */
  public static final int DEFAULT_TURN_TIMEOUT = 30_000;

  /** The default of {@link #setQueueLimit}. */
  public static final int DEFAULT_QUEUE_LIMIT = 50_000;

  /** The default of {@link #setSlowStatementThreshold}. */
  public static final int DEFAULT_SLOW_STATEMENT_THRESHOLD = 0;

  /** The default of {@link #setLogParameters}. */
  public static final boolean DEFAULT_LOG_PARAMETERS = false;

  /** The default of {@link #setGroupCommit}. */
  public static final boolean DEFAULT_GROUP_COMMIT = true;

  /** The default of {@link #setMaxGroupSize}. */
  public static final int DEFAULT_MAX_GROUP_SIZE = 512;

  /** The default of {@link #setWorkerPoolName}. */
  public static final String DEFAULT_WORKER_POOL_NAME = "vertx-sqlite";

  /** The default of {@link #setWorkerPoolSize}. */
  public static final int DEFAULT_WORKER_POOL_SIZE = 16;

  /** The default of {@link #setCloseGrace}. */
  public static final int DEFAULT_CLOSE_GRACE = 5_000;

  /** The default of {@link #setOptimizeOnClose}. */
  public static final boolean DEFAULT_OPTIMIZE_ON_CLOSE = true;

  private static final JsonArray NONE = new JsonArray();

  private OpenMode mode = DEFAULT_MODE;
  private boolean immutable = DEFAULT_IMMUTABLE;
  private JournalMode journalMode = DEFAULT_JOURNAL_MODE;
  private Synchronous synchronous = DEFAULT_SYNCHRONOUS;
  private boolean foreignKeys = DEFAULT_FOREIGN_KEYS;
  private int busyTimeout = DEFAULT_BUSY_TIMEOUT;
  private TransactionMode transactionMode = DEFAULT_TRANSACTION_MODE;
  private int cacheSize = DEFAULT_CACHE_SIZE;
  private long mmapSize = DEFAULT_MMAP_SIZE;
  private TempStore tempStore = DEFAULT_TEMP_STORE;
  private int pageSize = DEFAULT_PAGE_SIZE;
  private AutoVacuum autoVacuum;
  private TextEncoding encoding;
  private long journalSizeLimit = DEFAULT_JOURNAL_SIZE_LIMIT;
  private int walAutocheckpoint = DEFAULT_WAL_AUTOCHECKPOINT;
  private boolean trustedSchema = DEFAULT_TRUSTED_SCHEMA;
  private boolean recursiveTriggers = DEFAULT_RECURSIVE_TRIGGERS;
  private SecureDelete secureDelete = DEFAULT_SECURE_DELETE;
  private boolean cellSizeCheck = DEFAULT_CELL_SIZE_CHECK;
  private long maxPageCount = DEFAULT_MAX_PAGE_COUNT;
  private List<String> loadableExtensions = new ArrayList<>();
  private boolean createParentDirectories = DEFAULT_CREATE_PARENT_DIRECTORIES;
  private int readers = DEFAULT_READERS;
  private int statementTimeout = DEFAULT_STATEMENT_TIMEOUT;
  private int turnTimeout = DEFAULT_TURN_TIMEOUT;
  private int queueLimit = DEFAULT_QUEUE_LIMIT;
  private int slowStatementThreshold = DEFAULT_SLOW_STATEMENT_THRESHOLD;
  private boolean logParameters = DEFAULT_LOG_PARAMETERS;
  private boolean groupCommit = DEFAULT_GROUP_COMMIT;
  private int maxGroupSize = DEFAULT_MAX_GROUP_SIZE;
  private String workerPoolName = DEFAULT_WORKER_POOL_NAME;
  private int workerPoolSize = DEFAULT_WORKER_POOL_SIZE;
  private int closeGrace = DEFAULT_CLOSE_GRACE;
  private boolean optimizeOnClose = DEFAULT_OPTIMIZE_ON_CLOSE;
  private List<String> initSql = new ArrayList<>();
  private List<SQLiteRoutine> routines = new ArrayList<>();
  private List<SQLiteEncoder<?>> encoders = new ArrayList<>();
  private List<SQLiteDecoder<?>> decoders = new ArrayList<>();
  private Map<SQLiteLimit, Integer> limits = new EnumMap<>(SQLiteLimit.class);
  private Function<SqlConnection, Future<Void>> databaseInit;
  private SQLiteStatementPolicy statementPolicy;

  /** The defaults, without a database. */
  public SQLiteConnectOptions() {}

  /**
   * From JSON; an unknown key or a value of the wrong type is refused.
   *
   * @param json as {@link #toJson} gives it
   * @throws IllegalArgumentException naming the key and what is allowed
   */
  public SQLiteConnectOptions(JsonObject json) {
    super(OptionTable.normalize(json));
    JsonObject normal = OptionTable.normalize(json);
    SQLiteConnectOptionsConverter.fromJson(normal, this);
    // By hand, because the converter's code for lists does not compile without warnings.
    normal
        .getJsonArray("loadableExtensions", NONE)
        .forEach(path -> addLoadableExtension((String) path));
    normal.getJsonArray("initSql", NONE).forEach(sql -> addInitSql((String) sql));
  }

  /**
   * A copy; what the other options do not have gets its default.
   *
   * @param other the options to copy
   */
  public SQLiteConnectOptions(SqlConnectOptions other) {
    super(other);
    if (other instanceof SQLiteConnectOptions) {
      copy((SQLiteConnectOptions) other);
    }
  }

  /**
   * A copy.
   *
   * @param other the options to copy
   */
  public SQLiteConnectOptions(SQLiteConnectOptions other) {
    super(other);
    copy(other);
  }

  private void copy(SQLiteConnectOptions other) {
    mode = other.mode;
    immutable = other.immutable;
    journalMode = other.journalMode;
    synchronous = other.synchronous;
    foreignKeys = other.foreignKeys;
    busyTimeout = other.busyTimeout;
    transactionMode = other.transactionMode;
    cacheSize = other.cacheSize;
    mmapSize = other.mmapSize;
    tempStore = other.tempStore;
    pageSize = other.pageSize;
    autoVacuum = other.autoVacuum;
    encoding = other.encoding;
    journalSizeLimit = other.journalSizeLimit;
    walAutocheckpoint = other.walAutocheckpoint;
    trustedSchema = other.trustedSchema;
    recursiveTriggers = other.recursiveTriggers;
    secureDelete = other.secureDelete;
    cellSizeCheck = other.cellSizeCheck;
    maxPageCount = other.maxPageCount;
    loadableExtensions = new ArrayList<>(other.loadableExtensions);
    createParentDirectories = other.createParentDirectories;
    readers = other.readers;
    statementTimeout = other.statementTimeout;
    turnTimeout = other.turnTimeout;
    queueLimit = other.queueLimit;
    slowStatementThreshold = other.slowStatementThreshold;
    logParameters = other.logParameters;
    groupCommit = other.groupCommit;
    maxGroupSize = other.maxGroupSize;
    workerPoolName = other.workerPoolName;
    workerPoolSize = other.workerPoolSize;
    closeGrace = other.closeGrace;
    optimizeOnClose = other.optimizeOnClose;
    initSql = new ArrayList<>(other.initSql);
    copyCode(other);
  }

  /**
   * The options as those of SQLite: themselves where they are, otherwise a copy.
   *
   * @param options any options
   * @return options of SQLite
   */
  public static SQLiteConnectOptions wrap(SqlConnectOptions options) {
    return options instanceof SQLiteConnectOptions
        ? (SQLiteConnectOptions) options
        : new SQLiteConnectOptions(options);
  }

  /**
   * From a connection URI such as {@code sqlite:app.db}, {@code sqlite:///absolute/app.db?mode=ro}
   * or {@code sqlite::memory:}.
   *
   * @param uri the URI
   * @return the options it stands for
   * @throws IllegalArgumentException saying what is wrong with it and what to write instead
   */
  public static SQLiteConnectOptions fromUri(String uri) {
    try {
      return new SQLiteConnectOptions(ConnectionUri.parse(uri));
    } catch (IllegalArgumentException e) {
      throw ConnectionUri.invalid(uri, e);
    }
  }

  /**
   * Whether a connection URI speaks of SQLite, well or badly.
   *
   * @param uri any URI
   * @return whether {@link #fromUri} is the one to read it
   */
  public static boolean isSqliteUri(String uri) {
    return ConnectionUri.isSqlite(uri);
  }

  /**
   * A database in memory, of this pool alone.
   *
   * @return new options
   */
  public static SQLiteConnectOptions memory() {
    return new SQLiteConnectOptions().setDatabase(MEMORY_PATH);
  }

  /**
   * A database in memory that all pools of this process share who name it.
   *
   * @param name its name
   * @return new options
   */
  public static SQLiteConnectOptions memory(String name) {
    return new SQLiteConnectOptions().setDatabase(name).setMode(OpenMode.MEMORY);
  }

  /**
   * A database in a file.
   *
   * @param path the file's path, taken as it is
   * @return new options
   */
  public static SQLiteConnectOptions file(String path) {
    return new SQLiteConnectOptions().setDatabase(path);
  }

  /**
   * A database in a file.
   *
   * @param path the file's path
   * @return new options
   */
  public static SQLiteConnectOptions file(Path path) {
    return file(path.toString());
  }

  /**
   * Whether the database lives in memory, named or not.
   *
   * @return true where there is no file
   */
  @GenIgnore
  public boolean isMemory() {
    return mode == OpenMode.MEMORY || MEMORY_PATH.equals(getDatabase());
  }

  /**
   * Sets where the database is: a path, taken as it is, or {@code :memory:}. There is no default.
   *
   * @param database the path
   * @return this
   */
  @Override
  public SQLiteConnectOptions setDatabase(String database) {
    if (database.isEmpty()) {
      throw new IllegalArgumentException(
          "database must not be empty; for one in memory write " + MEMORY_PATH);
    }
    if (database.indexOf('\0') >= 0) {
      throw new IllegalArgumentException("database must not contain the character NUL");
    }
    super.setDatabase(database);
    return this;
  }

  /** How the file is opened. */
  public OpenMode getMode() {
    return mode;
  }

  /**
   * Sets how the file is opened. Default: {@link #DEFAULT_MODE}, because a new application finds
   * its database created. With {@link OpenMode#RW} a mistyped path is an error instead of a new,
   * empty database.
   *
   * @param mode the value
   * @return this
   */
  public SQLiteConnectOptions setMode(OpenMode mode) {
    this.mode = Objects.requireNonNull(mode, "mode");
    return this;
  }

  /**
   * That nobody at all changes the file while it is open, so that SQLite takes no locks and reads
   * no WAL.
   */
  public boolean isImmutable() {
    return immutable;
  }

  /**
   * Promises that nobody at all changes the file while it is open, so that SQLite takes no locks
   * and reads no WAL; goes with {@link OpenMode#RO} alone. Default: {@link #DEFAULT_IMMUTABLE},
   * because only the owner of a read-only medium can promise that. Where the promise is broken,
   * queries give wrong answers.
   *
   * @param immutable the value
   * @return this
   */
  public SQLiteConnectOptions setImmutable(boolean immutable) {
    this.immutable = immutable;
    return this;
  }

  /** How transactions are made atomic. */
  public JournalMode getJournalMode() {
    return journalMode;
  }

  /**
   * Sets how transactions are made atomic. Default: {@link #DEFAULT_JOURNAL_MODE}, because readers
   * and the writer do not wait for each other. In every other mode a writer waits for all readers,
   * and readers for the writer.
   *
   * @param journalMode the value
   * @return this
   */
  public SQLiteConnectOptions setJournalMode(JournalMode journalMode) {
    this.journalMode = Objects.requireNonNull(journalMode, "journalMode");
    return this;
  }

  /** How much a commit waits for the disk. */
  public Synchronous getSynchronous() {
    return synchronous;
  }

  /**
   * Sets how much a commit waits for the disk. Default: {@link #DEFAULT_SYNCHRONOUS}, because what
   * was committed survives a power cut; group commit shares the price among those who wait. {@link
   * Synchronous#NORMAL} is faster for lone writers and may lose the last commits in a power cut,
   * but never damages a WAL database.
   *
   * @param synchronous the value
   * @return this
   */
  public SQLiteConnectOptions setSynchronous(Synchronous synchronous) {
    this.synchronous = Objects.requireNonNull(synchronous, "synchronous");
    return this;
  }

  /** Whether foreign keys are enforced. */
  public boolean isForeignKeys() {
    return foreignKeys;
  }

  /**
   * Sets whether foreign keys are enforced. Default: {@link #DEFAULT_FOREIGN_KEYS}, because a
   * schema means what it says; SQLite itself keeps them off only for the sake of old applications.
   * Off, rows may refer to rows that are not there.
   *
   * @param foreignKeys the value
   * @return this
   */
  public SQLiteConnectOptions setForeignKeys(boolean foreignKeys) {
    this.foreignKeys = foreignKeys;
    return this;
  }

  /** How long, in milliseconds, to wait for locks that other processes hold. */
  public int getBusyTimeout() {
    return busyTimeout;
  }

  /**
   * Sets how long, in milliseconds, to wait for locks that other processes hold. Default: {@link
   * #DEFAULT_BUSY_TIMEOUT}, because long enough for an ordinary transaction of a neighbour, short
   * enough for a user to wait. With 0 the first conflict is an error of kind {@link
   * SQLiteErrorKind#BUSY}.
   *
   * @param busyTimeout the value
   * @return this
   */
  public SQLiteConnectOptions setBusyTimeout(int busyTimeout) {
    this.busyTimeout = atLeast(0, busyTimeout, "busyTimeout");
    return this;
  }

  /** How {@code begin} starts a transaction. */
  public TransactionMode getTransactionMode() {
    return transactionMode;
  }

  /**
   * Sets how {@code begin} starts a transaction. Default: {@link #DEFAULT_TRANSACTION_MODE},
   * because a transaction that has begun can write, and never fails because another one wrote
   * first. A deferred transaction that reads and then writes fails with {@link
   * SQLiteErrorKind#BUSY_SNAPSHOT} where another one committed in between.
   *
   * @param transactionMode the value
   * @return this
   */
  public SQLiteConnectOptions setTransactionMode(TransactionMode transactionMode) {
    this.transactionMode = Objects.requireNonNull(transactionMode, "transactionMode");
    return this;
  }

  /** The page cache of each connection. */
  public int getCacheSize() {
    return cacheSize;
  }

  /**
   * Sets the page cache of each connection: pages where positive, KiB where negative. Default:
   * {@link #DEFAULT_CACHE_SIZE}, because it is SQLite's own, small enough for many connections; the
   * system caches the file too. A larger one spares work where a transaction changes more than
   * fits.
   *
   * @param cacheSize the value
   * @return this
   */
  public SQLiteConnectOptions setCacheSize(int cacheSize) {
    this.cacheSize = cacheSize;
    return this;
  }

  /** How many bytes of the file may be mapped into memory. */
  public long getMmapSize() {
    return mmapSize;
  }

  /**
   * Sets how many bytes of the file may be mapped into memory. Default: {@link #DEFAULT_MMAP_SIZE},
   * because a mapped file turns an I/O error into a signal that ends the process. Mapping spares
   * copies in databases that are mostly read.
   *
   * @param mmapSize the value
   * @return this
   */
  public SQLiteConnectOptions setMmapSize(long mmapSize) {
    this.mmapSize = atLeast(0, mmapSize, "mmapSize");
    return this;
  }

  /** Where temporary tables, indexes and sorts live. */
  public TempStore getTempStore() {
    return tempStore;
  }

  /**
   * Sets where temporary tables, indexes and sorts live. Default: {@link #DEFAULT_TEMP_STORE},
   * because large sorts need not fit into memory. {@link TempStore#MEMORY} is faster where they do.
   *
   * @param tempStore the value
   * @return this
   */
  public SQLiteConnectOptions setTempStore(TempStore tempStore) {
    this.tempStore = Objects.requireNonNull(tempStore, "tempStore");
    return this;
  }

  /** The page size of a new database, a power of two from 512 to 65536. */
  public int getPageSize() {
    return pageSize;
  }

  /**
   * Sets the page size of a new database, a power of two from 512 to 65536; 0 leaves it to SQLite.
   * Default: {@link #DEFAULT_PAGE_SIZE}, because 4096 suits the disks of today. It has no effect on
   * a database that has content.
   *
   * @param pageSize the value
   * @return this
   */
  public SQLiteConnectOptions setPageSize(int pageSize) {
    if (pageSize != 0 && (pageSize < 512 || pageSize > 65536 || Integer.bitCount(pageSize) != 1)) {
      throw new IllegalArgumentException(
          "pageSize must be 0 or a power of two from 512 to 65536, not " + pageSize);
    }
    this.pageSize = pageSize;
    return this;
  }

  /** Whether a new database gives free pages back to the system. */
  public AutoVacuum getAutoVacuum() {
    return autoVacuum;
  }

  /**
   * Sets whether a new database gives free pages back to the system; null leaves it to SQLite,
   * which keeps them. Default: null, because pages that were used once will be used again. It has
   * no effect on a database that has content.
   *
   * @param autoVacuum the value
   * @return this
   */
  public SQLiteConnectOptions setAutoVacuum(AutoVacuum autoVacuum) {
    this.autoVacuum = autoVacuum;
    return this;
  }

  /** How a new database stores text. */
  public TextEncoding getEncoding() {
    return encoding;
  }

  /**
   * Sets how a new database stores text; null leaves it to SQLite, which takes UTF-8. Default:
   * null, because UTF-8 is the smaller and the faster one here. It has no effect on a database that
   * has content.
   *
   * @param encoding the value
   * @return this
   */
  public SQLiteConnectOptions setEncoding(TextEncoding encoding) {
    this.encoding = encoding;
    return this;
  }

  /** To how many bytes the journal or WAL file is cut when it is not needed. */
  public long getJournalSizeLimit() {
    return journalSizeLimit;
  }

  /**
   * Sets to how many bytes the journal or WAL file is cut when it is not needed; -1 for no limit.
   * Default: {@link #DEFAULT_JOURNAL_SIZE_LIMIT}, because 64 MiB is room for everyday work, and one
   * huge transaction does not leave a huge file behind. Without a limit the file keeps the largest
   * size it ever had.
   *
   * @param journalSizeLimit the value
   * @return this
   */
  public SQLiteConnectOptions setJournalSizeLimit(long journalSizeLimit) {
    this.journalSizeLimit = atLeast(-1, journalSizeLimit, "journalSizeLimit");
    return this;
  }

  /** After how many pages in the WAL a commit moves them into the database. */
  public int getWalAutocheckpoint() {
    return walAutocheckpoint;
  }

  /**
   * Sets after how many pages in the WAL a commit moves them into the database; 0 for never.
   * Default: {@link #DEFAULT_WAL_AUTOCHECKPOINT}, because it is SQLite's own. Without checkpoints
   * the WAL grows and reading becomes slow: then somebody else must make them, such as a
   * replicator.
   *
   * @param walAutocheckpoint the value
   * @return this
   */
  public SQLiteConnectOptions setWalAutocheckpoint(int walAutocheckpoint) {
    this.walAutocheckpoint = atLeast(0, walAutocheckpoint, "walAutocheckpoint");
    return this;
  }

  /**
   * Whether views, triggers, checks and defaults of the schema may call functions and virtual
   * tables that are not known to be harmless.
   */
  public boolean isTrustedSchema() {
    return trustedSchema;
  }

  /**
   * Sets whether views, triggers, checks and defaults of the schema may call functions and virtual
   * tables that are not known to be harmless. Default: {@link #DEFAULT_TRUSTED_SCHEMA}, because a
   * database file from elsewhere must not make the application do things. On, opening a stranger's
   * file is like running a stranger's code.
   *
   * @param trustedSchema the value
   * @return this
   */
  public SQLiteConnectOptions setTrustedSchema(boolean trustedSchema) {
    this.trustedSchema = trustedSchema;
    return this;
  }

  /** Whether a trigger may fire itself, and REPLACE fires delete triggers. */
  public boolean isRecursiveTriggers() {
    return recursiveTriggers;
  }

  /**
   * Sets whether a trigger may fire itself, and REPLACE fires delete triggers. Default: {@link
   * #DEFAULT_RECURSIVE_TRIGGERS}, because it is SQLite's own, and what schemas made for SQLite
   * expect.
   *
   * @param recursiveTriggers the value
   * @return this
   */
  public SQLiteConnectOptions setRecursiveTriggers(boolean recursiveTriggers) {
    this.recursiveTriggers = recursiveTriggers;
    return this;
  }

  /** Whether deleted content is overwritten with zeros. */
  public SecureDelete getSecureDelete() {
    return secureDelete;
  }

  /**
   * Sets whether deleted content is overwritten with zeros. Default: {@link
   * #DEFAULT_SECURE_DELETE}, because it costs writes. Off, deleted content can be found in the file
   * until it is used again.
   *
   * @param secureDelete the value
   * @return this
   */
  public SQLiteConnectOptions setSecureDelete(SecureDelete secureDelete) {
    this.secureDelete = Objects.requireNonNull(secureDelete, "secureDelete");
    return this;
  }

  /** Whether pages are checked for damage more closely when they are read. */
  public boolean isCellSizeCheck() {
    return cellSizeCheck;
  }

  /**
   * Sets whether pages are checked for damage more closely when they are read. Default: {@link
   * #DEFAULT_CELL_SIZE_CHECK}, because it costs time. On, a damaged file is noticed earlier.
   *
   * @param cellSizeCheck the value
   * @return this
   */
  public SQLiteConnectOptions setCellSizeCheck(boolean cellSizeCheck) {
    this.cellSizeCheck = cellSizeCheck;
    return this;
  }

  /** How many pages the database may grow to; 0 leaves it to SQLite. */
  public long getMaxPageCount() {
    return maxPageCount;
  }

  /**
   * Sets how many pages the database may grow to; 0 leaves it to SQLite. Default: {@link
   * #DEFAULT_MAX_PAGE_COUNT}, because the disk is the limit. With a limit a full database is an
   * error of kind {@link SQLiteErrorKind#FULL} before the disk is full.
   *
   * @param maxPageCount the value
   * @return this
   */
  public SQLiteConnectOptions setMaxPageCount(long maxPageCount) {
    this.maxPageCount = atLeast(0, maxPageCount, "maxPageCount");
    return this;
  }

  /** The paths of the libraries that SQLite loads as extensions on each connection. */
  @GenIgnore
  public List<String> getLoadableExtensions() {
    return loadableExtensions;
  }

  /**
   * Sets the paths of the libraries that SQLite loads as extensions on each connection; nothing
   * else can be loaded, not by SQL either. Default: none, because an extension is native code in
   * this process.
   *
   * @param loadableExtensions the value
   * @return this
   */
  @GenIgnore
  public SQLiteConnectOptions setLoadableExtensions(List<String> loadableExtensions) {
    this.loadableExtensions = new ArrayList<>(loadableExtensions);
    return this;
  }

  /**
   * Adds one to {@link #setLoadableExtensions}.
   *
   * @param path the value
   * @return this
   */
  @GenIgnore
  public SQLiteConnectOptions addLoadableExtension(String path) {
    loadableExtensions.add(Objects.requireNonNull(path, "path"));
    return this;
  }

  /** Whether missing directories of the path are made. */
  public boolean isCreateParentDirectories() {
    return createParentDirectories;
  }

  /**
   * Sets whether missing directories of the path are made. Default: {@link
   * #DEFAULT_CREATE_PARENT_DIRECTORIES}, because a mistyped path should be an error.
   *
   * @param createParentDirectories the value
   * @return this
   */
  public SQLiteConnectOptions setCreateParentDirectories(boolean createParentDirectories) {
    this.createParentDirectories = createParentDirectories;
    return this;
  }

  /** How many connections serve reads. */
  public int getReaders() {
    return readers;
  }

  /**
   * Sets how many connections serve reads; 0 for twice the number of cores, at most 4. Default:
   * {@link #DEFAULT_READERS}, because more readers than that wait for each other and for the disk.
   * Fewer save memory; in a database with mostly slow queries more can help.
   *
   * @param readers the value
   * @return this
   */
  public SQLiteConnectOptions setReaders(int readers) {
    this.readers = atLeast(0, readers, "readers");
    return this;
  }

  /** How long, in milliseconds, a statement may run before it is interrupted. */
  public int getStatementTimeout() {
    return statementTimeout;
  }

  /**
   * Sets how long, in milliseconds, a statement may run before it is interrupted; 0 for no limit.
   * Waiting for a lane, for the turn or for another process does not count; each statement of a
   * script counts for itself; code that was lent the connection by {@code lendJdbc} is not stopped.
   * Default: {@link #DEFAULT_STATEMENT_TIMEOUT}, because only the application knows how long is too
   * long. Without a limit one runaway query keeps its connection busy for as long as it takes.
   *
   * @param statementTimeout the value
   * @return this
   */
  public SQLiteConnectOptions setStatementTimeout(int statementTimeout) {
    this.statementTimeout = atLeast(0, statementTimeout, "statementTimeout");
    return this;
  }

  /** How long, in milliseconds, a transaction or statement may wait for its turn to write. */
  public int getTurnTimeout() {
    return turnTimeout;
  }

  /**
   * Sets how long, in milliseconds, a transaction or statement may wait while somebody else has the
   * turn to write; 0 for no limit. Waiting behind writes of the same pool that go on does not
   * count: {@link #setQueueLimit} bounds these. Default: {@link #DEFAULT_TURN_TIMEOUT}, because who
   * waited that long is better told than kept. Without a limit a transaction that was never ended
   * keeps all later writers waiting for ever.
   *
   * @param turnTimeout the value
   * @return this
   */
  public SQLiteConnectOptions setTurnTimeout(int turnTimeout) {
    this.turnTimeout = atLeast(0, turnTimeout, "turnTimeout");
    return this;
  }

  /** How many requests may wait for one connection of the database. */
  public int getQueueLimit() {
    return queueLimit;
  }

  /**
   * Sets how many requests may wait for one connection of the database. Default: {@link
   * #DEFAULT_QUEUE_LIMIT}, because that is about a second of work at full speed, and tens of
   * megabytes. A full queue fails new requests at once with {@link SQLiteErrorKind#QUEUE_FULL};
   * with a huge limit memory is the limit.
   *
   * @param queueLimit the value
   * @return this
   */
  public SQLiteConnectOptions setQueueLimit(int queueLimit) {
    this.queueLimit = atLeast(1, queueLimit, "queueLimit");
    return this;
  }

  /** From how many milliseconds on a statement is logged as slow. */
  public int getSlowStatementThreshold() {
    return slowStatementThreshold;
  }

  /**
   * Sets from how many milliseconds on a statement is logged as slow; 0 for never. Default: {@link
   * #DEFAULT_SLOW_STATEMENT_THRESHOLD}, because what is slow depends on the application.
   *
   * @param slowStatementThreshold the value
   * @return this
   */
  public SQLiteConnectOptions setSlowStatementThreshold(int slowStatementThreshold) {
    this.slowStatementThreshold = atLeast(0, slowStatementThreshold, "slowStatementThreshold");
    return this;
  }

  /** Whether logs of statements show the values of parameters. */
  public boolean isLogParameters() {
    return logParameters;
  }

  /**
   * Sets whether logs of statements show the values of parameters. Default: {@link
   * #DEFAULT_LOG_PARAMETERS}, because values may be secrets.
   *
   * @param logParameters the value
   * @return this
   */
  public SQLiteConnectOptions setLogParameters(boolean logParameters) {
    this.logParameters = logParameters;
    return this;
  }

  /** Whether writes that wait together share one transaction and one wait for the disk. */
  public boolean isGroupCommit() {
    return groupCommit;
  }

  /**
   * Sets whether writes that wait together share one transaction and one wait for the disk; each
   * one still succeeds or fails alone. Default: {@link #DEFAULT_GROUP_COMMIT}, because under load
   * it is many times faster, alone it changes nothing. Off, each write waits for the disk by
   * itself.
   *
   * @param groupCommit the value
   * @return this
   */
  public SQLiteConnectOptions setGroupCommit(boolean groupCommit) {
    this.groupCommit = groupCommit;
    return this;
  }

  /** How many writes at most share one transaction. */
  public int getMaxGroupSize() {
    return maxGroupSize;
  }

  /**
   * Sets how many writes at most share one transaction. Default: {@link #DEFAULT_MAX_GROUP_SIZE},
   * because larger groups are hardly faster, and readers in other processes wait longer.
   *
   * @param maxGroupSize the value
   * @return this
   */
  public SQLiteConnectOptions setMaxGroupSize(int maxGroupSize) {
    this.maxGroupSize = atLeast(1, maxGroupSize, "maxGroupSize");
    return this;
  }

  /** The name of the worker pool whose threads call SQLite. */
  public String getWorkerPoolName() {
    return workerPoolName;
  }

  /**
   * Sets the name of the worker pool whose threads call SQLite. Worker pools of the same name share
   * their threads, and metrics show them under that name. Default: {@link
   * #DEFAULT_WORKER_POOL_NAME}, because databases can well share threads. With a name of its own a
   * database has its own threads.
   *
   * @param workerPoolName the value
   * @return this
   */
  public SQLiteConnectOptions setWorkerPoolName(String workerPoolName) {
    if (workerPoolName.isBlank()) {
      throw new IllegalArgumentException("workerPoolName must not be blank");
    }
    this.workerPoolName = workerPoolName;
    return this;
  }

  /** How many threads the worker pool has at most. */
  public int getWorkerPoolSize() {
    return workerPoolSize;
  }

  /**
   * Sets how many threads the worker pool has at most. Default: {@link #DEFAULT_WORKER_POOL_SIZE},
   * because each busy connection needs one, and a database has a handful of connections. With fewer
   * threads than busy connections, connections wait for threads.
   *
   * @param workerPoolSize the value
   * @return this
   */
  public SQLiteConnectOptions setWorkerPoolSize(int workerPoolSize) {
    this.workerPoolSize = atLeast(1, workerPoolSize, "workerPoolSize");
    return this;
  }

  /** How long, in milliseconds, closing waits for what is running before it interrupts it. */
  public int getCloseGrace() {
    return closeGrace;
  }

  /**
   * Sets how long, in milliseconds, closing waits for what is running before it interrupts it.
   * Default: {@link #DEFAULT_CLOSE_GRACE}, because most statements end by themselves well before.
   * With 0 closing interrupts at once.
   *
   * @param closeGrace the value
   * @return this
   */
  public SQLiteConnectOptions setCloseGrace(int closeGrace) {
    this.closeGrace = atLeast(0, closeGrace, "closeGrace");
    return this;
  }

  /** Whether {@code PRAGMA optimize} runs when the database closes. */
  public boolean isOptimizeOnClose() {
    return optimizeOnClose;
  }

  /**
   * Sets whether {@code PRAGMA optimize} runs when the database closes. Default: {@link
   * #DEFAULT_OPTIMIZE_ON_CLOSE}, because the query planner knows the data the next time, and it
   * takes next to no time where nothing changed.
   *
   * @param optimizeOnClose the value
   * @return this
   */
  public SQLiteConnectOptions setOptimizeOnClose(boolean optimizeOnClose) {
    this.optimizeOnClose = optimizeOnClose;
    return this;
  }

  /** Statements to run on each new connection, after all options took effect. */
  @GenIgnore
  public List<String> getInitSql() {
    return initSql;
  }

  /**
   * Sets statements to run on each new connection, after all options took effect. Default: none.
   * What has an option of its own is better set there, where its value is checked.
   *
   * @param initSql the value
   * @return this
   */
  @GenIgnore
  public SQLiteConnectOptions setInitSql(List<String> initSql) {
    this.initSql = new ArrayList<>(initSql);
    return this;
  }

  /**
   * Adds one to {@link #setInitSql}.
   *
   * @param sql the value
   * @return this
   */
  @GenIgnore
  public SQLiteConnectOptions addInitSql(String sql) {
    initSql.add(Objects.requireNonNull(sql, "sql"));
    return this;
  }

  /**
   * Sets whether each connection keeps its prepared statements. Default: {@link
   * #DEFAULT_STATEMENT_CACHE}. Without the cache SQLite reads and plans the same SQL again each
   * time.
   *
   * @param cache whether to
   * @return this
   */
  @Override
  public SQLiteConnectOptions setCachePreparedStatements(boolean cache) {
    super.setCachePreparedStatements(cache);
    return this;
  }

  /**
   * Sets how many statements each connection keeps, the least recently used go first. Default:
   * {@link #DEFAULT_STATEMENT_CACHE_SIZE}, because an application rarely has more; each takes some
   * kilobytes.
   *
   * @param size how many
   * @return this
   */
  @Override
  public SQLiteConnectOptions setPreparedStatementCacheMaxSize(int size) {
    super.setPreparedStatementCacheMaxSize(atLeast(1, size, "preparedStatementCacheMaxSize"));
    return this;
  }

  @GenIgnore
  @Override
  public SQLiteConnectOptions setPreparedStatementCacheSqlFilter(Predicate<String> filter) {
    super.setPreparedStatementCacheSqlFilter(Objects.requireNonNull(filter, "filter"));
    return this;
  }

  /**
   * Sets how long an SQL text may be to be kept. Default: {@link
   * #DEFAULT_STATEMENT_CACHE_SQL_LIMIT}, because longer texts are mostly generated for one use.
   *
   * @param limit in characters
   * @return this
   */
  @Override
  public SQLiteConnectOptions setPreparedStatementCacheSqlLimit(int limit) {
    super.setPreparedStatementCacheSqlLimit(atLeast(0, limit, "preparedStatementCacheSqlLimit"));
    return this;
  }

  @Override
  public SQLiteConnectOptions setTracingPolicy(TracingPolicy tracingPolicy) {
    super.setTracingPolicy(tracingPolicy);
    return this;
  }

  @Override
  public SQLiteConnectOptions setMetricsName(String metricsName) {
    super.setMetricsName(metricsName);
    return this;
  }

  /** Which statements may run; null where all may. */
  @GenIgnore
  public SQLiteStatementPolicy getStatementPolicy() {
    return statementPolicy;
  }

  /**
   * Sets which statements may run. Default: null, all may, as SQL from the application's own code
   * needs no guard. It is code and no part of JSON. Set one where SQL comes from elsewhere; it
   * holds on every connection of the pool.
   *
   * @param statementPolicy the value
   * @return this
   */
  @GenIgnore
  public SQLiteConnectOptions setStatementPolicy(SQLiteStatementPolicy statementPolicy) {
    this.statementPolicy = statementPolicy;
    return this;
  }

  /** What metrics and traces show as the peer: the file, as if it were a socket of that path. */
  @GenIgnore
  @Override
  public SocketAddress getSocketAddress() {
    return SocketAddress.domainSocketAddress(getDatabase() == null ? "" : getDatabase());
  }

  @Override
  protected void init() {
    super.init();
    setCachePreparedStatements(DEFAULT_STATEMENT_CACHE);
    setPreparedStatementCacheMaxSize(DEFAULT_STATEMENT_CACHE_SIZE);
    setPreparedStatementCacheSqlLimit(DEFAULT_STATEMENT_CACHE_SQL_LIMIT);
  }

  /** All that means something to SQLite; nothing of networks and users. */
  @Override
  public JsonObject toJson() {
    JsonObject json = new JsonObject();
    if (getDatabase() != null) {
      json.put("database", getDatabase());
    }
    json.put("cachePreparedStatements", getCachePreparedStatements());
    json.put("preparedStatementCacheMaxSize", getPreparedStatementCacheMaxSize());
    if (getTracingPolicy() != null) {
      json.put("tracingPolicy", getTracingPolicy().name());
    }
    json.put("metricsName", getMetricsName());
    SQLiteConnectOptionsConverter.toJson(this, json);
    json.put("loadableExtensions", new JsonArray(new ArrayList<>(loadableExtensions)));
    json.put("initSql", new JsonArray(new ArrayList<>(initSql)));
    return json;
  }

  /** {@inheritDoc} */
  @Override
  public SQLiteConnectOptions merge(JsonObject other) {
    SQLiteConnectOptions merged = new SQLiteConnectOptions(toJson().mergeIn(other));
    merged.copyCode(this);
    if (!other.containsKey("preparedStatementCacheSqlLimit")) {
      merged.setPreparedStatementCacheSqlFilter(getPreparedStatementCacheSqlFilter());
    }
    return merged;
  }

  /** Equal where all that {@link #toJson} shows is equal. */
  @Override
  public boolean equals(Object other) {
    return this == other
        || (other instanceof SQLiteConnectOptions
            && toJson().equals(((SQLiteConnectOptions) other).toJson()));
  }

  @Override
  public int hashCode() {
    return toJson().hashCode();
  }

  @Override
  public String toString() {
    return "SQLiteConnectOptions" + toJson().encode();
  }

  private static int atLeast(int least, int value, String name) {
    return (int) atLeast(least, (long) value, name);
  }

  private static long atLeast(long least, long value, String name) {
    if (value < least) {
      throw new IllegalArgumentException(name + " must be at least " + least + ", not " + value);
    }
    return value;
  }

  /** What is code has no place in JSON. */
  private void copyCode(SQLiteConnectOptions other) {
    routines = new ArrayList<>(other.routines);
    encoders = new ArrayList<>(other.encoders);
    decoders = new ArrayList<>(other.decoders);
    limits = new EnumMap<>(other.limits);
    databaseInit = other.databaseInit;
    statementPolicy = other.statementPolicy;
  }

  /** The functions and collations that every connection gets; not part of the JSON. */
  @GenIgnore
  public List<SQLiteRoutine> getRoutines() {
    return List.copyOf(routines);
  }

  /**
   * Adds a function, aggregate, window function or collation for every connection that is opened
   * with these options. Default: none. The later one of the same name and arity wins.
   *
   * @param routine the routine
   * @return this
   * @throws IllegalArgumentException where its name or arity is impossible
   */
  @GenIgnore
  public SQLiteConnectOptions addRoutine(SQLiteRoutine routine) {
    Routines.of(routine, TypeRegistry.NONE);
    routines.add(routine);
    return this;
  }

  /**
   * Adds several of {@link #addRoutine}, such as {@link SQLiteFunctions#regexp()}.
   *
   * @param several the routines
   * @return this
   */
  @GenIgnore
  public SQLiteConnectOptions addRoutines(Iterable<? extends SQLiteRoutine> several) {
    several.forEach(this::addRoutine);
    return this;
  }

  /** How values of classes of one's own are stored; not part of the JSON. */
  @GenIgnore
  public List<SQLiteEncoder<?>> getEncoders() {
    return List.copyOf(encoders);
  }

  /**
   * Adds how values of a class are stored, for parameters on every connection that is opened with
   * these options. Default: none, the client stores what docs/client/types.md lists and refuses
   * other classes. The later one of the same class wins.
   *
   * @param encoder the encoder
   * @return this
   */
  @GenIgnore
  public SQLiteConnectOptions addEncoder(SQLiteEncoder<?> encoder) {
    encoders.add(Objects.requireNonNull(encoder, "encoder"));
    return this;
  }

  /** What the values of columns become, by declared type; not part of the JSON. */
  @GenIgnore
  public List<SQLiteDecoder<?>> getDecoders() {
    return List.copyOf(decoders);
  }

  /**
   * Adds what the values of columns with a declared type become, in rows of every connection that
   * is opened with these options. Default: none, declared types mean what docs/client/types.md
   * says. The later one of the same declared type wins.
   *
   * @param decoder the decoder
   * @return this
   */
  @GenIgnore
  public SQLiteConnectOptions addDecoder(SQLiteDecoder<?> decoder) {
    decoders.add(Objects.requireNonNull(decoder, "decoder"));
    return this;
  }

  /** SQLite's run-time limits that every connection gets; not part of the JSON. */
  @GenIgnore
  public Map<SQLiteLimit, Integer> getLimits() {
    return Map.copyOf(limits);
  }

  /**
   * Lowers one of SQLite's limits on every connection. Default: what the library was built with,
   * because an application knows its own SQL. Where strangers send SQL, lower ones keep a statement
   * from taking all memory.
   *
   * @param limit the limit
   * @param value the largest value allowed
   * @return this
   */
  @GenIgnore
  public SQLiteConnectOptions setLimit(SQLiteLimit limit, int value) {
    limits.put(Objects.requireNonNull(limit, "limit"), atLeast(0, value, limit.name()));
    return this;
  }

  /** What prepares the database before a pool serves anything, or null; not part of the JSON. */
  @GenIgnore
  public Function<SqlConnection, Future<Void>> getDatabaseInit() {
    return databaseInit;
  }

  /**
   * Sets what prepares the database, such as creating its tables. It runs once for each database of
   * this process, on a connection of its own, before the pool or connection that opens the database
   * serves anything; others that open it with such a function wait for it. Default: none. Where it
   * fails, opening fails; the next request tries again.
   *
   * @param databaseInit the function, given a {@link SQLiteConnection}
   * @return this
   */
  @GenIgnore
  public SQLiteConnectOptions setDatabaseInit(Function<SqlConnection, Future<Void>> databaseInit) {
    this.databaseInit = databaseInit;
    return this;
  }
}
