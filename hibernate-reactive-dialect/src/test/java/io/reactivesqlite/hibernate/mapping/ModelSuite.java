// SPDX-License-Identifier: Apache-2.0
package io.reactivesqlite.hibernate.mapping;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.reactivesqlite.hibernate.testing.StoreSuite;
import jakarta.persistence.AttributeConverter;
import jakarta.persistence.CascadeType;
import jakarta.persistence.CheckConstraint;
import jakarta.persistence.Column;
import jakarta.persistence.Convert;
import jakarta.persistence.ElementCollection;
import jakarta.persistence.Embeddable;
import jakarta.persistence.Embedded;
import jakarta.persistence.Entity;
import jakarta.persistence.FetchType;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.Id;
import jakarta.persistence.Index;
import jakarta.persistence.ManyToMany;
import jakarta.persistence.ManyToOne;
import jakarta.persistence.MapKeyColumn;
import jakarta.persistence.OneToMany;
import jakarta.persistence.OneToOne;
import jakarta.persistence.OptimisticLockException;
import jakarta.persistence.OrderColumn;
import jakarta.persistence.Table;
import jakarta.persistence.UniqueConstraint;
import jakarta.persistence.Version;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.hibernate.annotations.Collate;
import org.hibernate.annotations.ColumnDefault;
import org.hibernate.annotations.ColumnTransformer;
import org.hibernate.annotations.CreationTimestamp;
import org.hibernate.annotations.Formula;
import org.hibernate.annotations.Generated;
import org.hibernate.annotations.GeneratedColumn;
import org.hibernate.annotations.JdbcTypeCode;
import org.hibernate.annotations.NaturalId;
import org.hibernate.annotations.OnDelete;
import org.hibernate.annotations.OnDeleteAction;
import org.hibernate.annotations.SoftDelete;
import org.hibernate.exception.ConstraintViolationException;
import org.hibernate.exception.ConstraintViolationException.ConstraintKind;
import org.hibernate.type.SqlTypes;
import org.junit.jupiter.api.Test;

/** Entities, embeddables and associations, and what their tables look like. */
abstract class ModelSuite extends StoreSuite {

  @Embeddable
  static class Address {
    String street;
    String city;

    Address() {}

    Address(String street, String city) {
      this.street = street;
      this.city = city;
    }
  }

  @Embeddable
  static class Limits {
    Integer low;
    BigDecimal high;
    LocalDateTime until;
    Boolean strict;
    Nested nested;
  }

  @Embeddable
  static class Nested {
    String note;
    Integer level;
  }

  static final class UpperCase implements AttributeConverter<String, String> {
    @Override
    public String convertToDatabaseColumn(String value) {
      return value == null ? null : "<" + value + ">";
    }

    @Override
    public String convertToEntityAttribute(String column) {
      return column == null ? null : column.substring(1, column.length() - 1);
    }
  }

  @Entity(name = "Author")
  @Table(name = "author", comment = "who writes")
  static class Author {
    @Id @GeneratedValue Long id;
    @Version int version;

    @Column(nullable = false)
    String name;

    @NaturalId String email;
    @Embedded Address home;

    @JdbcTypeCode(SqlTypes.JSON)
    Limits limits;

    @Convert(converter = UpperCase.class)
    String converted;

    @Formula("length(name)")
    int nameLength;

    @ColumnDefault("'new'")
    @Generated
    @Column(insertable = false)
    String state;

    @GeneratedColumn("upper(name)")
    String loud;

    @Collate("nocase")
    String nick;

    @ColumnTransformer(read = "secret - 1", write = "? + 1")
    int secret;

    @CreationTimestamp LocalDateTime created;

    @OneToMany(mappedBy = "author", cascade = CascadeType.ALL, orphanRemoval = true)
    List<Book> books = new ArrayList<>();

    @OneToOne(cascade = CascadeType.ALL)
    Passport passport;

    @ElementCollection @OrderColumn List<String> nicknames = new ArrayList<>();

    @ElementCollection
    @MapKeyColumn(name = "lang")
    Map<String, String> mottos = new HashMap<>();

    Author() {}

    Author(String name) {
      this.name = name;
      this.email = name.toLowerCase(java.util.Locale.ROOT) + "@example.org";
    }
  }

  @Entity(name = "Passport")
  static class Passport {
    @Id @GeneratedValue Long id;
    String number;
  }

  @Entity(name = "Book")
  @Table(
      name = "book",
      indexes = {
        @Index(name = "book_price", columnList = "price"),
        @Index(name = "book_title", columnList = "title desc")
      },
      uniqueConstraints =
          @UniqueConstraint(
              name = "uq_isbn_edition",
              columnNames = {"isbn", "edition"}),
      check = @CheckConstraint(name = "ck_pages", constraint = "pages > 0"))
  static class Book {
    @Id @GeneratedValue Long id;
    String title;

    @Column(unique = true)
    String code;

    String isbn;
    int edition = 1;
    int pages = 1;
    BigDecimal price;
    LocalDate published;

    @ManyToOne(fetch = FetchType.LAZY)
    @OnDelete(action = OnDeleteAction.CASCADE)
    Author author;

    @ManyToMany Set<Tag> tags = new HashSet<>();

    Book() {}

    Book(String title) {
      this.title = title;
    }
  }

  @Entity(name = "Tag")
  @SoftDelete
  static class Tag {
    @Id String name;

    Tag() {}

    Tag(String name) {
      this.name = name;
    }
  }

  @Override
  protected Class<?>[] entities() {
    return new Class<?>[] {Author.class, Book.class, Tag.class, Passport.class};
  }

  private Long author(java.util.function.Consumer<Author> values) {
    final Author ada = new Author("Ada");
    values.accept(ada);
    store.run(work -> work.persist(ada));
    return ada.id;
  }

  @Test
  void embeddablesAreColumns() {
    final Long id = author(it -> it.home = new Address("Main", "Rome"));
    assertThat(store.call(work -> work.find(Author.class, id)).home.city).isEqualTo("Rome");
    assertThat(store.rows("select street, city from author")).containsExactly("Main|Rome");
  }

  @Test
  void jsonEmbeddablesAreQueriedAndPartlyUpdated() {
    final Long id =
        author(
            it -> {
              it.limits = new Limits();
              it.limits.low = 1;
              it.limits.high = new BigDecimal("12345678901234567890.5");
              it.limits.until = LocalDateTime.of(2024, 1, 2, 3, 4, 5);
              it.limits.strict = true;
              it.limits.nested = new Nested();
              it.limits.nested.note = "n";
            });
    final Limits read = store.call(work -> work.find(Author.class, id)).limits;
    assertThat(read.high).isEqualTo(new BigDecimal("12345678901234567890.5"));
    assertThat(read.until).isEqualTo(LocalDateTime.of(2024, 1, 2, 3, 4, 5));
    assertThat(read.nested.note).isEqualTo("n");
    assertThat(
            store.listOf(
                work ->
                    work.list(
                        "select a.limits.high from Author a where a.limits.low = 1 and"
                            + " a.limits.strict = true and a.limits.until < ?1 and"
                            + " a.limits.nested.note = 'n'",
                        BigDecimal.class,
                        LocalDateTime.of(2025, 1, 1, 0, 0))))
        .containsExactly(new BigDecimal("12345678901234567890.5"));
    store.run(
        work ->
            work.execute(
                "update Author a set a.limits.low = 7, a.limits.strict = false,"
                    + " a.limits.nested.level = 3, a.limits.until = ?1",
                LocalDateTime.of(2026, 1, 1, 0, 0)));
    final Limits changed = store.call(work -> work.find(Author.class, id)).limits;
    assertThat(changed.low).isEqualTo(7);
    assertThat(changed.strict).isFalse();
    assertThat(changed.nested.level).isEqualTo(3);
    assertThat(changed.nested.note).isEqualTo("n");
    assertThat(changed.until).isEqualTo(LocalDateTime.of(2026, 1, 1, 0, 0));
    assertThat(changed.high).isEqualTo(new BigDecimal("12345678901234567890.5"));
    assertThat(store.rows("select limits->>'low', limits->'strict' from author"))
        .containsExactly("7|false");
  }

  @Test
  void derivedColumnsAreRead() {
    final Long id =
        author(
            it -> {
              it.converted = "x";
              it.nick = "ADA";
              it.secret = 41;
            });
    final Author it = store.call(work -> work.find(Author.class, id));
    assertThat(it.nameLength).isEqualTo(3);
    assertThat(it.state).isEqualTo("new");
    assertThat(it.loud).isEqualTo("ADA");
    assertThat(it.converted).isEqualTo("x");
    assertThat(it.secret).isEqualTo(41);
    assertThat(it.created).isNotNull();
    assertThat(store.rows("select converted, secret, loud from author"))
        .containsExactly("<x>|42|ADA");
    final long found =
        store.call(work -> work.one("select count(*) from Author where nick = 'ada'", Long.class));
    assertThat(found).isEqualTo(1);
  }

  @Test
  void associationsAreKeptAndCascade() {
    final Long id =
        author(
            it -> {
              final Book book = new Book("One");
              book.author = it;
              it.books.add(book);
              it.passport = new Passport();
              it.passport.number = "P1";
              it.nicknames.addAll(List.of("b", "a"));
              it.mottos.put("en", "go");
            });
    store.run(
        work -> {
          final Author it = work.find(Author.class, id);
          assertThat(work.fetch(it.books)).hasSize(1);
          assertThat(work.fetch(it.nicknames)).containsExactly("b", "a");
          assertThat(work.fetch(it.mottos)).containsEntry("en", "go");
          assertThat(it.passport.number).isEqualTo("P1");
          it.books.clear();
          it.nicknames.remove("b");
          it.mottos.put("it", "vai");
        });
    assertThat(store.rows("select count(*) from book")).containsExactly("0");
    assertThat(store.rows("select nicknames from Author_nicknames")).containsExactly("a");
    assertThat(store.rows("select lang, mottos from Author_mottos order by lang"))
        .containsExactly("en|go", "it|vai");
  }

  @Test
  void manyToManyAndSoftDelete() {
    final Book book = new Book("Tagged");
    final Tag tag = new Tag("fun");
    book.tags.add(tag);
    store.run(work -> work.persist(tag, book));
    final List<String> titles =
        store.listOf(
            work ->
                work.list(
                    "select b.title from Book b join b.tags t where t.name = 'fun'", String.class));
    assertThat(titles).containsExactly("Tagged");
    final Tag lonely = new Tag("lonely");
    store.run(work -> work.persist(lonely));
    store.run(work -> work.remove(work.find(Tag.class, "lonely")));
    assertThat(store.<Tag>call(work -> work.find(Tag.class, "lonely"))).isNull();
    assertThat(store.rows("select name, deleted + 0 from Tag order by name"))
        .containsExactly("fun|0", "lonely|1");
  }

  @Test
  void fetchJoinsAndSubqueriesLoadWhatTheyNeed() {
    author(
        it -> {
          for (int i = 0; i < 3; i++) {
            final Book book = new Book("B" + i);
            book.author = it;
            book.price = new BigDecimal(i + ".50");
            it.books.add(book);
          }
        });
    final List<Author> authors =
        store.listOf(
            work ->
                work.list(
                    "from Author a left join fetch a.books b where exists (select 1 from Book x"
                        + " where x.author = a and x.price > 2)",
                    Author.class));
    assertThat(authors).hasSize(1);
    assertThat(authors.get(0).books).hasSize(3);
    assertThat(
            store.listOf(
                work ->
                    work.page("select title from Book order by title desc", String.class, 1, 1)))
        .containsExactly("B1");
  }

  @Test
  void aStaleVersionIsRefused() {
    final Long id = author(it -> {});
    final Author stale = store.call(work -> work.find(Author.class, id));
    store.run(work -> work.find(Author.class, id).name = "Bea");
    stale.name = "Zoe";
    assertThatThrownBy(() -> store.run(work -> work.merge(stale)))
        .satisfiesAnyOf(
            it -> assertThat(it).isInstanceOf(OptimisticLockException.class),
            it -> assertThat(it).isInstanceOf(org.hibernate.StaleStateException.class),
            it -> assertThat(it).hasRootCauseInstanceOf(org.hibernate.StaleStateException.class));
    assertThat(store.rows("select name, version from author")).containsExactly("Bea|1");
  }

  @Test
  void foreignKeysAreInTheFile() {
    assertThat(
            store.rows(
                "select \"table\", \"from\", on_delete from pragma_foreign_key_list('book')"))
        .containsExactly("author|author_id|CASCADE");
    assertThat(
            store.rows(
                "select sql like '%/* who writes */%' from sqlite_schema where name='author'"))
        .containsExactly("1");
  }

  @Test
  void indexesOnDecimalsServeComparisons() {
    assertThat(store.rows("explain query plan select * from book where cast(price as numeric) > 5"))
        .anyMatch(row -> row.contains("book_price"));
  }

  @Test
  void violationsSayKindAndName() {
    final Book first = new Book("A");
    first.isbn = "1";
    first.code = "c";
    store.run(work -> work.persist(first));
    violates(
        it -> {
          it.isbn = "1";
        },
        ConstraintKind.UNIQUE,
        "uq_isbn_edition");
    violates(it -> it.pages = 0, ConstraintKind.CHECK, "ck_pages");
    final ConstraintViolationException unnamed =
        violation(
            () ->
                store.run(
                    work -> {
                      work.execute(
                          "insert into Author (id, version, name, email, secret, created) values (77L, 0, null, 'e', 1, local datetime)");
                    }));
    assertThat(unnamed.getKind()).isEqualTo(ConstraintKind.NOT_NULL);
    assertThat(unnamed.getConstraintName()).isEqualTo("name");
  }

  private void violates(
      java.util.function.Consumer<Book> change, ConstraintKind kind, String name) {
    final Book book = new Book("B");
    change.accept(book);
    final ConstraintViolationException violation =
        violation(() -> store.run(work -> work.persist(book)));
    assertThat(violation.getKind()).isEqualTo(kind);
    assertThat(violation.getConstraintName()).isEqualToIgnoringCase(name);
  }

  private static ConstraintViolationException violation(Runnable work) {
    try {
      work.run();
    } catch (RuntimeException e) {
      for (Throwable cause = e; cause != null; cause = cause.getCause()) {
        if (cause instanceof ConstraintViolationException violation) {
          return violation;
        }
      }
      throw e;
    }
    throw new AssertionError("Nothing was violated");
  }

  @Test
  void onConflictInsertsOrUpdates() {
    store.run(
        work -> {
          work.execute(
              "insert into Book (id, title, isbn, edition, pages) values (1L, 'A', 'i', 1, 1)");
          work.execute(
              "insert into Book (id, title, isbn, edition, pages) values (2L, 'B', 'i', 1, 9)"
                  + " on conflict (isbn, edition) do update set title = excluded.title");
          work.execute(
              "insert into Book (id, title, isbn, edition, pages) values (3L, 'C', 'i', 1, 9)"
                  + " on conflict do nothing");
          work.execute(
              "insert into Book (id, title, isbn, edition, pages) values (4L, 'D', 'i', 1, 9)"
                  + " on conflict on constraint uq_isbn_edition do update set pages = 5 where excluded.pages = 9");
          work.execute(
              "insert into Book (id, title, isbn, edition, pages) select b.id + 10, 'E', b.isbn,"
                  + " b.edition, 1 from Book b on conflict do nothing");
        });
    assertThat(store.rows("select id, title, pages from book")).containsExactly("1|B|5");
  }

  @Test
  void bulkStatementsReachTheRightRows() {
    author(
        it -> {
          for (int i = 0; i < 4; i++) {
            final Book book = new Book("B" + i);
            book.author = it;
            book.pages = i + 1;
            it.books.add(book);
          }
        });
    final int[] counts =
        store.call(
            work ->
                new int[] {
                  work.execute("update Book b set b.title = b.author.name where b.pages > 2"),
                  work.execute(
                      "update Book b set b.pages = (select max(x.pages) from Book x) where b.author.name = 'Ada' and b.pages = 1"),
                  work.execute(
                      "delete from Book b where b.author in (select a from Author a where a.name = 'Ada') and b.title = 'B1'"),
                });
    assertThat(counts).containsExactly(2, 1, 1);
    assertThat(store.rows("select title, pages from book order by id"))
        .containsExactly("B0|4", "Ada|3", "Ada|4");
  }

  @Test
  void nativeQueriesGiveEntitiesAndScalars() {
    store.run(work -> work.persist(new Book("N")));
    assertThat(store.listOf(work -> work.nativeList("select * from book", Book.class))).hasSize(1);
    assertThat(
            store.listOf(
                work ->
                    work.nativeList("select count(*) from book where title = ?", Long.class, "N")))
        .containsExactly(1L);
  }
}
