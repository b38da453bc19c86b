// SPDX-License-Identifier: Apache-2.0
package io.reactivesqlite.migrations.cli;

import io.reactivesqlite.migrations.revisions.NewRevision.Content;
import io.reactivesqlite.migrations.revisions.RevisionException;
import io.reactivesqlite.migrations.revisions.RevisionException.Problem;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Optional;

/** A new revision in Java: a class to fill in, and the change that names it. */
final class JavaForm {

  static final String NAME = "java";

  private final String packageName;
  private final String className;
  private final Path file;

  JavaForm(Settings settings, String id) {
    this.packageName = settings.text(Key.JAVA_PACKAGE).orElseThrow();
    this.className = "Revision_" + id.replace('.', '_');
    this.file =
        settings
            .paths(Key.JAVA_SOURCES)
            .get(0)
            .resolve(packageName.replace('.', '/'))
            .resolve(className + ".java");
    if (Files.exists(file)) {
      throw new RevisionException(
          Problem.USAGE, "%s exists already. Choose another id.".formatted(file));
    }
  }

  Content content() {
    return new Content(
        "- customChange:\n    class: %s.%s".formatted(packageName, className), Optional.empty());
  }

  Path write() {
    String text =
        """
        package %s;

        import io.reactivesqlite.migrations.revisions.JavaRevision;
        import java.sql.Connection;
        import java.sql.SQLException;

        public final class %s extends JavaRevision {

          @Override
          protected void upgrade(Connection connection) throws SQLException {
            throw new SQLException("write the upgrade");
          }

          @Override
          protected void downgrade(Connection connection) throws SQLException {
            throw new SQLException("write the downgrade");
          }
        }
        """
            .formatted(packageName, className);
    try {
      Files.createDirectories(file.getParent());
      Files.writeString(file, text, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
    return file;
  }
}
