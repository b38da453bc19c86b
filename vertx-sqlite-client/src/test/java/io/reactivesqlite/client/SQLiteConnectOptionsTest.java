// SPDX-License-Identifier: Apache-2.0
package io.reactivesqlite.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.core.tracing.TracingPolicy;
import io.vertx.sqlclient.SqlConnectOptions;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SQLiteConnectOptionsTest {

  /** Every option with a value that is not its default. */
  private static final JsonObject ALL_CHANGED =
      new JsonObject()
          .put("database", "app.db")
          .put("mode", "RO")
          .put("immutable", true)
          .put("journalMode", "DELETE")
          .put("synchronous", "NORMAL")
          .put("foreignKeys", false)
          .put("busyTimeout", 1)
          .put("transactionMode", "DEFERRED")
          .put("cacheSize", 2)
          .put("mmapSize", 3_000_000_000L)
          .put("tempStore", "MEMORY")
          .put("pageSize", 512)
          .put("autoVacuum", "INCREMENTAL")
          .put("encoding", "UTF_16LE")
          .put("journalSizeLimit", -1L)
          .put("walAutocheckpoint", 4)
          .put("trustedSchema", true)
          .put("recursiveTriggers", true)
          .put("secureDelete", "FAST")
          .put("cellSizeCheck", true)
          .put("maxPageCount", 5L)
          .put("loadableExtensions", new JsonArray().add("/lib/a.so"))
          .put("createParentDirectories", true)
          .put("readers", 6)
          .put("statementTimeout", 7)
          .put("turnTimeout", 8)
          .put("queueLimit", 9)
          .put("slowStatementThreshold", 10)
          .put("logParameters", true)
          .put("groupCommit", false)
          .put("maxGroupSize", 11)
          .put("workerPoolName", "w")
          .put("workerPoolSize", 12)
          .put("closeGrace", 13)
          .put("optimizeOnClose", false)
          .put("initSql", new JsonArray().add("SELECT 1").add("SELECT 2"))
          .put("cachePreparedStatements", false)
          .put("preparedStatementCacheMaxSize", 14)
          .put("tracingPolicy", "ALWAYS")
          .put("metricsName", "m");

  @Test
  void areSafeByDefault() {
    SQLiteConnectOptions options = new SQLiteConnectOptions();

    assertThat(options.getDatabase()).isNull();
    assertThat(options.getMode()).isEqualTo(OpenMode.RWC);
    assertThat(options.getJournalMode()).isEqualTo(JournalMode.WAL);
    assertThat(options.getSynchronous()).isEqualTo(Synchronous.FULL);
    assertThat(options.isForeignKeys()).isTrue();
    assertThat(options.getBusyTimeout()).isEqualTo(5_000);
    assertThat(options.getTransactionMode()).isEqualTo(TransactionMode.IMMEDIATE);
    assertThat(options.isTrustedSchema()).isFalse();
    assertThat(options.getLoadableExtensions()).isEmpty();
    assertThat(options.isLogParameters()).isFalse();
    assertThat(options.getCachePreparedStatements()).isTrue();
    assertThat(options.getPreparedStatementCacheMaxSize()).isEqualTo(256);
    assertThat(options.getPreparedStatementCacheSqlFilter()).accepts("x".repeat(16_384));
    assertThat(options.getPreparedStatementCacheSqlFilter()).rejects("x".repeat(16_385));
  }

  @Test
  void goToJsonAndBackWithoutLoss() {
    assertThat(new SQLiteConnectOptions(ALL_CHANGED).toJson()).isEqualTo(ALL_CHANGED);
    assertThat(new SQLiteConnectOptions(new SQLiteConnectOptions().toJson()))
        .isEqualTo(new SQLiteConnectOptions());
  }

  @Test
  void differFromTheDefaultsInEveryOptionOfTheseTests() {
    JsonObject defaults = new SQLiteConnectOptions().toJson();

    assertThat(ALL_CHANGED)
        .allSatisfy(
            option ->
                assertThat(option.getValue()).isNotEqualTo(defaults.getValue(option.getKey())));
    assertThat(ALL_CHANGED.fieldNames()).containsAll(defaults.fieldNames());
  }

  @Test
  void sayNothingOfNetworksAndUsersInJson() {
    SQLiteConnectOptions options = new SQLiteConnectOptions();
    options.setHost("h").setPort(1).setUser("u").setPassword("p").setSsl(true).setConnectTimeout(3);

    assertThat(options.toJson()).isEqualTo(new SQLiteConnectOptions().toJson());
  }

  @Test
  void copyEveryOption() {
    SQLiteConnectOptions options = new SQLiteConnectOptions(ALL_CHANGED);

    SQLiteConnectOptions copy = new SQLiteConnectOptions(options);
    SQLiteConnectOptions copyOfSuper = new SQLiteConnectOptions((SqlConnectOptions) options);

    assertThat(copy.toJson()).isEqualTo(ALL_CHANGED);
    assertThat(copyOfSuper.toJson()).isEqualTo(ALL_CHANGED);
    copy.addInitSql("SELECT 3").addLoadableExtension("/lib/b.so");
    assertThat(options.toJson()).isEqualTo(ALL_CHANGED);
    assertThat(copy).isNotEqualTo(options);
    assertThat(copyOfSuper).isEqualTo(options).hasSameHashCodeAs(options);
  }

  @Test
  void wrapWhatIsNotOfSqlite() {
    SQLiteConnectOptions own = new SQLiteConnectOptions();

    assertThat(SQLiteConnectOptions.wrap(own)).isSameAs(own);
    assertThat(
            SQLiteConnectOptions.wrap(new SqlConnectOptions().setDatabase("app.db")).getDatabase())
        .isEqualTo("app.db");
  }

  @Test
  void mergeJsonOverWhatIsSet() {
    Predicate<String> filter = sql -> sql.startsWith("SELECT");
    SQLiteConnectOptions options =
        new SQLiteConnectOptions(ALL_CHANGED).setPreparedStatementCacheSqlFilter(filter);

    SQLiteConnectOptions merged = options.merge(new JsonObject().put("busyTimeout", 99));
    SQLiteConnectOptions limited =
        options.merge(new JsonObject().put("preparedStatementCacheSqlLimit", 3));

    assertThat(merged.toJson()).isEqualTo(ALL_CHANGED.copy().put("busyTimeout", 99));
    assertThat(merged.getPreparedStatementCacheSqlFilter()).isSameAs(filter);
    assertThat(limited.getPreparedStatementCacheSqlFilter()).accepts("abc").rejects("abcd");
    assertThat(options.getBusyTimeout()).isEqualTo(1);
  }

  @Test
  void keepTheStatementPolicyWhenMerged() {
    SQLiteStatementPolicy policy = SQLiteStatementPolicy.readOnly();
    SQLiteConnectOptions merged =
        new SQLiteConnectOptions()
            .setStatementPolicy(policy)
            .merge(new JsonObject().put("readers", 1));

    assertThat(merged.getStatementPolicy()).isSameAs(policy);
  }

  @Test
  void takeChoicesInAnyCase() {
    assertThat(
            new SQLiteConnectOptions(new JsonObject().put("journalMode", "truncate"))
                .getJournalMode())
        .isEqualTo(JournalMode.TRUNCATE);
    assertThat(new SQLiteConnectOptions(new JsonObject().put("encoding", "UTF-16le")).getEncoding())
        .isEqualTo(TextEncoding.UTF_16LE);
  }

  @Test
  void takeNullAsAbsent() {
    assertThat(
            new SQLiteConnectOptions(new JsonObject().putNull("busyTimeout").putNull("autoVacuum")))
        .isEqualTo(new SQLiteConnectOptions());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '\0',
      value = {
        "{\"busyTimeOut\":1}|Unknown option busyTimeOut; did you mean busyTimeout?; known are autoVacuum, busyTimeout, ",
        "{\"journal_mode\":\"WAL\"}|Unknown option journal_mode; did you mean journalMode?",
        "{\"synchronus\":\"FULL\"}|Unknown option synchronus; did you mean synchronous?",
        "{\"wholly_other\":1}|Unknown option wholly_other; known are ",
        "{\"host\":\"h\"}|The option host is refused: SQLite has no server to connect to",
        "{\"password\":\"p\"}|The option password is refused: SQLite has no server to connect to and no passwords",
        "{\"enableLoadExtension\":true}|The option enableLoadExtension is refused: an extension is native code",
        "{\"busyTimeout\":\"1\"}|The option busyTimeout takes a whole number of at most 32 bits, not a String",
        "{\"busyTimeout\":1.5}|The option busyTimeout takes a whole number of at most 32 bits, not 1.5",
        "{\"busyTimeout\":3000000000}|The option busyTimeout takes a whole number of at most 32 bits, not 3000000000",
        "{\"mmapSize\":true}|The option mmapSize takes a whole number, not a Boolean",
        "{\"foreignKeys\":1}|The option foreignKeys takes true or false, not 1",
        "{\"journalMode\":\"WALL\"}|journalMode takes one of wal, delete, truncate, persist, memory, off, not 'WALL'; did you mean wal?",
        "{\"journalMode\":1}|The option journalMode takes a string, not 1",
        "{\"database\":[]}|The option database takes a string, not a JsonArray",
        "{\"initSql\":\"SELECT 1\"}|The option initSql takes an array of strings, not a String",
        "{\"initSql\":[1]}|The option initSql takes an array of strings, not a JsonArray",
        "{\"database\":\"\"}|database must not be empty; for one in memory write :memory:",
        "{\"database\":\"a\\u0000b\"}|database must not contain the character NUL",
        "{\"busyTimeout\":-1}|busyTimeout must be at least 0, not -1",
        "{\"journalSizeLimit\":-2}|journalSizeLimit must be at least -1, not -2",
        "{\"maxGroupSize\":0}|maxGroupSize must be at least 1, not 0",
        "{\"preparedStatementCacheMaxSize\":0}|preparedStatementCacheMaxSize must be at least 1, not 0",
        "{\"pageSize\":1000}|pageSize must be 0 or a power of two from 512 to 65536, not 1000",
        "{\"workerPoolName\":\" \"}|workerPoolName must not be blank",
      })
  void refuseWhatTheyDoNotKnow(String json, String message) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new SQLiteConnectOptions(new JsonObject(json)))
        .withMessageStartingWith(message);
  }

  @Test
  void nameAFileOrMemory() {
    assertThat(SQLiteConnectOptions.file("a b?c#d%.db").getDatabase()).isEqualTo("a b?c#d%.db");
    assertThat(SQLiteConnectOptions.file(Path.of("dir", "app.db")).getDatabase())
        .isEqualTo(Path.of("dir", "app.db").toString());
    assertThat(SQLiteConnectOptions.file("app.db").isMemory()).isFalse();
    assertThat(SQLiteConnectOptions.memory().isMemory()).isTrue();
    assertThat(SQLiteConnectOptions.memory().getDatabase()).isEqualTo(":memory:");
    assertThat(SQLiteConnectOptions.memory("shop").isMemory()).isTrue();
    assertThat(SQLiteConnectOptions.memory("shop").getDatabase()).isEqualTo("shop");
    assertThat(new SQLiteConnectOptions().isMemory()).isFalse();
  }

  @Test
  void showTheFileAsThePeerOfMetrics() {
    assertThat(SQLiteConnectOptions.file("/data/app.db").getSocketAddress().path())
        .isEqualTo("/data/app.db");
    assertThat(new SQLiteConnectOptions().getSocketAddress()).isNotNull();
  }

  @Test
  void keepTheirOwnListsOfWhatTheyWereGiven() {
    List<String> sql = new ArrayList<>(List.of("SELECT 1"));
    SQLiteConnectOptions options = new SQLiteConnectOptions().setInitSql(sql);

    sql.add("SELECT 2");

    assertThat(options.getInitSql()).containsExactly("SELECT 1");
  }

  @Test
  void areFluent() {
    SQLiteConnectOptions options =
        SQLiteConnectOptions.file("app.db")
            .setTracingPolicy(TracingPolicy.IGNORE)
            .setMetricsName("m")
            .setCachePreparedStatements(false)
            .setPreparedStatementCacheSqlLimit(9)
            .setReaders(2);

    assertThat(options.toString()).contains("\"readers\":2", "\"tracingPolicy\":\"IGNORE\"");
  }

  @Test
  void giveEncodingsTheirNamesInSqlite() {
    assertThat(TextEncoding.values())
        .extracting(TextEncoding::sqlName)
        .containsExactly("UTF-8", "UTF-16", "UTF-16LE", "UTF-16BE");
  }
}
