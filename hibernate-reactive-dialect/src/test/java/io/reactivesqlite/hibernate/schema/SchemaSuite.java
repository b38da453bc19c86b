// SPDX-License-Identifier: Apache-2.0
package io.reactivesqlite.hibernate.schema;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.reactivesqlite.hibernate.testing.Store;
import jakarta.persistence.CheckConstraint;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.GenerationType;
import jakarta.persistence.Id;
import jakarta.persistence.ManyToOne;
import jakarta.persistence.Table;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.Statement;
import java.time.Instant;
import java.util.Map;
import java.util.UUID;
import org.hibernate.annotations.Comment;
import org.hibernate.tool.schema.spi.SchemaManagementException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The schema tool: create, update, validate, drop; and DDL that fails. */
abstract class SchemaSuite {
  @TempDir Path folder;

  abstract Store.Kind kind();

  @Entity(name = "Room")
  @Table(name = "room")
  static class Room {
    @Id
    @GeneratedValue(strategy = GenerationType.IDENTITY)
    Long id;

    String name;
  }

  @Entity(name = "Room")
  @Table(name = "room")
  static class GrownRoom {
    @Id
    @GeneratedValue(strategy = GenerationType.IDENTITY)
    Long id;

    String name;

    @Column(unique = true)
    String code;

    BigDecimal price;
    Instant since;
    UUID token;
    boolean open;
    @ManyToOne GrownRoom next;
  }

  @Entity(name = "Broken")
  @Table(name = "broken", check = @CheckConstraint(constraint = "no_such_function(id) > 0 and"))
  static class Broken {
    @Id Long id;
  }

  private Path file() {
    return folder.resolve("schema.db");
  }

  private Store open(String action, Class<?>... entities) {
    return open(Map.of("hibernate.hbm2ddl.auto", action), entities);
  }

  private Store open(Map<String, Object> settings, Class<?>... entities) {
    return kind().open(file(), settings, entities);
  }

  private void execute(String sql) throws Exception {
    try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + file());
        Statement statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }

  @Test
  void createMakesEverythingAnew() {
    try (Store store = open("create", Room.class)) {
      store.run(work -> work.persist(new Room()));
    }
    try (Store store = open("create", Room.class)) {
      assertThat(store.rows("select count(*) from room")).containsExactly("0");
    }
  }

  @Test
  void createDropLeavesNothing() {
    final Store store = open("create-drop", Room.class);
    store.close();
    assertThat(store.rows("select name from sqlite_schema where name = 'room'")).isEmpty();
  }

  @Test
  void updateAddsColumnsAndKeepsRows() {
    try (Store store = open("create", Room.class)) {
      store.run(work -> work.execute("insert into Room (name) values ('old')"));
    }
    try (Store store = open("update", GrownRoomNullable.class)) {
      assertThat(store.rows("select name, price from room")).containsExactly("old|null");
      assertThat(store.rows("select \"table\" from pragma_foreign_key_list('room')"))
          .containsExactly("room");
      assertThat(store.rows("select count(*) from pragma_index_list('room') where \"unique\""))
          .containsExactly("1");
      store.run(work -> work.persist(new GrownRoomNullable()));
    }
    // nothing is left to do
    open("update", GrownRoomNullable.class).close();
    open("validate", GrownRoomNullable.class).close();
  }

  @Entity(name = "Room")
  @Table(name = "room")
  static class GrownRoomNullable {
    @Id
    @GeneratedValue(strategy = GenerationType.IDENTITY)
    Long id;

    String name;

    @Column(unique = true)
    String code;

    BigDecimal price;
    Instant since;
    UUID token;
    Boolean open;
    Double size;
    byte[] plan;
    String[] tags;
    @ManyToOne GrownRoomNullable next;
  }

  @Test
  void validateFindsMissingColumns() {
    open("create", Room.class).close();
    open("validate", Room.class).close();
    assertThatThrownBy(() -> open("validate", GrownRoom.class))
        .isInstanceOf(SchemaManagementException.class)
        .hasMessageContaining("missing column");
  }

  @Test
  void namesAreTheSameInWhateverCase() throws Exception {
    execute("create table ROOM (ID integer primary key, Name text)");
    execute("insert into room (name) values ('kept')");
    open("validate", Room.class).close();
    open("update", GrownRoomNullable.class).close();
    open("update", GrownRoomNullable.class).close();
    open("validate", GrownRoomNullable.class).close();
    try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + file());
        Statement statement = connection.createStatement();
        var rows = statement.executeQuery("select name from room")) {
      assertThat(rows.getString(1)).isEqualTo("kept");
    }
    try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + file());
        Statement statement = connection.createStatement();
        var tables =
            statement.executeQuery(
                "select group_concat(name) from sqlite_schema where type = 'table'")) {
      assertThat(tables.getString(1)).isEqualTo("ROOM");
    }
  }

  @Test
  void validateFindsWrongTypes() throws Exception {
    execute("create table room (id integer primary key, name blob)");
    assertThatThrownBy(() -> open("validate", Room.class))
        .isInstanceOf(SchemaManagementException.class)
        .hasMessageContaining("name");
  }

  @Test
  void strictTablesRefuseOtherKinds() throws Exception {
    try (Store store =
        open(
            Map.of(
                "hibernate.sqlite.strict_tables", "true", "hibernate.sqlite.autoincrement", "true"),
            GrownRoom.class)) {
      final GrownRoom room = new GrownRoom();
      room.price = new BigDecimal("1.50");
      room.since = Instant.EPOCH;
      room.token = new UUID(1, 2);
      store.run(work -> work.persist(room));
      assertThat(store.call(work -> work.find(GrownRoom.class, room.id)).price)
          .isEqualTo(new BigDecimal("1.50"));
      assertThat(store.rows("select strict from pragma_table_list('room')")).containsExactly("1");
      assertThat(store.rows("select name from sqlite_schema where name = 'sqlite_sequence'"))
          .containsExactly("sqlite_sequence");
    }
    assertThatThrownBy(() -> execute("insert into room (open, name) values (0, x'00')"))
        .hasMessageContaining("cannot store BLOB");
  }

  @Test
  void aStatementThatFailsStopsTheStart() {
    assertThatThrownBy(() -> open("create", Broken.class))
        .hasStackTraceContaining("broken")
        .isInstanceOf(SchemaManagementException.class);
  }

  @Entity(name = "Told")
  @Table(name = "told", comment = "what is told; not */ the end")
  static class Told {
    @Id Long id;

    @Comment("its name")
    @Column(name = "name")
    String name;
  }

  @Test
  void commentsAreKeptInTheStatement() {
    for (String strict : new String[] {"false", "true"}) {
      try (Store store =
          open(
              Map.of("hibernate.hbm2ddl.auto", "create", "hibernate.sqlite.strict_tables", strict),
              Told.class)) {
        assertThat(store.rows("select sql from sqlite_schema where name = 'told'").get(0))
            .contains("its name")
            .contains("what is told");
        final Told told = new Told();
        told.id = 1L;
        store.run(work -> work.persist(told));
        assertThat(store.rows("select id from told")).containsExactly("1");
      }
    }
  }

  @Test
  void theImportScriptRuns() throws Exception {
    final Path script = folder.resolve("import.sql");
    java.nio.file.Files.writeString(
        script,
        "insert into room (name) values ('first');\n"
            + "insert into room (name) values ('second; still');\n");
    try (Store store =
        open(
            Map.of("jakarta.persistence.sql-load-script-source", script.toUri().toString()),
            Room.class)) {
      assertThat(store.rows("select name from room order by id"))
          .containsExactly("first", "second; still");
    }
  }
}
