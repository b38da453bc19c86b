// SPDX-License-Identifier: Apache-2.0
package io.reactivesqlite.migrations.liquibase.snapshot;

import io.reactivesqlite.migrations.liquibase.SQLite;
import io.reactivesqlite.migrations.rebuild.Clause;
import io.reactivesqlite.migrations.rebuild.Names;
import io.reactivesqlite.migrations.rebuild.Schema;
import io.reactivesqlite.migrations.rebuild.SqlScript;
import io.reactivesqlite.migrations.rebuild.TableRebuild;
import io.reactivesqlite.migrations.rebuild.TableSql;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import liquibase.change.Change;
import liquibase.change.core.RawSQLChange;
import liquibase.database.Database;
import liquibase.diff.ObjectDifferences;
import liquibase.diff.output.DiffOutputControl;
import liquibase.diff.output.changelog.AbstractChangeGenerator;
import liquibase.diff.output.changelog.ChangeGeneratorChain;
import liquibase.diff.output.changelog.ChangeGeneratorFactory;
import liquibase.diff.output.changelog.ChangedObjectChangeGenerator;
import liquibase.diff.output.changelog.MissingObjectChangeGenerator;
import liquibase.sql.Sql;
import liquibase.sqlgenerator.SqlGeneratorFactory;
import liquibase.structure.DatabaseObject;
import liquibase.structure.core.Data;
import liquibase.structure.core.Index;
import liquibase.structure.core.Table;
import liquibase.structure.core.View;

/**
 * What a change log says to make one SQLite database like another: the portable change of Liquibase
 * where that gives the very same text, else the SQL itself.
 */
public final class ChangeGenerators {

  private ChangeGenerators() {}

  static Change raw(String sql) {
    RawSQLChange change = new RawSQLChange(sql);
    change.setSplitStatements(false);
    change.setStripComments(false);
    return change;
  }

  /** What answers for one kind of object on SQLite, and in no particular order. */
  abstract static class Generator extends AbstractChangeGenerator {
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
      if (!(comparison instanceof SQLite) || !(reference instanceof SQLite wanted)) {
        return portable;
      }
      Schema schema = wanted.schema();
      Schema.Entry entry = schema.find(entryType, missing.getName()).orElse(null);
      if (entry == null) {
        return portable;
      }
      handled(missing, control);
      List<Change> changes =
          new ArrayList<>(
              needed(missing, schema, control, reference == comparison ? null : comparison));
      changes.addAll(
          Arrays.asList(
              ifExact(portable, entry.sql(), comparison)
                  .orElseGet(() -> new Change[] {raw(entry.sql())})));
      return changes.toArray(Change[]::new);
    }

    /**
     * What has to be there first.
     *
     * @param comparison the database to change; null when that is an empty one
     */
    List<Change> needed(
        DatabaseObject object, Schema schema, DiffOutputControl control, Database comparison) {
      return List.of();
    }

    /** What comes with the object and must not be made a second time. */
    void handled(DatabaseObject object, DiffOutputControl control) {}
  }

  /** A table that is not there, with its keys. */
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

  /** A view that is not there, after those that it shows. */
  public static final class MissingView extends Missing {
    public MissingView() {
      super(View.class, "view");
    }

    @Override
    List<Change> needed(
        DatabaseObject object, Schema schema, DiffOutputControl control, Database comparison) {
      control.setAlreadyHandledMissing(object);
      List<Change> changes = new ArrayList<>();
      Schema present = comparison == null ? null : ((SQLite) comparison).schema();
      String text = schema.find("view", object.getName()).orElseThrow().sql();
      for (Schema.Entry other : schema.own()) {
        View view = new View(null, null, other.name());
        view.setSchema(object.getSchema());
        if (other.is("view")
            && SqlScript.mentions(text, other.name())
            && !control.alreadyHandledMissing(view, comparison)
            && (present == null || !present.has("view", other.name()))) {
          changes.addAll(needed(view, schema, control, comparison));
          changes.add(raw(other.sql()));
        }
      }
      return changes;
    }
  }

  /** Rows that are not there, after those that they refer to. */
  public static final class MissingData extends Generator implements MissingObjectChangeGenerator {

    private static final String DEFER = "PRAGMA defer_foreign_keys = ON";

    public MissingData() {
      super(Data.class);
    }

    @Override
    public Change[] fixMissing(
        DatabaseObject missing,
        DiffOutputControl control,
        Database reference,
        Database comparison,
        ChangeGeneratorChain chain) {
      // Before it is marked as handled: then the chain ends.
      Change[] own = chain.fixMissing(missing, control, reference, comparison);
      Table table = ((Data) missing).getTable();
      if (!(reference instanceof SQLite source) || !source.schema().has("table", table.getName())) {
        return own;
      }
      control.setAlreadyHandledMissing(missing);
      Schema schema = source.schema();
      List<Change> changes = new ArrayList<>();
      for (Clause key : schema.table(table.getName()).clauses(Clause.Kind.FOREIGN_KEY)) {
        Data parent = rowsOf(key.parentTable(), table);
        if (!control.alreadyHandledMissing(parent, comparison)
            && control.shouldOutput(parent, comparison)
            && schema.has("table", key.parentTable())) {
          addAll(
              changes,
              ChangeGeneratorFactory.getInstance()
                  .fixMissing(parent, control, reference, comparison));
        }
      }
      addAll(changes, own);
      if (changes.isEmpty()) {
        return null;
      }
      // In a circle no order is right: the keys are looked at when the change set is complete.
      // Once,
      // because Liquibase makes many change sets of several changes that are no rows.
      boolean circular = changes.removeIf(MissingData::defers);
      if (circular || own != null && refersToItself(schema, table.getName())) {
        changes.add(0, raw(DEFER));
      }
      return changes.toArray(Change[]::new);
    }

    private static boolean defers(Change change) {
      return change instanceof RawSQLChange raw && DEFER.equals(raw.getSql());
    }

    private static Data rowsOf(String name, Table sibling) {
      Table table = new Table();
      table.setName(name);
      table.setSchema(sibling.getSchema());
      return new Data().setTable(table);
    }

    /** Whether a table refers to itself, or to others that do in the end. */
    private static boolean refersToItself(Schema schema, String table) {
      Set<String> reached = new HashSet<>();
      Deque<String> open = new ArrayDeque<>(List.of(table));
      while (!open.isEmpty()) {
        String from = open.pop();
        if (!schema.has("table", from)) {
          continue;
        }
        for (Clause key : schema.table(from).clauses(Clause.Kind.FOREIGN_KEY)) {
          if (Names.same(key.parentTable(), table)) {
            return true;
          }
          if (reached.add(Names.fold(key.parentTable()))) {
            open.push(key.parentTable());
          }
        }
      }
      return false;
    }

    /** Liquibase has no array for a table without rows. */
    private static void addAll(List<Change> changes, Change[] more) {
      if (more != null) {
        changes.addAll(Arrays.asList(more));
      }
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
   * have, after Liquibase's own changes have added and dropped columns.
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
      if (!(comparison instanceof SQLite) || !(reference instanceof SQLite source)) {
        return chain.fixChanged(changed, differences, control, reference, comparison);
      }
      Schema wanted = source.schema();
      Schema.Entry entry = wanted.find("table", changed.getName()).orElse(null);
      boolean text =
          List.of("checks", "strict", "withoutRowid", "columnDetails").stream()
              .anyMatch(a -> differences.getDifference(a) != null);
      if (entry == null || entry.isVirtual() || !text) {
        return chain.fixChanged(changed, differences, control, reference, comparison);
      }
      TableSql table = wanted.table(entry.name());
      return TableRebuild.of(wanted, table, table).statements().stream()
          .map(ChangeGenerators::raw)
          .toArray(Change[]::new);
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
      Optional<Schema.Entry> entry =
          reference instanceof SQLite wanted
              ? wanted.schema().find("index", changed.getName())
              : Optional.empty();
      return comparison instanceof SQLite && entry.isPresent()
          ? new Change[] {
            raw("DROP INDEX IF EXISTS " + Names.quote(changed.getName())), raw(entry.get().sql())
          }
          : chain.fixChanged(changed, differences, control, reference, comparison);
    }
  }
}
