// SPDX-License-Identifier: Apache-2.0
package io.reactivesqlite.migrations.liquibase.snapshot;

import io.reactivesqlite.migrations.liquibase.SQLite;
import io.reactivesqlite.migrations.rebuild.Names;
import java.util.List;
import liquibase.database.Database;
import liquibase.exception.DatabaseException;
import liquibase.snapshot.DatabaseSnapshot;
import liquibase.snapshot.InvalidExampleException;
import liquibase.snapshot.SnapshotGenerator;
import liquibase.snapshot.SnapshotGeneratorChain;
import liquibase.snapshot.jvm.ColumnSnapshotGenerator;
import liquibase.snapshot.jvm.ForeignKeySnapshotGenerator;
import liquibase.snapshot.jvm.IndexSnapshotGenerator;
import liquibase.snapshot.jvm.PrimaryKeySnapshotGenerator;
import liquibase.snapshot.jvm.TableSnapshotGenerator;
import liquibase.snapshot.jvm.UniqueConstraintSnapshotGenerator;
import liquibase.snapshot.jvm.ViewSnapshotGenerator;
import liquibase.structure.DatabaseObject;
import liquibase.structure.core.Column;
import liquibase.structure.core.ForeignKey;
import liquibase.structure.core.Index;
import liquibase.structure.core.PrimaryKey;
import liquibase.structure.core.Relation;
import liquibase.structure.core.Schema;
import liquibase.structure.core.Table;
import liquibase.structure.core.UniqueConstraint;
import liquibase.structure.core.View;

/** One generator for each kind of object, in the place of Liquibase's own for {@link SQLite}. */
public final class SnapshotGenerators {

  private SnapshotGenerators() {}

  /** Makes objects of one kind, and lists them at the object that they belong to. */
  private abstract static class Generator implements SnapshotGenerator {

    private final Class<? extends DatabaseObject> made;
    private final List<Class<? extends DatabaseObject>> owners;
    private final Class<? extends SnapshotGenerator> replaced;

    Generator(
        Class<? extends DatabaseObject> made,
        List<Class<? extends DatabaseObject>> owners,
        Class<? extends SnapshotGenerator> replaced) {
      this.made = made;
      this.owners = owners;
      this.replaced = replaced;
    }

    abstract DatabaseObject snapshotObject(DatabaseObject example, DatabaseSnapshot snapshot);

    abstract void addTo(DatabaseObject found, DatabaseSnapshot snapshot);

    @Override
    public int getPriority(Class<? extends DatabaseObject> type, Database database) {
      if (!(database instanceof SQLite)) {
        return PRIORITY_NONE;
      }
      return made.isAssignableFrom(type)
          ? PRIORITY_DATABASE
          : owners.contains(type) ? PRIORITY_ADDITIONAL : PRIORITY_NONE;
    }

    @Override
    @SuppressWarnings("unchecked")
    public <T extends DatabaseObject> T snapshot(
        T example, DatabaseSnapshot snapshot, SnapshotGeneratorChain chain)
        throws DatabaseException, InvalidExampleException {
      if (made.isInstance(example)) {
        return (T) snapshotObject(example, snapshot);
      }
      T found = chain.snapshot(example, snapshot);
      if (found != null && snapshot.getSnapshotControl().shouldInclude(made)) {
        addTo(found, snapshot);
      }
      return found;
    }

    @Override
    @SuppressWarnings({"unchecked", "rawtypes"})
    public Class<? extends DatabaseObject>[] addsTo() {
      return owners.toArray(new Class[0]);
    }

    @Override
    @SuppressWarnings({"unchecked", "rawtypes"})
    public Class<? extends SnapshotGenerator>[] replaces() {
      return replaced == null ? null : new Class[] {replaced};
    }

    static <T extends DatabaseObject> T named(String name, List<T> candidates) {
      return candidates.stream()
          .filter(c -> name == null || Names.same(c.getName(), name))
          .findFirst()
          .orElse(null);
    }
  }

  /** Tables. */
  public static final class Tables extends Generator {
    public Tables() {
      super(Table.class, List.of(Schema.class), TableSnapshotGenerator.class);
    }

    @Override
    DatabaseObject snapshotObject(DatabaseObject example, DatabaseSnapshot snapshot) {
      return example.getName() == null ? null : SchemaObjects.of(snapshot).table((Table) example);
    }

    @Override
    void addTo(DatabaseObject schema, DatabaseSnapshot snapshot) {
      for (String name : SchemaObjects.of(snapshot).tableNames()) {
        Table table = new Table();
        table.setName(name);
        table.setSchema((Schema) schema);
        ((Schema) schema).addDatabaseObject(table);
      }
    }
  }

  /** Views. */
  public static final class Views extends Generator {
    public Views() {
      super(View.class, List.of(Schema.class), ViewSnapshotGenerator.class);
    }

    @Override
    DatabaseObject snapshotObject(DatabaseObject example, DatabaseSnapshot snapshot) {
      return example.getName() == null ? null : SchemaObjects.of(snapshot).view((View) example);
    }

    @Override
    void addTo(DatabaseObject schema, DatabaseSnapshot snapshot) {
      for (String name : SchemaObjects.of(snapshot).viewNames()) {
        View view = new View();
        view.setName(name);
        view.setSchema((Schema) schema);
        ((Schema) schema).addDatabaseObject(view);
      }
    }
  }

  /** Triggers, of tables and views; Liquibase has none of its own. */
  public static final class Triggers extends Generator {
    public Triggers() {
      super(Trigger.class, List.of(Schema.class), null);
    }

    @Override
    DatabaseObject snapshotObject(DatabaseObject example, DatabaseSnapshot snapshot) {
      return example.getName() == null
          ? null
          : SchemaObjects.of(snapshot).trigger((Trigger) example);
    }

    @Override
    void addTo(DatabaseObject schema, DatabaseSnapshot snapshot) {
      for (String name : SchemaObjects.of(snapshot).triggerNames()) {
        ((Schema) schema).addDatabaseObject(new Trigger().setName(name).setSchema((Schema) schema));
      }
    }
  }

  /** Columns, of tables and views. */
  public static final class Columns extends Generator {
    public Columns() {
      // Relation would be taken for a third kind of object and shown once more.
      super(Column.class, List.of(Table.class, View.class), ColumnSnapshotGenerator.class);
    }

    @Override
    DatabaseObject snapshotObject(DatabaseObject example, DatabaseSnapshot snapshot) {
      Column column = (Column) example;
      // A column of an index that is an expression has no definition of its own.
      if (Boolean.TRUE.equals(column.getComputed()) || column.getRelation() == null) {
        return example;
      }
      return named(column.getName(), SchemaObjects.of(snapshot).columns(column.getRelation()));
    }

    @Override
    void addTo(DatabaseObject relation, DatabaseSnapshot snapshot) {
      ((Relation) relation)
          .getColumns()
          .addAll(SchemaObjects.of(snapshot).columns((Relation) relation));
    }
  }

  /** Primary keys. */
  public static final class PrimaryKeys extends Generator {
    public PrimaryKeys() {
      super(PrimaryKey.class, List.of(Table.class), PrimaryKeySnapshotGenerator.class);
    }

    @Override
    DatabaseObject snapshotObject(DatabaseObject example, DatabaseSnapshot snapshot) {
      Table table = ((PrimaryKey) example).getTable();
      PrimaryKey found = SchemaObjects.of(snapshot).primaryKey(table);
      boolean other =
          found != null
              && example.getName() != null
              && found.getName() != null
              && !Names.same(found.getName(), example.getName());
      return other ? null : found;
    }

    @Override
    void addTo(DatabaseObject table, DatabaseSnapshot snapshot) {
      ((Table) table).setPrimaryKey(SchemaObjects.of(snapshot).primaryKey((Table) table));
    }
  }

  /** Foreign keys. */
  public static final class ForeignKeys extends Generator {
    public ForeignKeys() {
      super(ForeignKey.class, List.of(Table.class), ForeignKeySnapshotGenerator.class);
    }

    @Override
    DatabaseObject snapshotObject(DatabaseObject example, DatabaseSnapshot snapshot) {
      Table table = ((ForeignKey) example).getForeignKeyTable();
      return named(example.getName(), SchemaObjects.of(snapshot).foreignKeys(table));
    }

    @Override
    void addTo(DatabaseObject table, DatabaseSnapshot snapshot) {
      ((Table) table)
          .getOutgoingForeignKeys()
          .addAll(SchemaObjects.of(snapshot).foreignKeys((Table) table));
    }
  }

  /** Unique constraints. */
  public static final class UniqueConstraints extends Generator {
    public UniqueConstraints() {
      super(UniqueConstraint.class, List.of(Table.class), UniqueConstraintSnapshotGenerator.class);
    }

    @Override
    DatabaseObject snapshotObject(DatabaseObject example, DatabaseSnapshot snapshot) {
      Relation table = ((UniqueConstraint) example).getRelation();
      return table instanceof Table
          ? named(example.getName(), SchemaObjects.of(snapshot).uniques((Table) table))
          : null;
    }

    @Override
    void addTo(DatabaseObject table, DatabaseSnapshot snapshot) {
      ((Table) table)
          .getUniqueConstraints()
          .addAll(SchemaObjects.of(snapshot).uniques((Table) table));
    }
  }

  /** Indexes that were made as such. */
  public static final class Indexes extends Generator {
    public Indexes() {
      super(Index.class, List.of(Table.class), IndexSnapshotGenerator.class);
    }

    @Override
    DatabaseObject snapshotObject(DatabaseObject example, DatabaseSnapshot snapshot) {
      Index wanted = (Index) example;
      SchemaObjects objects = SchemaObjects.of(snapshot);
      List<String> tables =
          wanted.getRelation() == null || wanted.getRelation().getName() == null
              ? objects.tableNames()
              : List.of(wanted.getRelation().getName());
      for (String name : tables) {
        Table table = new Table();
        table.setName(name);
        if (wanted.getRelation() != null) {
          table.setSchema(wanted.getRelation().getSchema());
        }
        for (Index index : objects.indexes(table)) {
          boolean byName =
              wanted.getName() != null && Names.same(index.getName(), wanted.getName());
          boolean byColumns =
              wanted.getName() == null
                  && !wanted.getColumns().isEmpty()
                  && wanted.getColumnNames().equalsIgnoreCase(index.getColumnNames());
          if (byName || byColumns) {
            return index;
          }
        }
      }
      return null;
    }

    @Override
    void addTo(DatabaseObject table, DatabaseSnapshot snapshot) {
      ((Table) table).getIndexes().addAll(SchemaObjects.of(snapshot).indexes((Table) table));
    }
  }
}
