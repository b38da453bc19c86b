// SPDX-License-Identifier: Apache-2.0
package io.reactivesqlite.client;

import static io.reactivesqlite.client.OnFiles.await;
import static io.reactivesqlite.client.OnFiles.run;
import static io.reactivesqlite.client.OnFiles.value;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * An extension is native code: only libraries that the options name may come in, and by no other
 * way.
 */
class LoadableExtensionsTest {

  /**
   * A whole extension without SQLite's headers: it only counts that it was loaded, by answering OK
   * or not. The three arguments are the connection, where to put an error message, and SQLite's
   * functions, which it does not call.
   */
  private static final String SOURCE =
      """
      int sqlite3_tiny_init(void *db, char **message, const void *api) { return 0; }
      int sqlite3_sulky_init(void *db, char **message, const void *api) { return 1; }
      """;

  @TempDir Path directory;
  private OnFiles files;

  @BeforeEach
  void open() {
    files = new OnFiles(directory);
  }

  @AfterEach
  void close() {
    files.close();
  }

  /** Skipped, visibly, where there is no C compiler. */
  private String compiled(String name) throws IOException, InterruptedException {
    Path source = files.path("tiny.c");
    Files.writeString(source, SOURCE);
    Path library = files.path(name + ".so");
    Process gcc;
    try {
      gcc =
          new ProcessBuilder(
                  List.of(
                      "gcc", "-shared", "-fPIC", "-w", "-o", library.toString(), source.toString()))
              .redirectErrorStream(true)
              .start();
    } catch (IOException e) {
      assumeTrue(false, "needs gcc to compile an extension");
      throw e;
    }
    assertThat(gcc.waitFor(60, TimeUnit.SECONDS)).isTrue();
    assertThat(gcc.exitValue()).isZero();
    return library.toString();
  }

  @Test
  void aLibraryThatTheOptionsNameIsLoadedOnEachConnection() throws Exception {
    SQLitePool pool = files.pool(files.options("e.db").addLoadableExtension(compiled("tiny")));

    run(pool, "CREATE TABLE t (x)");
    assertThat(value(pool, "SELECT count(*) FROM t")).isEqualTo(0L);
    await(pool.withConnection(c -> c.query("SELECT 1").execute()));
  }

  @Test
  void aLibraryThatRefusesItselfFailsTheOpening() throws Exception {
    SQLitePool pool = files.pool(files.options("e.db").addLoadableExtension(compiled("sulky")));

    assertThatThrownBy(() -> value(pool, "SELECT 1"))
        .isInstanceOf(SQLiteException.class)
        .hasMessageContaining("error during initialization");
  }

  @Test
  void aLibraryThatIsMissingFailsTheOpeningWithItsName() {
    SQLitePool pool =
        files.pool(files.options("e.db").addLoadableExtension(files.path("nowhere.so").toString()));

    assertThatThrownBy(() -> value(pool, "SELECT 1"))
        .isInstanceOf(SQLiteException.class)
        .hasMessageContaining("nowhere.so");
  }

  @Test
  void theSqlFunctionIsClosedWithAndWithoutNamedLibraries() throws Exception {
    String library = compiled("tiny");
    String call = "SELECT load_extension('" + library + "')";

    assertThatThrownBy(() -> value(files.pool("e.db"), call))
        .hasMessageContaining("not authorized");
    SQLitePool named = files.pool(files.options("e.db").addLoadableExtension(library));
    assertThatThrownBy(() -> value(named, call)).hasMessageContaining("not authorized");
    assertThatThrownBy(() -> await(named.withConnection(c -> c.query(call).execute())))
        .hasMessageContaining("not authorized");
  }

  @Test
  void anUriCannotLetThemIn() {
    for (String parameter :
        List.of("enable_load_extension=true", "load_extension=x.so", "loadable_extensions=x.so")) {
      assertThatThrownBy(() -> SQLiteConnectOptions.fromUri("sqlite:e.db?" + parameter))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessageContaining("refused");
    }
  }

  @Test
  void noPragmaLetsThemIn() throws Exception {
    SQLiteConnection connection = files.connect(files.options("e.db"));
    run(connection, "PRAGMA enable_load_extension=1");
    assertThatThrownBy(() -> await(connection.pragma("enable_load_extension", true)))
        .hasMessageContaining("not known");

    assertThatThrownBy(() -> value(connection, "SELECT load_extension('" + compiled("tiny") + "')"))
        .hasMessageContaining("not authorized");
  }
}
