// SPDX-License-Identifier: Apache-2.0
package io.reactivesqlite.hibernate.schema;

import static org.assertj.core.api.Assertions.assertThat;

import io.reactivesqlite.hibernate.testing.JdbcStore;
import io.reactivesqlite.hibernate.testing.Store;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.ManyToOne;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Hibernate ORM drops tables whose rows refer to each other while foreign keys are enforced. */
class DropOverJdbcTest {
  @TempDir Path folder;

  @Entity(name = "AWhole")
  static class Whole {
    @Id Long id;
    @ManyToOne Part first;
  }

  @Entity(name = "BPart")
  static class Part {
    @Id Long id;
    @ManyToOne Whole whole;
    @ManyToOne Part next;
  }

  @Entity(name = "CUser")
  static class User {
    @Id Long id;

    @ManyToOne(optional = false)
    Whole uses;
  }

  private Store open(String action) {
    final Path file = folder.resolve("drop.db");
    return JdbcStore.open(
        file,
        Map.of(
            "hibernate.hbm2ddl.auto",
            action,
            "jakarta.persistence.jdbc.url",
            "jdbc:sqlite:" + file + "?foreign_keys=true",
            "hibernate.hbm2ddl.halt_on_error",
            "true"),
        Whole.class,
        Part.class,
        User.class);
  }

  private static void fill(Store store) {
    final Whole whole = new Whole();
    whole.id = 1L;
    final Part part = new Part();
    part.id = 1L;
    part.whole = whole;
    part.next = part;
    final User user = new User();
    user.id = 1L;
    user.uses = whole;
    store.run(work -> work.persist(whole, part, user));
    store.run(work -> work.find(Whole.class, 1L).first = work.find(Part.class, 1L));
  }

  @Test
  void createAndDropDoNotMindTheRows() {
    try (Store store = open("create")) {
      fill(store);
    }
    final Store again = open("create-drop");
    assertThat(again.rows("select count(*) from AWhole")).containsExactly("0");
    fill(again);
    final List<Object> enforced =
        again.listOf(work -> work.nativeList("pragma foreign_keys", Object.class));
    assertThat(enforced).containsExactly(1);
    again.close();
    assertThat(again.rows("select name from sqlite_schema where type = 'table'")).isEmpty();
  }
}
