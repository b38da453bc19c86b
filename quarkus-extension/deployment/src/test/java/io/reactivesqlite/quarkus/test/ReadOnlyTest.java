// SPDX-License-Identifier: Apache-2.0
package io.reactivesqlite.quarkus.test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.quarkus.arc.InactiveBeanException;
import io.quarkus.arc.InjectableInstance;
import io.quarkus.test.QuarkusUnitTest;
import io.reactivesqlite.client.SQLiteException;
import io.vertx.mutiny.sqlclient.Pool;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class ReadOnlyTest {

  @RegisterExtension
  static final QuarkusUnitTest APPLICATION =
      new QuarkusUnitTest()
          .withApplicationRoot(jar -> jar.addClass(TestDatabase.class))
          .overrideConfigKey("quarkus.datasource.db-kind", "sqlite")
          .overrideConfigKey("quarkus.datasource.reactive.url", TestDatabase.withABook())
          .overrideConfigKey("quarkus.datasource.reactive.sqlite.read-only", "true")
          .overrideConfigKey("quarkus.datasource.later.db-kind", "sqlite")
          .overrideConfigKey("quarkus.datasource.later.active", "false")
          .overrideConfigKey("quarkus.datasource.later.reactive.url", "sqlite:later.db");

  @Inject Pool pool;

  @Inject
  @Named("later")
  InjectableInstance<Pool> later;

  @Test
  void aReadOnlyDatasourceReadsAndRefusesWrites() {
    assertThat(
            pool.query("select title from book").executeAndAwait().iterator().next().getString(0))
        .isEqualTo("Solaris");
    assertThatThrownBy(() -> pool.query("delete from book").executeAndAwait())
        .isInstanceOf(SQLiteException.class)
        .hasMessageContaining("readonly");
  }

  @Test
  void anInactiveDatasourceOpensNoFileAndSaysWhy() {
    assertThat(java.nio.file.Path.of("later.db")).doesNotExist();
    assertThatThrownBy(() -> later.get().query("select 1").executeAndAwait())
        .isInstanceOf(InactiveBeanException.class)
        .hasMessageContaining("quarkus.datasource.\"later\".active");
  }
}
