// SPDX-License-Identifier: Apache-2.0
package io.reactivesqlite.migrations.revisions;

import io.reactivesqlite.migrations.revisions.RevisionException.Problem;
import java.util.List;
import liquibase.changelog.ChangeLogParameters;
import liquibase.changelog.ChangeSet;
import liquibase.changelog.DatabaseChangeLog;
import liquibase.database.Database;
import liquibase.exception.LiquibaseException;
import liquibase.parser.ChangeLogParserFactory;

/**
 * Reads the one change set of a revision file, and refuses files that Liquibase would understand in
 * another way than the header says.
 */
final class ChangeSets {

  private final RevisionDirectory directory;
  private final RevisionSettings settings;

  ChangeSets(RevisionDirectory directory, RevisionSettings settings) {
    this.directory = directory;
    this.settings = settings;
  }

  /** The change set of a revision, read for this database. */
  ChangeSet read(Revision revision, Database database) {
    RevisionFile file = directory.file(revision);
    ChangeSet changeSet = single(revision, parse(file, revision, database));
    if (!changeSet.getId().equals(revision.id())) {
      throw broken(
          revision,
          "the header says revision %s, the change set says %s. Make them equal."
              .formatted(revision.id(), changeSet.getId()));
    }
    if (!changeSet.getFilePath().equals(settings.logicalFilePath())) {
      throw broken(
          revision,
          "its logicalFilePath is \"%s\", and this set of revisions has \"%s\". Correct it in the file or in the settings."
              .formatted(changeSet.getFilePath(), settings.logicalFilePath()));
    }
    if (changeSet.isAlwaysRun() || changeSet.isRunOnChange()) {
      throw broken(
          revision, "runAlways and runOnChange do not fit: a revision runs once. Remove them.");
    }
    if (changeSet.getChanges().isEmpty() || hasNoStatements(changeSet)) {
      throw broken(
          revision,
          "it has no changes. Write them; if nothing is meant to happen, say so: \"select 1;\" in SQL, \"empty\" in YAML and XML.");
    }
    return changeSet;
  }

  private DatabaseChangeLog parse(RevisionFile file, Revision revision, Database database) {
    ChangeLogParameters parameters = new ChangeLogParameters(database);
    settings.parameters().forEach(parameters::set);
    try {
      return ChangeLogParserFactory.getInstance()
          .getParser(file.path(), file.accessor())
          .parse(file.path(), parameters, file.accessor());
    } catch (LiquibaseException failure) {
      throw new RevisionException(
          Problem.BROKEN_FILES,
          "%s: revision %s cannot be read: %s"
              .formatted(revision.source(), revision.id(), failure.getMessage()),
          failure);
    }
  }

  private static ChangeSet single(Revision revision, DatabaseChangeLog changeLog) {
    List<ChangeSet> changeSets = changeLog.getChangeSets();
    if (changeSets.size() != 1) {
      throw broken(
          revision,
          "it has %d change sets, and a revision is exactly one. %s"
              .formatted(
                  changeSets.size(),
                  changeSets.isEmpty()
                      ? "Is the \"--changeset\" line, or \"changeSet\", missing?"
                      : "Put the others into revisions of their own."));
    }
    return changeSets.get(0);
  }

  private static boolean hasNoStatements(ChangeSet changeSet) {
    return changeSet.getChanges().stream()
        .allMatch(
            change ->
                change instanceof liquibase.change.AbstractSQLChange sql
                    && (sql.getSql() == null || isOnlyComments(sql.getSql())));
  }

  private static boolean isOnlyComments(String sql) {
    return sql.lines().map(String::strip).allMatch(line -> line.isEmpty() || line.startsWith("--"));
  }

  private static RevisionException broken(Revision revision, String what) {
    return new RevisionException(
        Problem.BROKEN_FILES,
        "%s: revision %s: %s".formatted(revision.source(), revision.id(), what));
  }
}
