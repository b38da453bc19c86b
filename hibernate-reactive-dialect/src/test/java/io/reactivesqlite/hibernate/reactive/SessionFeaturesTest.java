// SPDX-License-Identifier: Apache-2.0
package io.reactivesqlite.hibernate.reactive;

import static org.assertj.core.api.Assertions.assertThat;

import io.reactivesqlite.hibernate.testing.ReactiveBoot;
import io.smallrye.mutiny.Uni;
import io.vertx.core.Vertx;
import io.vertx.core.impl.VertxInternal;
import jakarta.persistence.CascadeType;
import jakarta.persistence.Column;
import jakarta.persistence.ElementCollection;
import jakarta.persistence.Entity;
import jakarta.persistence.FetchType;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.Id;
import jakarta.persistence.LockModeType;
import jakarta.persistence.ManyToOne;
import jakarta.persistence.NamedQuery;
import jakarta.persistence.OneToMany;
import jakarta.persistence.Version;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;
import java.util.stream.IntStream;
import org.hibernate.SessionFactory;
import org.hibernate.annotations.BatchSize;
import org.hibernate.annotations.CurrentTimestamp;
import org.hibernate.annotations.DynamicUpdate;
import org.hibernate.annotations.Fetch;
import org.hibernate.annotations.FetchMode;
import org.hibernate.annotations.Filter;
import org.hibernate.annotations.FilterDef;
import org.hibernate.annotations.Generated;
import org.hibernate.annotations.GeneratedColumn;
import org.hibernate.annotations.NaturalId;
import org.hibernate.annotations.ParamDef;
import org.hibernate.annotations.SQLDelete;
import org.hibernate.annotations.SQLInsert;
import org.hibernate.annotations.SQLRestriction;
import org.hibernate.annotations.SourceType;
import org.hibernate.generator.EventType;
import org.hibernate.query.Page;
import org.hibernate.reactive.common.Identifier;
import org.hibernate.reactive.mutiny.Mutiny;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a session of Hibernate Reactive offers beyond persisting and querying. */
class SessionFeaturesTest {
  @TempDir Path folder;
  private SessionFactory root;
  private Mutiny.SessionFactory factory;

  @Entity(name = "Shop")
  @NamedQuery(name = "dear", query = "from Item where price > :limit order by price desc")
  static class Shop {
    @Id @GeneratedValue Long id;
    @NaturalId String code;

    @OneToMany(mappedBy = "shop", cascade = CascadeType.ALL)
    @BatchSize(size = 10)
    List<Item> items = new ArrayList<>();

    @ElementCollection
    @Fetch(FetchMode.SUBSELECT)
    List<String> days = new ArrayList<>();
  }

  @Entity(name = "Item")
  @DynamicUpdate
  @FilterDef(name = "cheap", parameters = @ParamDef(name = "max", type = BigDecimal.class))
  @Filter(name = "cheap", condition = "cast(price as numeric) <= cast(:max as numeric)")
  static class Item {
    @Id @GeneratedValue Long id;
    @Version int version;
    String name;
    BigDecimal price;

    @ManyToOne(fetch = FetchType.LAZY)
    Shop shop;

    @GeneratedColumn("upper(name)")
    String label;

    @CurrentTimestamp(event = EventType.INSERT, source = SourceType.DB)
    LocalDateTime created;

    @Generated(
        event = {EventType.INSERT, EventType.UPDATE},
        sql = "lower(hex(randomblob(4)))")
    @Column
    String stamp;
  }

  @Entity(name = "Log")
  @SQLInsert(sql = "insert into Log (line, id) values ('> ' || ?, ?)")
  @SQLDelete(sql = "update Log set line = 'gone' where id = ?")
  @SQLRestriction("line <> 'gone'")
  static class Log {
    @Id Long id;
    String line;
  }

  @BeforeEach
  void open() {
    root =
        ReactiveBoot.factory(
            folder.resolve("features.db"), Map.of(), Shop.class, Item.class, Log.class);
    factory = root.unwrap(Mutiny.SessionFactory.class);
    inTransaction(
        session -> {
          final List<Object> shops = new ArrayList<>();
          for (int s = 0; s < 3; s++) {
            final Shop shop = new Shop();
            shop.code = "s" + s;
            shop.days.addAll(List.of("mon", "tue"));
            for (int i = 0; i < 4; i++) {
              final Item item = new Item();
              item.name = "i" + s + i;
              item.price = new BigDecimal(s * 10 + i);
              item.shop = shop;
              shop.items.add(item);
            }
            shops.add(shop);
          }
          return session.persistAll(shops.toArray());
        });
  }

  @AfterEach
  void close() {
    root.close();
  }

  private <T> T inTransaction(Function<Mutiny.Session, Uni<T>> work) {
    final CompletableFuture<T> result = new CompletableFuture<>();
    final Vertx vertx = ReactiveBoot.vertx(root);
    ((VertxInternal) vertx)
        .createEventLoopContext()
        .runOnContext(
            it ->
                factory
                    .withTransaction(session -> work.apply(session))
                    .subscribe()
                    .with(result::complete, result::completeExceptionally));
    return ReactiveBoot.join(result);
  }

  private Long anItem() {
    return inTransaction(
        session ->
            session.createSelectionQuery("select min(id) from Item", Long.class).getSingleResult());
  }

  @Test
  void naturalIdsLoad() {
    final Shop shop =
        inTransaction(session -> session.find(Shop.class, Identifier.id("code", "s1")));
    assertThat(shop.code).isEqualTo("s1");
  }

  @Test
  void filtersRestrictQueries() {
    final List<Item> cheap =
        inTransaction(
            session -> {
              session.enableFilter("cheap").setParameter("max", new BigDecimal("2"));
              return session.createSelectionQuery("from Item", Item.class).getResultList();
            });
    assertThat(cheap).hasSize(3);
  }

  @Test
  void namedQueriesAndPagesWork() {
    final List<Item> dear =
        inTransaction(
            session ->
                session
                    .createNamedQuery("dear", Item.class)
                    .setParameter("limit", new BigDecimal("9"))
                    .setFirstResult(1)
                    .setMaxResults(2)
                    .getResultList());
    assertThat(dear).extracting(it -> it.name).containsExactly("i22", "i21");
    final List<Item> page =
        inTransaction(
            session ->
                session
                    .createSelectionQuery("from Item order by price", Item.class)
                    .setPage(Page.page(5, 1))
                    .getResultList());
    assertThat(page).extracting(it -> it.name).containsExactly("i11", "i12", "i13", "i20", "i21");
  }

  @Test
  void criteriaQueriesWork() {
    final List<String> names =
        inTransaction(
            session -> {
              final var builder = factory.getCriteriaBuilder();
              final var query = builder.createQuery(String.class);
              final var item = query.from(Item.class);
              query.select(item.get("name"));
              query.where(
                  builder.between(
                      item.<BigDecimal>get("price"), new BigDecimal("9"), new BigDecimal("11.0")));
              query.orderBy(builder.desc(item.get("price")));
              return session.createQuery(query).getResultList();
            });
    assertThat(names).containsExactly("i11", "i10");
  }

  @Test
  void collectionsAreFetchedInBatches() {
    final int[] sizes =
        inTransaction(
            session ->
                session
                    .createSelectionQuery("from Shop order by id", Shop.class)
                    .getResultList()
                    .call(shops -> session.fetch(shops.get(0).items))
                    .call(shops -> session.fetch(shops.get(0).days))
                    .map(
                        shops ->
                            IntStream.range(0, 3)
                                .map(
                                    i ->
                                        org.hibernate.Hibernate.isInitialized(shops.get(i).items)
                                                && org.hibernate.Hibernate.isInitialized(
                                                    shops.get(i).days)
                                            ? shops.get(i).items.size()
                                            : -1)
                                .toArray()));
    assertThat(sizes).containsExactly(4, 4, 4);
  }

  @Test
  void entityGraphsFetch() {
    final Shop shop =
        inTransaction(
            session -> {
              final var graph = session.createEntityGraph(Shop.class);
              graph.addAttributeNodes("items");
              return session
                  .createSelectionQuery("from Shop where code = 's2'", Shop.class)
                  .setPlan(graph)
                  .getSingleResult();
            });
    assertThat(shop.items).hasSize(4);
  }

  @Test
  void valuesThatTheDatabaseGeneratesAreReadBack() {
    final Long id = anItem();
    final Item item =
        inTransaction(
            session ->
                session.find(Item.class, id).invoke(it -> it.name = "new").call(session::flush));
    assertThat(item.label).isEqualTo("NEW");
    assertThat(item.stamp).hasSize(8);
    assertThat(item.created).isAfter(LocalDateTime.of(2020, 1, 1, 0, 0));
    assertThat(item.version).isEqualTo(1);
  }

  @Test
  void everyLockModeIsTaken() {
    final Long id = anItem();
    for (LockModeType mode :
        List.of(
            LockModeType.OPTIMISTIC,
            LockModeType.OPTIMISTIC_FORCE_INCREMENT,
            LockModeType.PESSIMISTIC_READ,
            LockModeType.PESSIMISTIC_WRITE,
            LockModeType.PESSIMISTIC_FORCE_INCREMENT)) {
      final Item item = inTransaction(session -> session.find(Item.class, id, mode));
      assertThat(item).as("%s", mode).isNotNull();
      inTransaction(
          session -> session.find(Item.class, id).call(found -> session.lock(found, mode)));
    }
    final List<Item> locked =
        inTransaction(
            session ->
                session
                    .createSelectionQuery("from Item i join fetch i.shop", Item.class)
                    .setLockMode(LockModeType.PESSIMISTIC_WRITE)
                    .getResultList());
    assertThat(locked).hasSize(12);
    final Item read = inTransaction(session -> session.find(Item.class, id));
    assertThat(read.version).isGreaterThanOrEqualTo(2);
  }

  @Test
  void manyKeysLoadAtOnce() {
    final List<Item> found =
        inTransaction(
            session ->
                session
                    .createSelectionQuery("select id from Item order by id", Long.class)
                    .getResultList()
                    .chain(ids -> session.find(Item.class, ids.subList(0, 5).toArray())));
    assertThat(found).hasSize(5);
  }

  @Test
  void ownStatementsAreUsed() {
    final Log log = new Log();
    log.id = 1L;
    log.line = "hello";
    inTransaction(session -> session.persist(log));
    assertThat(inTransaction(session -> session.find(Log.class, 1L)).line).isEqualTo("> hello");
    inTransaction(session -> session.find(Log.class, 1L).call(session::remove));
    final Log gone = inTransaction(session -> session.find(Log.class, 1L));
    assertThat(gone).isNull();
  }

  @Test
  void projectionsIntoRecordsWork() {
    final List<Priced> prices =
        inTransaction(
            session ->
                session
                    .createSelectionQuery(
                        "select i.shop.code, sum(i.price), max(i.created) from Item i group by"
                            + " i.shop.code having sum(i.price) > 10 order by 1",
                        Priced.class)
                    .getResultList());
    assertThat(prices).extracting(Priced::code).containsExactly("s1", "s2");
    assertThat(prices.get(0).total()).isEqualByComparingTo("46");
  }

  record Priced(String code, BigDecimal total, LocalDateTime latest) {}

  @Test
  void hugeInListsAndManyParametersWork() {
    final List<Long> ids = IntStream.range(0, 5_000).mapToObj(Long::valueOf).toList();
    final long found =
        inTransaction(
            session ->
                session
                    .createSelectionQuery("select count(*) from Item where id in :ids", Long.class)
                    .setParameter("ids", ids)
                    .getSingleResult());
    assertThat(found).isEqualTo(12);
  }

  @Test
  void theSchemaIsTruncated() {
    inTransaction(session -> session.createMutationQuery("delete from Log").executeUpdate());
    root.getSchemaManager().truncateMappedObjects();
    final long left =
        inTransaction(
            session ->
                session
                    .createSelectionQuery(
                        "select (select count(*) from Item) + (select count(*) from Shop)",
                        Long.class)
                    .getSingleResult());
    assertThat(left).isZero();
    final Shop again = new Shop();
    again.code = "again";
    inTransaction(session -> session.persist(again));
  }
}
