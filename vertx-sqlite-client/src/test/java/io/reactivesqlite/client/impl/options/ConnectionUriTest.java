// SPDX-License-Identifier: Apache-2.0
package io.reactivesqlite.client.impl.options;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.reactivesqlite.client.OpenMode;
import io.reactivesqlite.client.SQLiteConnectOptions;
import io.reactivesqlite.client.Synchronous;
import io.reactivesqlite.client.TextEncoding;
import io.reactivesqlite.client.TransactionMode;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ConnectionUriTest {

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "sqlite:app.db|app.db",
        "SQLite:app.db|app.db",
        "vertx-reactive:sqlite:app.db|app.db",
        "sqlite:./data/app.db|./data/app.db",
        "sqlite:../app.db|../app.db",
        "sqlite:/abs/app.db|/abs/app.db",
        "sqlite:///abs/app.db|/abs/app.db",
        "sqlite://localhost/abs/app.db|/abs/app.db",
        "sqlite:file:app.db|app.db",
        "sqlite:file:///abs/app.db|/abs/app.db",
        "sqlite:FILE:/abs/app.db|/abs/app.db",
        "sqlite::memory:|:memory:",
        "sqlite:file::memory:|:memory:",
        "sqlite:?mode=memory|:memory:",
        "sqlite:shop?mode=memory|shop",
        "sqlite:C:\\dir\\app.db|C:\\dir\\app.db",
        "sqlite:C:/dir/app.db|C:/dir/app.db",
        "sqlite:///C:/dir/app.db|C:/dir/app.db",
        "sqlite:file:///c:/dir/app.db|c:/dir/app.db",
        "sqlite:/my%20data/50%25%20%23%3F.db|/my data/50% #?.db",
        "sqlite:/my data/ä.db|/my data/ä.db",
        "sqlite:%C3%A4%F0%9F%98%80.db|ä😀.db",
        "sqlite:a+b.db|a+b.db",
        "sqlite:app.db?|app.db",
      })
  void names(String uri, String database) {
    assertThat(SQLiteConnectOptions.isSqliteUri(uri)).isTrue();
    assertThat(SQLiteConnectOptions.fromUri(uri).getDatabase()).isEqualTo(database);
  }

  @Test
  void takesOptionsByTheNamesOfSqlite() {
    SQLiteConnectOptions options =
        SQLiteConnectOptions.fromUri(
            "sqlite:file:app.db?mode=ro&immutable=1&synchronous=normal&journal_mode=WAL&busy_timeout=250"
                + "&foreign_keys=off&cache_size=-4000&mmap_size=3000000000&transaction_mode=read_only&encoding=UTF-16le"
                + "&init_sql=SELECT%201&init_sql=SELECT%202&cache_prepared_statements=no&metrics_name=a%26b");

    assertThat(options)
        .isEqualTo(
            SQLiteConnectOptions.file("app.db")
                .setMode(OpenMode.RO)
                .setImmutable(true)
                .setSynchronous(Synchronous.NORMAL)
                .setBusyTimeout(250)
                .setForeignKeys(false)
                .setCacheSize(-4_000)
                .setMmapSize(3_000_000_000L)
                .setTransactionMode(TransactionMode.READ_ONLY)
                .setEncoding(TextEncoding.UTF_16LE)
                .addInitSql("SELECT 1")
                .addInitSql("SELECT 2")
                .setCachePreparedStatements(false)
                .setMetricsName("a&b"));
  }

  @Test
  void hasOneNameForEachOption() {
    JsonObject all = new SQLiteConnectOptions().setDatabase("app.db").toJson();
    for (Map.Entry<String, Object> option : all) {
      Object value = option.getValue();
      if (value instanceof JsonArray || option.getKey().equals("database")) {
        continue;
      }
      String uriName = new Option(option.getKey(), Option.Kind.STRING, null).uriName();

      SQLiteConnectOptions options =
          SQLiteConnectOptions.fromUri("sqlite:app.db?" + uriName + "=" + value);

      assertThat(options.toJson()).as(uriName).isEqualTo(all);
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '\0',
      value = {
        "postgresql://host/db|it must start with 'sqlite:', as in sqlite:app.db or sqlite::memory:",
        "app.db|it must start with 'sqlite:', as in sqlite:app.db or sqlite::memory:",
        "jdbc:sqlite:app.db|this is no JDBC driver, leave out 'jdbc:'",
        "sqlite:|it names no database; write a path, or sqlite::memory: for one in memory",
        "sqlite:file:?mode=ro|it names no database; write a path, or sqlite::memory: for one in memory",
        "sqlite://|it names no database; write a path, or sqlite::memory: for one in memory",
        "sqlite://app.db|after two slashes 'app.db' is the name of a host; write one slash or none for a relative path",
        "sqlite://server/app.db|after two slashes 'server' is the name of a host",
        "sqlite:app.db#x|a URI for SQLite has no fragment; in a path write # as %23",
        "sqlite:100%.db|after % two hexadecimal digits must follow; write a plain % as %25",
        "sqlite:100%4|after % two hexadecimal digits must follow; write a plain % as %25",
        "sqlite:%FF.db|the percent-encoded bytes are no UTF-8",
        "sqlite:a%00b|database must not contain the character NUL",
        "sqlite:app.db?jornal_mode=wal|Unknown URI parameter jornal_mode; did you mean journal_mode?; known are ",
        "sqlite:app.db?journalMode=wal|Unknown URI parameter journalMode; did you mean journal_mode?",
        "sqlite:app.db?database=b|Unknown URI parameter database",
        "sqlite:app.db?journal_mode|journal_mode has no value; write journal_mode=…",
        "sqlite:app.db?journal_mode=|journal_mode takes one of wal, delete, truncate, persist, memory, off, not ''",
        "sqlite:app.db?mode=rx|mode takes one of rwc, rw, ro, memory, not 'rx'; did you mean rw?",
        "sqlite:app.db?foreign_keys=maybe|foreign_keys takes true or false (or 1, 0, on, off, yes, no), not 'maybe'",
        "sqlite:app.db?busy_timeout=5s|busy_timeout takes a whole number of at most 32 bits, not '5s'",
        "sqlite:app.db?busy_timeout=3000000000|busy_timeout takes a whole number of at most 32 bits, not '3000000000'",
        "sqlite:app.db?busy_timeout=-1|busyTimeout must be at least 0, not -1",
        "sqlite:app.db?mode=ro&mode=rw|mode is there twice",
        "sqlite:app.db?enable_load_extension=true|The URI parameter enable_load_extension is refused: an extension is native code, so a URL cannot let it in",
        "sqlite:app.db?loadable_extensions=x|The URI parameter loadable_extensions is refused: an extension is native code",
        "sqlite::memory:?cache=shared|The URI parameter cache is refused: a shared cache makes readers fail",
        "sqlite:app.db?vfs=unix|The URI parameter vfs is refused: ",
        "sqlite:app.db?key=secret|The URI parameter key is refused: this SQLite cannot encrypt databases",
        "sqlite:app.db?password=x|The URI parameter password is refused: SQLite has no server",
      })
  void refusesWhatItDoesNotUnderstand(String uri, String reason) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> SQLiteConnectOptions.fromUri(uri))
        .withMessageContaining(reason);
  }

  @Test
  void saysWhichUriIsWrong() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> SQLiteConnectOptions.fromUri("sqlite:"))
        .withMessageStartingWith("Invalid connection URI 'sqlite:': it names no database");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> SQLiteConnectOptions.fromUri("sqlite:app.db?key=secret"))
        .withMessageStartingWith(
            "Invalid connection URI 'sqlite:app.db?…': The URI parameter key is refused")
        .withMessageNotContaining("secret");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "sqlite",
        "jdbc:sqlite:app.db",
        "postgresql://host/db",
        "vertx-reactive:postgresql://x",
        "app.db"
      })
  void isNotOursWithoutOurScheme(String uri) {
    assertThat(SQLiteConnectOptions.isSqliteUri(uri)).isFalse();
  }
}
