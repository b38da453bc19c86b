// SPDX-License-Identifier: Apache-2.0
package io.reactivesqlite.examples.quarkus;

import io.reactivesqlite.examples.testing.ShopSuite;
import java.nio.file.Path;
import java.util.List;

/** The packaged application, in a process of its own. */
class QuarkusBookshopTest extends ShopSuite {

  private static final Path PACKAGED =
      Path.of("target", "quarkus-app", "quarkus-run.jar").toAbsolutePath();

  @Override
  protected List<String> command(Path database, int port) {
    return List.of(
        "-Dquarkus.datasource.reactive.url=sqlite:" + database,
        "-Dquarkus.http.port=" + port,
        "-jar",
        PACKAGED.toString());
  }
}
