// SPDX-License-Identifier: Apache-2.0
package io.reactivesqlite.migrations.liquibase;

import io.reactivesqlite.migrations.liquibase.snapshot.Trigger;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import liquibase.changelog.ChangeSet;
import liquibase.database.Database;
import liquibase.diff.DiffGeneratorFactory;
import liquibase.diff.DiffResult;
import liquibase.diff.compare.CompareControl;
import liquibase.diff.output.DiffOutputControl;
import liquibase.diff.output.changelog.DiffToChangeLog;
import liquibase.exception.LiquibaseException;
import liquibase.serializer.ChangeLogSerializerFactory;
import liquibase.snapshot.DatabaseSnapshot;
import liquibase.snapshot.EmptyDatabaseSnapshot;
import liquibase.snapshot.SnapshotControl;
import liquibase.snapshot.SnapshotGeneratorFactory;
import liquibase.structure.DatabaseObject;
import liquibase.structure.core.Column;
import liquibase.structure.core.ForeignKey;
import liquibase.structure.core.Index;
import liquibase.structure.core.PrimaryKey;
import liquibase.structure.core.Table;
import liquibase.structure.core.UniqueConstraint;
import liquibase.structure.core.View;

/** Compares two databases, or one with nothing, and says the difference in words or changes. */
final class SchemaComparison {

  private final DiffResult result;

  private SchemaComparison(DiffResult result) {
    this.result = result;
  }

  /** What {@code actual} lacks, has too much or different from {@code wanted}. */
  static SchemaComparison of(Database wanted, Database actual) throws LiquibaseException {
    return new SchemaComparison(
        DiffGeneratorFactory.getInstance()
            .compare(snapshot(wanted), snapshot(actual), CompareControl.STANDARD));
  }

  /** Everything that a database has. */
  static SchemaComparison withNothing(Database wanted) throws LiquibaseException {
    return new SchemaComparison(
        DiffGeneratorFactory.getInstance()
            .compare(
                snapshot(wanted),
                new EmptyDatabaseSnapshot(wanted, control(wanted)),
                CompareControl.STANDARD));
  }

  private static DatabaseSnapshot snapshot(Database database) throws LiquibaseException {
    return SnapshotGeneratorFactory.getInstance()
        .createSnapshot(database.getDefaultSchema(), database, control(database));
  }

  @SuppressWarnings("unchecked")
  private static SnapshotControl control(Database database) {
    return new SnapshotControl(
        database,
        Table.class,
        View.class,
        Column.class,
        PrimaryKey.class,
        ForeignKey.class,
        UniqueConstraint.class,
        Index.class,
        Trigger.class);
  }

  /** One line for each difference; the history and the lock of Liquibase itself do not count. */
  List<String> lines() {
    List<String> lines = new ArrayList<>();
    result.getMissingObjects().stream()
        .filter(this::counts)
        .forEach(o -> lines.add("missing " + named(o)));
    result.getUnexpectedObjects().stream()
        .filter(this::counts)
        .forEach(o -> lines.add("unexpected " + named(o)));
    result
        .getChangedObjects()
        .forEach(
            (o, differences) ->
                differences.getDifferences().stream()
                    .filter(d -> counts(o))
                    .forEach(d -> lines.add("changed " + named(o) + ": " + d)));
    lines.sort(null);
    return lines;
  }

  private boolean counts(DatabaseObject object) {
    return !result.getReferenceSnapshot().getDatabase().isLiquibaseObject(object)
        && !result.getComparisonSnapshot().getDatabase().isLiquibaseObject(object);
  }

  private static String named(DatabaseObject object) {
    return object.getObjectTypeName() + " " + object;
  }

  /**
   * A change log that brings the actual to the wanted, in the format of a file name's extension.
   */
  String changeLog(String format) {
    DiffToChangeLog diff =
        new DiffToChangeLog(result, new DiffOutputControl(false, false, false, null));
    diff.setChangeSetAuthor("generated");
    List<ChangeSet> changeSets = diff.generateChangeSets();
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try {
      ChangeLogSerializerFactory.getInstance().getSerializer(format).write(changeSets, out);
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
    return out.toString(StandardCharsets.UTF_8);
  }
}
