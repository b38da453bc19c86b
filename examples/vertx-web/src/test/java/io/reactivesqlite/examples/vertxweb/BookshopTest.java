// SPDX-License-Identifier: Apache-2.0
package io.reactivesqlite.examples.vertxweb;

import static org.assertj.core.api.Assertions.assertThat;

import io.reactivesqlite.examples.testing.Application;
import io.reactivesqlite.examples.testing.ShopSuite;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

class BookshopTest extends ShopSuite {

  @Override
  protected List<String> command(Path database, int port) {
    return List.of(
        "-cp",
        System.getProperty("java.class.path"),
        Bookshop.class.getName(),
        database.toString(),
        Integer.toString(port));
  }

  @Test
  void aPortThatIsTakenIsAnErrorOfOneLine() throws Exception {
    try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
        Application shop = Application.run(folder, command(file, taken.getLocalPort()))) {
      assertThat(shop.awaitEnd()).isEqualTo(1);
      assertThat(shop.output()).contains("The shop does not open: ").doesNotContain("\tat ");
    }
  }

  @Test
  void theReadmesSayHowItIsStarted() throws Exception {
    String command = "mvn -q -Pexample -pl examples/vertx-web -am process-classes";
    assertThat(Files.readString(Path.of("pom.xml")))
        .contains(command + ":", Bookshop.class.getName());
    assertThat(Files.readString(Path.of("README.md"))).contains("\n" + command + "\n");
    // It is the first command of the README of all.
    String readme = Files.readString(Path.of("../../README.md"));
    assertThat(readme.substring(readme.indexOf("\nmvn "))).startsWith("\n" + command + " ");
  }
}
