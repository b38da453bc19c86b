// SPDX-License-Identifier: Apache-2.0
package io.reactivesqlite.migrations.cli;

import java.io.IOException;
import java.io.InputStream;
import java.util.Properties;
import picocli.CommandLine.IVersionProvider;

/** The version that Maven wrote into the jar. */
final class Version implements IVersionProvider {

  private static final String FILE =
      "/META-INF/maven/io.reactivesqlite/sqlite-migrations/pom.properties";

  @Override
  public String[] getVersion() throws IOException {
    Properties properties = new Properties();
    try (InputStream in = Version.class.getResourceAsStream(FILE)) {
      if (in != null) {
        properties.load(in);
      }
    }
    return new String[] {
      "sqlite-migrate " + properties.getProperty("version", "(not from a released jar)")
    };
  }
}
