// SPDX-License-Identifier: Apache-2.0
package io.reactivesqlite.hibernate.repository;

import io.smallrye.mutiny.Uni;
import jakarta.data.Order;
import jakarta.data.page.PageRequest;
import jakarta.data.repository.Delete;
import jakarta.data.repository.Find;
import jakarta.data.repository.Insert;
import jakarta.data.repository.OrderBy;
import jakarta.data.repository.Query;
import jakarta.data.repository.Repository;
import jakarta.data.repository.Save;
import jakarta.data.repository.Update;
import java.math.BigDecimal;
import java.util.List;
import org.hibernate.reactive.mutiny.Mutiny;

/** A repository of Jakarta Data over reactive sessions; its implementation is generated. */
@Repository
public interface Library {
  Mutiny.StatelessSession session();

  @Insert
  Uni<Void> add(Volume volume);

  @Update
  Uni<Void> change(Volume volume);

  @Save
  Uni<Void> put(Volume volume);

  @Delete
  Uni<Void> remove(Volume volume);

  @Find
  Uni<Volume> byId(Long id);

  @Find
  @OrderBy("title")
  Uni<List<Volume>> byPrice(BigDecimal price);

  @Query("where price > :least")
  Uni<List<Volume>> dearerThan(BigDecimal least, Order<Volume> order, PageRequest page);

  @Query("update Volume set price = price * 2 where title like :pattern")
  Uni<Integer> doublePrices(String pattern);
}
