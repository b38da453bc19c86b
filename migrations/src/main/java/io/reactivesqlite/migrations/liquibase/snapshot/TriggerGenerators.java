// SPDX-License-Identifier: Apache-2.0
package io.reactivesqlite.migrations.liquibase.snapshot;

import io.reactivesqlite.migrations.liquibase.SQLite;
import io.reactivesqlite.migrations.rebuild.Names;
import io.reactivesqlite.migrations.rebuild.Schema;
import java.util.Optional;
import liquibase.change.Change;
import liquibase.database.Database;
import liquibase.diff.ObjectDifferences;
import liquibase.diff.output.DiffOutputControl;
import liquibase.diff.output.changelog.ChangeGeneratorChain;
import liquibase.diff.output.changelog.ChangedObjectChangeGenerator;
import liquibase.diff.output.changelog.MissingObjectChangeGenerator;
import liquibase.diff.output.changelog.UnexpectedObjectChangeGenerator;
import liquibase.structure.DatabaseObject;
import liquibase.structure.core.Column;
import liquibase.structure.core.Data;
import liquibase.structure.core.ForeignKey;
import liquibase.structure.core.Index;
import liquibase.structure.core.PrimaryKey;
import liquibase.structure.core.Table;
import liquibase.structure.core.UniqueConstraint;
import liquibase.structure.core.View;

/**
 * What a change log says about triggers: made after everything else, rows included, and dropped
 * before.
 */
public final class TriggerGenerators {

  private TriggerGenerators() {}

  private static Change drop(DatabaseObject trigger) {
    // A table that was made anew before may have lost it already.
    return ChangeGenerators.raw("DROP TRIGGER IF EXISTS " + Names.quote(trigger.getName()));
  }

  private static Optional<Change> create(DatabaseObject trigger, Database reference) {
    return reference instanceof SQLite wanted
        ? wanted
            .schema()
            .find("trigger", trigger.getName())
            .map(Schema.Entry::sql)
            .map(ChangeGenerators::raw)
        : Optional.empty();
  }

  @SuppressWarnings("unchecked")
  private static Class<? extends DatabaseObject>[] types(Class<? extends DatabaseObject>... types) {
    return types;
  }

  /** A trigger that is not there. */
  public static final class Missing extends ChangeGenerators.Generator
      implements MissingObjectChangeGenerator {
    public Missing() {
      super(Trigger.class);
    }

    @Override
    @SuppressWarnings("unchecked")
    public Class<? extends DatabaseObject>[] runAfterTypes() {
      return types(
          Table.class,
          Column.class,
          Data.class,
          PrimaryKey.class,
          UniqueConstraint.class,
          ForeignKey.class,
          Index.class,
          View.class);
    }

    @Override
    public Change[] fixMissing(
        DatabaseObject missing,
        DiffOutputControl control,
        Database reference,
        Database comparison,
        ChangeGeneratorChain chain) {
      return create(missing, reference).stream().toArray(Change[]::new);
    }
  }

  /** A trigger that should not be there. */
  public static final class Unexpected extends ChangeGenerators.Generator
      implements UnexpectedObjectChangeGenerator {
    public Unexpected() {
      super(Trigger.class);
    }

    @Override
    @SuppressWarnings("unchecked")
    public Class<? extends DatabaseObject>[] runBeforeTypes() {
      return types(Table.class, Column.class, View.class);
    }

    @Override
    public Change[] fixUnexpected(
        DatabaseObject unexpected,
        DiffOutputControl control,
        Database reference,
        Database comparison,
        ChangeGeneratorChain chain) {
      return new Change[] {drop(unexpected)};
    }
  }

  /** A trigger that differs is made anew. */
  public static final class Changed extends ChangeGenerators.Generator
      implements ChangedObjectChangeGenerator {
    public Changed() {
      super(Trigger.class);
    }

    @Override
    public Change[] fixChanged(
        DatabaseObject changed,
        ObjectDifferences differences,
        DiffOutputControl control,
        Database reference,
        Database comparison,
        ChangeGeneratorChain chain) {
      return create(changed, reference)
          .map(create -> new Change[] {drop(changed), create})
          .orElse(null);
    }
  }
}
