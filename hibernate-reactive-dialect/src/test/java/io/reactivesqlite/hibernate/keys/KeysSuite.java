// SPDX-License-Identifier: Apache-2.0
package io.reactivesqlite.hibernate.keys;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.reactivesqlite.hibernate.testing.Store;
import io.reactivesqlite.hibernate.testing.StoreSuite;
import jakarta.persistence.Embeddable;
import jakarta.persistence.EmbeddedId;
import jakarta.persistence.Entity;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.GenerationType;
import jakarta.persistence.Id;
import jakarta.persistence.SequenceGenerator;
import jakarta.persistence.TableGenerator;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import java.util.function.Function;
import org.hibernate.annotations.UuidGenerator;
import org.junit.jupiter.api.Test;

/** Keys: where they come from, and that none appears twice. */
abstract class KeysSuite extends StoreSuite {

  @Entity(name = "ByIdentity")
  static class ByIdentity {
    @Id
    @GeneratedValue(strategy = GenerationType.IDENTITY)
    Long id;

    String name;
  }

  @Entity(name = "ByIntIdentity")
  static class ByIntIdentity {
    @Id
    @GeneratedValue(strategy = GenerationType.IDENTITY)
    Integer id;
  }

  @Entity(name = "BySequence")
  static class BySequence {
    @Id
    @GeneratedValue(strategy = GenerationType.SEQUENCE)
    Long id;

    String name;
  }

  @Entity(name = "ByNamedSequence")
  static class ByNamedSequence {
    @Id
    @GeneratedValue(strategy = GenerationType.SEQUENCE, generator = "special")
    @SequenceGenerator(
        name = "special",
        sequenceName = "special_seq",
        initialValue = 100,
        allocationSize = 1)
    Integer id;
  }

  @Entity(name = "ByTable")
  static class ByTable {
    @Id
    @GeneratedValue(strategy = GenerationType.TABLE, generator = "keys")
    @TableGenerator(name = "keys", table = "key_table", pkColumnValue = "by_table")
    Long id;
  }

  @Entity(name = "ByAuto")
  static class ByAuto {
    @Id @GeneratedValue Long id;
  }

  @Entity(name = "ByUuid")
  static class ByUuid {
    @Id @GeneratedValue UUID id;
  }

  @Entity(name = "ByTimeUuid")
  static class ByTimeUuid {
    @Id
    @UuidGenerator(style = UuidGenerator.Style.VERSION_7)
    UUID id;
  }

  @Embeddable
  static class Pair implements Serializable {
    Long left;
    String right;

    Pair() {}

    Pair(Long left, String right) {
      this.left = left;
      this.right = right;
    }

    @Override
    public boolean equals(Object other) {
      return other instanceof Pair pair
          && Objects.equals(left, pair.left)
          && Objects.equals(right, pair.right);
    }

    @Override
    public int hashCode() {
      return Objects.hash(left, right);
    }
  }

  @Entity(name = "ByPair")
  static class ByPair {
    @EmbeddedId Pair id;
    String name;
  }

  @Override
  protected Class<?>[] entities() {
    return new Class<?>[] {
      ByIdentity.class,
      ByIntIdentity.class,
      BySequence.class,
      ByNamedSequence.class,
      ByTable.class,
      ByAuto.class,
      ByUuid.class,
      ByTimeUuid.class,
      ByPair.class
    };
  }

  @Test
  void identityIsTheRowid() {
    final ByIdentity first = new ByIdentity();
    final ByIdentity second = new ByIdentity();
    store.run(work -> work.persist(first, second));
    assertThat(List.of(first.id, second.id)).containsExactly(1L, 2L);
    assertThat(store.rows("select id, rowid from ByIdentity")).containsExactly("1|1", "2|2");
    assertThat(
            store.rows("select lower(type) from pragma_table_info('ByIdentity') where name='id'"))
        .containsExactly("integer");
  }

  @Test
  void identityMayBeAnInteger() {
    final ByIntIdentity it = new ByIntIdentity();
    store.run(work -> work.persist(it));
    assertThat(it.id).isEqualTo(1);
  }

  @Test
  void sequenceStartsAtItsInitialValue() {
    final ByNamedSequence first = new ByNamedSequence();
    final ByNamedSequence second = new ByNamedSequence();
    store.run(work -> work.persist(first, second));
    assertThat(List.of(first.id, second.id)).containsExactly(100, 101);
  }

  @Test
  void sequenceSurvivesARollback() {
    survivesRollback(it -> new BySequence());
    assertThat(store.rows("select count(distinct id) from BySequence")).containsExactly("61");
  }

  @Test
  void tableGeneratorSurvivesARollback() {
    survivesRollback(it -> new ByTable());
    assertThat(store.rows("select count(distinct id) from ByTable")).containsExactly("61");
  }

  private void survivesRollback(Function<Integer, Object> entity) {
    store.run(work -> work.persist(entity.apply(0)));
    assertThatThrownBy(
            () ->
                store.run(
                    work -> {
                      for (int i = 0; i < 10; i++) {
                        work.persist(entity.apply(i));
                      }
                      throw new IllegalStateException("roll back");
                    }))
        .hasMessageContaining("roll back");
    for (int i = 0; i < 60; i++) {
      final int number = i;
      store.run(work -> work.persist(entity.apply(number)));
    }
  }

  @Test
  void keysAreTakenWhileTheSessionWrites() {
    store.run(
        work -> {
          work.persist(new ByIdentity());
          work.flush();
          work.persist(new BySequence());
          work.flush();
          work.persist(new ByTable());
        });
    assertThat(
            store.rows("select (select count(*) from BySequence), (select count(*) from ByTable)"))
        .containsExactly("1|1");
  }

  @Test
  void twoFactoriesOnOneFileShareTheCounters() {
    store.run(work -> work.persist(new BySequence()));
    try (Store other =
        kind().open(store.file(), java.util.Map.of("hibernate.hbm2ddl.auto", "none"), entities())) {
      other.run(work -> work.persist(new BySequence()));
      store.run(work -> work.persist(new BySequence()));
    }
    assertThat(store.rows("select count(*), max(id) from BySequence")).containsExactly("3|3");
  }

  @Test
  void autoAndUuidKeysAreGiven() {
    final ByAuto auto = new ByAuto();
    final ByUuid uuid = new ByUuid();
    final ByTimeUuid timed = new ByTimeUuid();
    store.run(work -> work.persist(auto, uuid, timed));
    assertThat(auto.id).isEqualTo(1L);
    assertThat(timed.id.version()).isEqualTo(7);
    assertThat(store.rows("select id from ByUuid")).containsExactly(uuid.id.toString());
    final UUID key = uuid.id;
    assertThat(store.<Object>call(work -> work.find(ByUuid.class, key))).isNotNull();
  }

  @Test
  void compositeKeysAreFound() {
    final ByPair it = new ByPair();
    it.id = new Pair(1L, "a");
    it.name = "pair";
    store.run(work -> work.persist(it));
    assertThat(store.call(work -> work.find(ByPair.class, new Pair(1L, "a"))).name)
        .isEqualTo("pair");
    final long found =
        store.call(
            work -> work.one("select count(*) from ByPair p where p.id = ?1", Long.class, it.id));
    assertThat(found).isEqualTo(1);
  }

  @Test
  void insertSelectTakesKeysOfEveryKind() {
    final List<Object> rows = new ArrayList<>();
    for (int i = 0; i < 3; i++) {
      final ByIdentity it = new ByIdentity();
      it.name = "n" + i;
      rows.add(it);
    }
    store.run(work -> work.persist(rows.toArray()));
    final int copied =
        store.call(
            work ->
                work.execute("insert into BySequence (name) select i.name from ByIdentity i")
                    + work.execute(
                        "insert into ByIdentity (name) select i.name from BySequence i"));
    assertThat(copied).isEqualTo(6);
    assertThat(store.rows("select count(distinct id), count(name) from BySequence"))
        .containsExactly("3|3");
    final BySequence next = new BySequence();
    store.run(work -> work.persist(next));
    assertThat(store.rows("select count(distinct id) from BySequence")).containsExactly("4");
  }
}
