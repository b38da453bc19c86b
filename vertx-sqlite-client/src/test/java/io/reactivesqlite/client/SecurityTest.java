// SPDX-License-Identifier: Apache-2.0
package io.reactivesqlite.client;

import static io.reactivesqlite.client.Sandbox.await;
import static io.reactivesqlite.client.Sandbox.error;
import static io.reactivesqlite.client.Sandbox.run;
import static io.reactivesqlite.client.Sandbox.scalar;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class SecurityTest {

  @RegisterExtension private final Sandbox sandbox = new Sandbox();

  @Test
  void sqlCannotLoadAnExtension() {
    SQLiteConnection connection = sandbox.connect();
    SQLitePool pool = sandbox.pool();
    for (var client : List.of(connection, pool)) {
      assertThat(error(client.query("SELECT load_extension('anything')").execute()))
          .hasMessageContaining("not authorized");
    }
    run(connection, "PRAGMA enable_load_extension = 1");
    assertThat(error(connection.query("SELECT load_extension('anything')").execute()))
        .hasMessageContaining("not authorized");
    await(connection.close());
  }

  @Test
  void aUrlCannotSwitchExtensionsOn() {
    for (String key : List.of("enable_load_extension", "load_extension", "loadable_extensions")) {
      assertThatThrownBy(() -> SQLiteConnectOptions.fromUri("sqlite:app.db?" + key + "=true"))
          .as(key)
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessageContaining("native code");
    }
  }

  @Test
  void aPathCannotSmuggleParametersToTheNativeDriver() {
    SQLitePool pool =
        sandbox.pool(
            SQLiteConnectOptions.file(
                sandbox.directory().resolve("x.db?enable_load_extension=true")));
    assertThat(error(pool.query("SELECT load_extension('anything')").execute()))
        .hasMessageContaining("not authorized");
    assertThat(sandbox.directory().resolve("x.db?enable_load_extension=true")).isRegularFile();
  }

  @Test
  void anExtensionThatIsNotThereFailsTheOpening() {
    SQLitePool pool =
        sandbox.pool(sandbox.options().addLoadableExtension("no such 'library' here"));
    assertThat(error(pool.query("SELECT 1").execute())).hasMessageContaining("no such 'library'");
  }

  @Test
  void attachIsForAConnectionOfOnesOwn() {
    String other = sandbox.directory().resolve("other.db").toString();
    SQLiteConnection connection = sandbox.connect();
    run(connection, "ATTACH '" + other + "' AS other");
    run(connection, "CREATE TABLE other.t(a)");
    run(connection, "INSERT INTO other.t VALUES (1)");
    assertThat(scalar(connection, "SELECT a FROM t")).isEqualTo(1L);
    run(connection, "DETACH other");
    await(connection.close());
    SQLitePool pool = sandbox.pool();
    SQLiteException e = error(pool.query("ATTACH '" + other + "' AS other").execute());
    assertThat(e.kind()).isEqualTo(SQLiteErrorKind.MISUSE);
    assertThat(e).hasMessageContaining("initSql");
    assertThat(error(pool.query("DETACH other").execute()).kind())
        .isEqualTo(SQLiteErrorKind.MISUSE);
  }

  @Test
  void aDatabaseAttachedByInitSqlIsThereOnEachConnection() {
    String other = sandbox.directory().resolve("other.db").toString();
    SQLitePool pool =
        sandbox.pool(sandbox.options().setReaders(3).addInitSql("ATTACH '" + other + "' AS other"));
    run(pool, "CREATE TABLE other.t(a)");
    run(pool, "INSERT INTO other.t VALUES (1)");
    for (int i = 0; i < 10; i++) {
      assertThat(scalar(pool, "SELECT count(*) FROM other.t")).isEqualTo(1L);
    }
  }

  @Test
  void settingsOfOneConnectionAreRefusedOnThePool() {
    SQLitePool pool = sandbox.pool();
    for (String pragma :
        List.of(
            "foreign_keys = 0", "query_only = 0", "writable_schema = 1", "trusted_schema = 1")) {
      SQLiteException e = error(pool.query("PRAGMA " + pragma).execute());
      assertThat(e.kind()).as(pragma).isEqualTo(SQLiteErrorKind.MISUSE);
    }
    // SQLite runs such a PRAGMA when it is only prepared, even for EXPLAIN.
    for (String sql :
        List.of(
            "EXPLAIN PRAGMA foreign_keys = 0",
            "explain query plan /* pragma x */ pragma main.[foreign_keys](0)",
            ";/* PRAGMA user_version */ PRAGMA \"foreign_keys\"=0")) {
      assertThat(error(pool.query(sql).execute()).kind()).as(sql).isEqualTo(SQLiteErrorKind.MISUSE);
    }
    error(pool.explainQueryPlan("PRAGMA foreign_keys = 0"));
    assertThat(scalar(pool, "PRAGMA foreign_keys")).isEqualTo(1L);
    assertThat(scalar(pool, "PRAGMA query_only")).isEqualTo(1L);
  }

  @Test
  void aSettingOnAConnectionTakesEffectEachTimeItIsRun() {
    SQLiteConnection connection = sandbox.connect();
    for (int i = 0; i < 3; i++) {
      run(connection, "PRAGMA cache_size = 11");
      assertThat(scalar(connection, "PRAGMA cache_size")).isEqualTo(11L);
      run(connection, "PRAGMA cache_size = 22");
      assertThat(scalar(connection, "PRAGMA cache_size")).isEqualTo(22L);
    }
    await(connection.close());
  }

  @Test
  void theReadersOfAPoolCannotBeMadeToWrite() {
    SQLitePool pool = sandbox.pool();
    run(pool, "CREATE TABLE t(a)");
    assertThat(scalar(pool, "PRAGMA query_only")).isEqualTo(1L);
    assertThat(run(pool, "WITH x(v) AS (VALUES (1)) INSERT INTO t SELECT v FROM x").rowCount())
        .isEqualTo(1);
    assertThat(scalar(pool, "SELECT count(*) FROM t")).isEqualTo(1L);
  }

  @Test
  void aHostileSchemaCannotCallFunctionsWithSideEffects() {
    sandbox.jdbc(
        "CREATE TABLE t(a)",
        "CREATE VIEW trap AS SELECT load_extension('anything') AS a",
        "CREATE VIEW spy AS SELECT * FROM pragma_database_list");
    SQLitePool pool = sandbox.pool();
    assertThat(error(pool.query("SELECT * FROM trap").execute()))
        .hasMessageContaining("unsafe use");
    assertThat(scalar(pool, "PRAGMA trusted_schema")).isEqualTo(0L);
  }

  @Test
  void foreignKeysAreEnforced() {
    SQLitePool pool = sandbox.pool();
    run(pool, "CREATE TABLE parent(id INTEGER PRIMARY KEY)");
    run(pool, "CREATE TABLE child(p REFERENCES parent(id))");
    assertThat(error(pool.query("INSERT INTO child VALUES (1)").execute()).kind())
        .isEqualTo(SQLiteErrorKind.CONSTRAINT_FOREIGN_KEY);
    SQLitePool lax = sandbox.pool(sandbox.options().setForeignKeys(false));
    run(lax, "INSERT INTO child VALUES (1)");
  }
}
