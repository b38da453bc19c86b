// SPDX-License-Identifier: Apache-2.0
package io.reactivesqlite.quarkus.hibernate.test;

import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.QuarkusDevModeTest;
import io.quarkus.test.common.http.TestHTTPResource;
import java.net.URI;
import java.nio.file.Path;
import org.jboss.shrinkwrap.api.asset.StringAsset;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class DevServicesInDevelopmentTest {

  @RegisterExtension
  static final QuarkusDevModeTest APPLICATION =
      new QuarkusDevModeTest()
          .withApplicationRoot(
              jar ->
                  jar.addClass(DevResource.class)
                      .addAsResource(
                          new StringAsset(
                              """
                              quarkus.http.port=0
                              quarkus.sqlite-migrations.migrate-at-start=true
                              """),
                          "application.properties")
                      .addAsResource("db/notes.sql", "db/changelog.sql"));

  private static Path file;

  @TestHTTPResource URI base;

  @Test
  void theFileOutlivesAReloadAndIsMigratedFurther() throws Exception {
    Http http = new Http(base);
    file = Path.of(URI.create(http.get("/dev/url").body().replace("sqlite:", "file://")));
    assertThat(file).exists();
    assertThat(http.post("/dev/notes/kept").statusCode()).isEqualTo(204);

    APPLICATION.modifyResourceFile(
        "db/changelog.sql",
        sql -> sql + "\n--changeset notes:2\ninsert into note values ('migrated');\n");

    assertThat(http.get("/dev/notes").body()).isEqualTo("kept,migrated");
  }

  @AfterAll
  static void itIsGoneAtTheEnd() {
    assertThat(file.getParent()).doesNotExist();
  }
}
