// SPDX-License-Identifier: Apache-2.0
package io.reactivesqlite.migrations.cli;

import io.reactivesqlite.migrations.autogenerate.Autogenerate;
import io.reactivesqlite.migrations.autogenerate.EntityClasses;
import io.reactivesqlite.migrations.autogenerate.EntityDdl;
import io.reactivesqlite.migrations.autogenerate.Rename;
import io.reactivesqlite.migrations.autogenerate.Rules;
import io.reactivesqlite.migrations.revisions.RevisionException;
import io.reactivesqlite.migrations.revisions.RevisionException.Problem;
import java.nio.file.Files;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.logging.Level;
import java.util.logging.Logger;

/** The entities of the settings. */
final class Entities {

  // Held, because a logger that nobody holds forgets its level. Hibernate would tell a screen of
  // things that nobody asked.
  private static final Logger HIBERNATE = Logger.getLogger("org.hibernate");

  private final Settings settings;

  Entities(Context context) {
    this.settings = context.settings();
    HIBERNATE.setLevel(Level.WARNING);
  }

  /** Compares them with a database, which is only read; one that does not exist yet is empty. */
  Autogenerate.Result compare(DatabaseUrl database) {
    List<String> names = settings.list(Key.ENTITIES);
    if (names.isEmpty()) {
      throw new RevisionException(
          Problem.USAGE,
          "Which entities? Write \"entities = com.example.*\" and \"class_path = target/classes\" into %s."
              .formatted(Settings.DEFAULT_FILE));
    }
    if (database.file().isEmpty()) {
      throw new RevisionException(
          Problem.USAGE, "Entities are compared with SQLite databases only.");
    }
    boolean missing = !Files.exists(database.file().get());
    try (Connection connection =
        DriverManager.getConnection(
            missing ? "jdbc:sqlite::memory:" : "jdbc:sqlite:" + database.file().get())) {
      EntityClasses found =
          EntityClasses.find(names, Thread.currentThread().getContextClassLoader());
      Map<String, Object> hibernate = new LinkedHashMap<>(found.settings());
      settings.text(Key.DIALECT).ifPresent(dialect -> hibernate.put("hibernate.dialect", dialect));
      return new Autogenerate(EntityDdl.of(found.classes(), hibernate), rules())
          .compare(connection);
    } catch (SQLException failure) {
      throw new RevisionException(Problem.FAILED, failure.getMessage(), failure);
    } catch (IllegalArgumentException failure) {
      throw new RevisionException(Problem.USAGE, failure.getMessage(), failure);
    } catch (RuntimeException | LinkageError failure) {
      // Hibernate's many kinds, and its absence.
      throw new RevisionException(
          Problem.FAILED,
          "The entities cannot be compared: %s. Their jars, Hibernate and its dialect have to be on class_path; the setting dialect names another one."
              .formatted(rootMessage(failure)),
          failure);
    }
  }

  private static String rootMessage(Throwable failure) {
    Throwable root = failure;
    while (root.getCause() != null) {
      root = root.getCause();
    }
    String message = failure.getMessage();
    return root == failure || message == null || message.contains(String.valueOf(root.getMessage()))
        ? String.valueOf(message)
        : message + ": " + root;
  }

  private Rules rules() {
    return new Rules(
        settings.list(Key.INCLUDE),
        settings.list(Key.EXCLUDE),
        settings.list(Key.RENAMES).stream().map(Rename::parse).toList());
  }
}
