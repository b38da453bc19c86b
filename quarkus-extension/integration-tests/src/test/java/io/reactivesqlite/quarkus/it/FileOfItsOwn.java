// SPDX-License-Identifier: Apache-2.0
package io.reactivesqlite.quarkus.it;

import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTestProfile;
import java.net.URI;
import java.nio.file.Path;
import java.util.Map;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.junit.jupiter.api.Test;

/** What holds of an application whose tests have a profile: its file is new, and its own. */
public abstract class FileOfItsOwn {

  /** System properties outlive the class loaders of the applications. */
  private static final String LAST = "file.of.the.other.profile";

  @TestHTTPResource("/books")
  URI books;

  @ConfigProperty(name = "quarkus.datasource.reactive.url")
  String url;

  @Test
  void theFileIsNewAndThatOfTheOtherProfileIsGone() throws Exception {
    Path file = Path.of(URI.create(url.replace("sqlite:", "file://")));
    assertThat(file).exists();
    assertThat(Http.get(books)).isEmpty();
    Http.post(books, "Solaris");

    String last = System.setProperty(LAST, file.toString());
    if (last != null) {
      assertThat(file).isNotEqualTo(Path.of(last));
      assertThat(Path.of(last).getParent()).doesNotExist();
    }
  }

  /** Profiles with different configurations are different applications. */
  public abstract static class Profile implements QuarkusTestProfile {

    @Override
    public Map<String, String> getConfigOverrides() {
      return Map.of("quarkus.datasource.reactive.max-size", Integer.toString(maxSize()));
    }

    abstract int maxSize();
  }
}
