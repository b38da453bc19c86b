// SPDX-License-Identifier: Apache-2.0
package io.reactivesqlite.migrations.liquibase.snapshot;

import io.reactivesqlite.migrations.liquibase.SQLite;
import io.reactivesqlite.migrations.rebuild.Names;
import io.reactivesqlite.migrations.rebuild.Schema;
import io.reactivesqlite.migrations.rebuild.SqlScript;
import io.reactivesqlite.migrations.rebuild.TableRebuild;
import io.reactivesqlite.migrations.rebuild.TableSql;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import liquibase.change.Change;
import liquibase.change.core.RawSQLChange;
import liquibase.database.Database;
import liquibase.diff.ObjectDifferences;
import liquibase.diff.output.DiffOutputControl;
import liquibase.diff.output.changelog.AbstractChangeGenerator;
import liquibase.diff.output.changelog.ChangeGeneratorChain;
import liquibase.diff.output.changelog.ChangedObjectChangeGenerator;
import liquibase.diff.output.changelog.MissingObjectChangeGenerator;
import liquibase.sql.Sql;
import liquibase.sqlgenerator.SqlGeneratorFactory;
import liquibase.structure.DatabaseObject;
import liquibase.structure.core.Index;
import liquibase.structure.core.Table;
import liquibase.structure.core.View;

/**
 * What a change log says to make one SQLite database like another: the portable change of Liquibase
 * where that gives the very same text, else the SQL itself.
 */
public final class ChangeGenerators {

  private ChangeGenerators() {}

  private abstract static class Generator extends AbstractChangeGenerator {
    private final Class<? extends DatabaseObject> type;

    Generator(Class<? extends DatabaseObject> type) {
      this.type = type;
    }

    @Override
    public int getPriority(Class<? extends DatabaseObject> objectType, Database database) {
      return database instanceof SQLite && type.isAssignableFrom(objectType)
          ? PRIORITY_DATABASE
          : PRIORITY_NONE;
    }

    @Override
    public Class<? extends DatabaseObject>[] runAfterTypes() {
      return null;
    }

    @Override
    public Class<? extends DatabaseObject>[] runBeforeTypes() {
      return null;
    }

    static Change raw(String sql) {
      RawSQLChange change = new RawSQLChange(sql);
      change.setSplitStatements(false);
      change.setStripComments(false);
      return change;
    }

    static List<Change> triggers(Schema schema, String relation) {
      return schema.of(relation, "trigger").stream().map(t -> raw(t.sql())).toList();
    }

    /** Liquibase's own changes, if running them gives exactly the given text. */
    static Optional<Change[]> ifExact(Change[] portable, String text, Database database) {
      if (portable == null) {
        return Optional.empty();
      }
      List<String> sql =
          Arrays.stream(portable)
              .flatMap(
                  c -> Arrays.stream(SqlGeneratorFactory.getInstance().generateSql(c, database)))
              .map(Sql::toSql)
              .toList();
      return sql.size() == 1 && SqlScript.equivalent(sql.get(0), text)
          ? Optional.of(portable)
          : Optional.empty();
    }

    static Change[] withTriggers(Change[] changes, Schema schema, String relation) {
      List<Change> all = new ArrayList<>(Arrays.asList(changes));
      all.addAll(triggers(schema, relation));
      return all.toArray(Change[]::new);
    }
  }

  private abstract static class Missing extends Generator implements MissingObjectChangeGenerator {
    private final String entryType;

    Missing(Class<? extends DatabaseObject> type, String entryType) {
      super(type);
      this.entryType = entryType;
    }

    @Override
    public Change[] fixMissing(
        DatabaseObject missing,
        DiffOutputControl control,
        Database reference,
        Database comparison,
        ChangeGeneratorChain chain) {
      Change[] portable = chain.fixMissing(missing, control, reference, comparison);
      if (!(comparison instanceof SQLite)) {
        return portable;
      }
      Schema schema = ((SQLite) reference).schema();
      Schema.Entry entry = schema.find(entryType, missing.getName()).orElse(null);
      if (entry == null) {
        return portable;
      }
      handled(missing, control);
      Change[] changes =
          ifExact(portable, entry.sql(), comparison)
              .orElseGet(() -> new Change[] {raw(entry.sql())});
      return entryType.equals("index") ? changes : withTriggers(changes, schema, entry.name());
    }

    /** What comes with the object and must not be made a second time. */
    void handled(DatabaseObject object, DiffOutputControl control) {}
  }

  /** A table that is not there, with its keys and triggers. */
  public static final class MissingTable extends Missing {
    public MissingTable() {
      super(Table.class, "table");
    }

    @Override
    void handled(DatabaseObject object, DiffOutputControl control) {
      Table table = (Table) object;
      table.getColumns().forEach(control::setAlreadyHandledMissing);
      table.getUniqueConstraints().forEach(control::setAlreadyHandledMissing);
      table.getOutgoingForeignKeys().forEach(control::setAlreadyHandledMissing);
      if (table.getPrimaryKey() != null) {
        control.setAlreadyHandledMissing(table.getPrimaryKey());
      }
    }
  }

  /** A view that is not there, with its triggers. */
  public static final class MissingView extends Missing {
    public MissingView() {
      super(View.class, "view");
    }
  }

  /** An index that is not there. */
  public static final class MissingIndex extends Missing {
    public MissingIndex() {
      super(Index.class, "index");
    }
  }

  /**
   * A table that differs in what Liquibase has no change for: it is rebuilt with the text it should
   * have, after Liquibase's own changes have added and dropped columns. Where only triggers differ,
   * they are made anew.
   */
  public static final class ChangedTable extends Generator implements ChangedObjectChangeGenerator {
    public ChangedTable() {
      super(Table.class);
    }

    @Override
    public Change[] fixChanged(
        DatabaseObject changed,
        ObjectDifferences differences,
        DiffOutputControl control,
        Database reference,
        Database comparison,
        ChangeGeneratorChain chain) {
      if (!(comparison instanceof SQLite present)) {
        return chain.fixChanged(changed, differences, control, reference, comparison);
      }
      Schema wanted = ((SQLite) reference).schema();
      Schema.Entry entry = wanted.find("table", changed.getName()).orElse(null);
      boolean text =
          List.of("checks", "strict", "withoutRowid", "columnDetails").stream()
              .anyMatch(a -> differences.getDifference(a) != null);
      if (entry == null || entry.isVirtual() || !text) {
        return differences.getDifference("triggers") == null || entry == null
            ? chain.fixChanged(changed, differences, control, reference, comparison)
            : newTriggers(present.schema(), wanted, entry.name());
      }
      TableSql table = wanted.table(entry.name());
      return TableRebuild.of(wanted, table, table).statements().stream()
          .map(Generator::raw)
          .toArray(Change[]::new);
    }

    private static Change[] newTriggers(Schema present, Schema wanted, String table) {
      List<Change> changes = new ArrayList<>();
      present
          .of(table, "trigger")
          .forEach(t -> changes.add(raw("DROP TRIGGER " + Names.quote(t.name()))));
      changes.addAll(triggers(wanted, table));
      return changes.toArray(Change[]::new);
    }
  }

  /** An index that differs is made anew. */
  public static final class ChangedIndex extends Generator implements ChangedObjectChangeGenerator {
    public ChangedIndex() {
      super(Index.class);
    }

    @Override
    public Change[] fixChanged(
        DatabaseObject changed,
        ObjectDifferences differences,
        DiffOutputControl control,
        Database reference,
        Database comparison,
        ChangeGeneratorChain chain) {
      Optional<Schema.Entry> entry = ((SQLite) reference).schema().find("index", changed.getName());
      return comparison instanceof SQLite && entry.isPresent()
          ? new Change[] {
            raw("DROP INDEX IF EXISTS " + Names.quote(changed.getName())), raw(entry.get().sql())
          }
          : chain.fixChanged(changed, differences, control, reference, comparison);
    }
  }
}
