// SPDX-License-Identifier: Apache-2.0
package io.reactivesqlite.hibernate.repository;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.reactivesqlite.hibernate.testing.ReactiveBoot;
import io.smallrye.mutiny.Uni;
import jakarta.data.Order;
import jakarta.data.Sort;
import jakarta.data.exceptions.EntityExistsException;
import jakarta.data.page.PageRequest;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.hibernate.SessionFactory;
import org.hibernate.reactive.mutiny.Mutiny;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The metamodel processor, and a repository of Jakarta Data that it generates. */
class RepositoryTest {
  @TempDir Path folder;
  private SessionFactory root;
  private Mutiny.SessionFactory factory;

  @BeforeEach
  void open() {
    root = ReactiveBoot.factory(folder.resolve("library.db"), Map.of(), Volume.class);
    factory = root.unwrap(Mutiny.SessionFactory.class);
    with(library -> library.add(new Volume(1L, "Dune", "9.50")));
    with(library -> library.add(new Volume(2L, "Emma", "7.25")));
    with(library -> library.add(new Volume(3L, "Ulysses", "12.00")));
  }

  @AfterEach
  void close() {
    root.close();
  }

  private <T> T with(Function<Library, Uni<T>> step) {
    return ReactiveBoot.await(
        root,
        () ->
            factory
                .withStatelessTransaction(session -> step.apply(new Library_(session)))
                .subscribeAsCompletionStage());
  }

  @Test
  void theGeneratedRepositoryFindsAndChanges() {
    assertThat(with(library -> library.byId(1L)).title).isEqualTo("Dune");
    with(library -> library.change(new Volume(1L, "Dune Messiah", "9.50")));
    with(library -> library.put(new Volume(4L, "Persuasion", "7.25")));
    with(library -> library.remove(new Volume(3L, "Ulysses", "12.00")));
    final List<Volume> cheap = with(library -> library.byPrice(new BigDecimal("7.25")));
    assertThat(cheap).extracting(volume -> volume.title).containsExactly("Emma", "Persuasion");
    assertThat(with(library -> library.byId(1L)).title).isEqualTo("Dune Messiah");
  }

  @Test
  void queriesArePagedAndOrdered() {
    final Order<Volume> order = Order.by(Sort.desc("price"));
    final List<Volume> dear =
        with(
            library ->
                library.dearerThan(new BigDecimal("7"), order, PageRequest.ofPage(1).size(2)));
    assertThat(dear).extracting(volume -> volume.title).containsExactly("Ulysses", "Dune");
    final int changed = with(library -> library.doublePrices("%m%"));
    assertThat(changed).isEqualTo(1);
    assertThat(with(library -> library.byId(2L)).price).isEqualByComparingTo("14.5");
  }

  @Test
  void aKeyThatIsThereIsRefused() {
    assertThatThrownBy(() -> with(library -> library.add(new Volume(1L, "Again", "1.00"))))
        .isInstanceOf(EntityExistsException.class);
  }

  @Test
  void theManualShowsPartsOfThisRepository() throws Exception {
    final String page = Files.readString(Path.of("../docs/hibernate/README.md"));
    final int start = page.indexOf("@Repository");
    final String source =
        Files.readString(
            Path.of("src/test/java/io/reactivesqlite/hibernate/repository/Library.java"));
    for (String piece : page.substring(start, page.indexOf("```", start)).split("\n\n|}\\s*$")) {
      assertThat(source).contains(piece.stripTrailing());
    }
  }

  @Test
  void theGeneratedMetamodelServesCriteria() {
    final var builder = root.getCriteriaBuilder();
    final var query = builder.createQuery(String.class);
    final var volume = query.from(Volume_.class_);
    query
        .select(volume.get(Volume_.title))
        .where(builder.gt(volume.get(Volume_.price), 9))
        .orderBy(builder.asc(volume.get(Volume_.price)));
    final List<String> titles =
        ReactiveBoot.await(
            root,
            () ->
                factory
                    .withSession(session -> session.createQuery(query).getResultList())
                    .subscribeAsCompletionStage());
    assertThat(titles).containsExactly("Dune", "Ulysses");
  }
}
