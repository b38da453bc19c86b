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

/** The entities of the settings. */
final class Entities {

  private final Settings settings;

  Entities(Context context) {
    this.settings = context.settings();
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
    }
  }

  private Rules rules() {
    return new Rules(
        settings.list(Key.INCLUDE),
        settings.list(Key.EXCLUDE),
        settings.list(Key.RENAMES).stream().map(Rename::parse).toList());
  }
}
