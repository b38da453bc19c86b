// SPDX-License-Identifier: Apache-2.0
package io.reactivesqlite.client.scheduling;

import static io.reactivesqlite.client.scheduling.Lab.await;
import static org.assertj.core.api.Assertions.assertThat;

import io.reactivesqlite.client.SQLiteConnection;
import io.reactivesqlite.client.SQLiteErrorKind;
import io.reactivesqlite.client.SQLitePool;
import io.vertx.core.Future;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.RowSet;
import io.vertx.sqlclient.Transaction;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What is known of a statement is forgotten when it may have become wrong. */
@Timeout(120)
class ProfileCacheTest {

  @TempDir Path directory;
  private Lab lab;
  private SQLitePool pool;

  @BeforeEach
  void open() {
    lab = new Lab(directory);
    pool = lab.pool();
    Lab.run(pool, "CREATE TABLE t(v)", "INSERT INTO t VALUES (1)");
  }

  @AfterEach
  void close() {
    lab.close();
  }

  @Test
  void aTemporaryTableOfOneConnectionDoesNotMisleadThePool() {
    SQLiteConnection connection = Lab.connection(pool);
    await(connection.query("CREATE TEMP TABLE t(v)").execute());
    await(connection.query("INSERT INTO t VALUES (2)").execute());
    Lab.run(pool, "INSERT INTO t VALUES (2)");
    assertThat(Lab.number(pool, "SELECT count(*) FROM t")).isEqualTo(2);
    RowSet<Row> own = await(connection.query("SELECT count(*) FROM t").execute());
    assertThat(own.iterator().next().getLong(0)).isEqualTo(1);
    await(connection.close());
  }

  @Test
  void theTurnIsNotTakenForATemporaryTable() {
    SQLiteConnection connection = Lab.connection(pool);
    await(connection.query("CREATE TEMP TABLE own(v)").execute());
    SQLiteConnection holder = Lab.connection(pool);
    Transaction tx = await(holder.begin());
    await(connection.query("INSERT INTO own VALUES (1)").execute());
    await(tx.commit());
    await(holder.close());
    await(connection.close());
  }

  @Test
  void aTemporaryTableOnThePoolIsRefusedWithTheReason() {
    Future<RowSet<Row>> created = pool.query("CREATE TEMP TABLE x(v)").execute();
    assertThat(Lab.failure(created)).hasMessageContaining("belongs to one connection");
    assertThat(Lab.kind(created)).isEqualTo(SQLiteErrorKind.MISUSE);
  }

  @Test
  void namesOfColumnsFollowATransactionThatRenamesThem() {
    assertThat(columnOfT()).isEqualTo("v");
    SQLiteConnection connection = Lab.connection(pool);
    Transaction tx = await(connection.begin());
    await(connection.query("ALTER TABLE t RENAME COLUMN v TO w").execute());
    // The others still see the old name, and remember it.
    assertThat(columnOfT()).isEqualTo("v");
    await(tx.commit());
    assertThat(columnOfT()).isEqualTo("w");
    await(connection.close());
  }

  @Test
  void namesOfColumnsFollowATransactionThatIsRolledBack() {
    SQLiteConnection connection = Lab.connection(pool);
    Transaction tx = await(connection.begin());
    await(connection.query("ALTER TABLE t RENAME COLUMN v TO w").execute());
    assertThat(await(connection.query("SELECT * FROM t").execute()).columnsNames())
        .containsExactly("w");
    await(tx.rollback());
    assertThat(await(connection.query("SELECT * FROM t").execute()).columnsNames())
        .containsExactly("v");
    await(connection.close());
  }

  private String columnOfT() {
    return await(pool.query("SELECT * FROM t").execute()).columnsNames().get(0);
  }

  @Test
  void aKeyThatBecomesDeferredOnAConnectionIsCheckedForEachWriteOfThePool() {
    Lab.run(
        pool,
        "CREATE TABLE p(id INTEGER PRIMARY KEY)",
        "CREATE TABLE c(pid REFERENCES p(id))",
        "INSERT INTO p VALUES (1)",
        "INSERT INTO c VALUES (1)");
    SQLiteConnection connection = Lab.connection(pool);
    Transaction tx = await(connection.begin());
    await(connection.query("DROP TABLE c").execute());
    await(
        connection
            .query("CREATE TABLE c(pid REFERENCES p(id) DEFERRABLE INITIALLY DEFERRED)")
            .execute());
    // They wait together until the transaction ends; the second would save the first.
    Future<RowSet<Row>> orphan = pool.query("INSERT INTO c VALUES (7)").execute();
    Future<RowSet<Row>> parent = pool.query("INSERT INTO p VALUES (7)").execute();
    await(tx.commit());
    assertThat(Lab.kind(orphan)).isEqualTo(SQLiteErrorKind.CONSTRAINT_FOREIGN_KEY);
    await(parent);
    await(connection.close());
  }
}
