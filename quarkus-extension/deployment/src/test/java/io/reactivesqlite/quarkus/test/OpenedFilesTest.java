// SPDX-License-Identifier: Apache-2.0
package io.reactivesqlite.quarkus.test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.quarkus.test.QuarkusUnitTest;
import io.reactivesqlite.client.SQLiteException;
import io.vertx.mutiny.sqlclient.Pool;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import java.sql.Connection;
import java.sql.SQLException;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** The keys that say how a file is opened, on real files. */
class OpenedFilesTest {

  @RegisterExtension
  static final QuarkusUnitTest APPLICATION =
      new QuarkusUnitTest()
          .withApplicationRoot(jar -> jar.addClass(TestDatabase.class))
          .overrideConfigKey("quarkus.datasource.missing.db-kind", "sqlite")
          .overrideConfigKey("quarkus.datasource.missing.reactive.url", TestDatabase.newUrl())
          .overrideConfigKey("quarkus.datasource.missing.reactive.sqlite.mode", "rw")
          .overrideConfigKey("quarkus.datasource.locked.db-kind", "sqlite")
          .overrideConfigKey("quarkus.datasource.locked.reactive.url", TestDatabase.withABook())
          .overrideConfigKey("quarkus.datasource.locked.reactive.sqlite.immutable", "true")
          .overrideConfigKey("quarkus.datasource.locked.reactive.sqlite.mode", "ro")
          .overrideConfigKey("quarkus.datasource.extended.db-kind", "sqlite")
          .overrideConfigKey("quarkus.datasource.extended.reactive.url", TestDatabase.newUrl())
          .overrideConfigKey(
              "quarkus.datasource.extended.reactive.sqlite.loadable-extensions", "/nowhere/tiny.so")
          .overrideConfigKey("quarkus.datasource.deep.db-kind", "sqlite")
          .overrideConfigKey(
              "quarkus.datasource.deep.reactive.url",
              TestDatabase.newUrl().replace("app.db", "a/b/app.db"))
          .overrideConfigKey(
              "quarkus.datasource.deep.reactive.sqlite.create-parent-directories", "true");

  @Inject
  @Named("missing")
  Pool missing;

  @Inject
  @Named("locked")
  Pool locked;

  @Inject
  @Named("extended")
  Pool extended;

  @Inject
  @Named("deep")
  Pool deep;

  @ConfigProperty(name = "quarkus.datasource.missing.reactive.url")
  String missingUrl;

  @ConfigProperty(name = "quarkus.datasource.locked.reactive.url")
  String lockedUrl;

  @ConfigProperty(name = "quarkus.datasource.deep.reactive.url")
  String deepUrl;

  @Test
  void modeRwMakesNoFile() {
    assertThatThrownBy(() -> one(missing, "select 1"))
        .isInstanceOf(SQLiteException.class)
        .hasMessageContaining("unable to open");
    assertThat(TestDatabase.path(missingUrl)).doesNotExist();
  }

  @Test
  void anImmutableFileIsReadWithoutLocks() throws SQLException {
    try (Connection other = TestDatabase.connect(lockedUrl)) {
      other.createStatement().execute("begin exclusive");

      assertThat(one(locked, "select title from book")).isEqualTo("Solaris");
    }
  }

  @Test
  void anExtensionThatCannotBeLoadedIsNamed() {
    assertThatThrownBy(() -> one(extended, "select 1"))
        .isInstanceOf(SQLiteException.class)
        .hasMessageContaining("/nowhere/tiny.so");
  }

  @Test
  void missingDirectoriesAreMade() {
    assertThat(one(deep, "select 1")).isEqualTo(1L);
    assertThat(TestDatabase.path(deepUrl)).exists();
  }

  private static Object one(Pool pool, String sql) {
    Object value = pool.query(sql).executeAndAwait().iterator().next().getValue(0);
    return value instanceof Number number ? number.longValue() : value;
  }
}
