// SPDX-License-Identifier: Apache-2.0
package io.reactivesqlite.migrations.liquibase;

import java.io.FileNotFoundException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import liquibase.resource.ClassLoaderResourceAccessor;
import liquibase.resource.CompositeResourceAccessor;
import liquibase.resource.DirectoryResourceAccessor;
import liquibase.resource.ResourceAccessor;

/** Where change logs are looked for. */
final class Resources {

  private Resources() {}

  static ResourceAccessor classPathThenDirectory(Path directory) {
    ClassLoader context = Thread.currentThread().getContextClassLoader();
    ClassLoader loader = context == null ? Resources.class.getClassLoader() : context;
    try {
      return new CompositeResourceAccessor(
          new ClassLoaderResourceAccessor(loader),
          new DirectoryResourceAccessor(directory.toAbsolutePath()));
    } catch (FileNotFoundException e) {
      throw new UncheckedIOException("There is no directory " + directory.toAbsolutePath(), e);
    }
  }
}
