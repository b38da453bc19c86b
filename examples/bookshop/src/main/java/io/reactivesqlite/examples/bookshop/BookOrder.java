// SPDX-License-Identifier: Apache-2.0
package io.reactivesqlite.examples.bookshop;

import jakarta.persistence.CascadeType;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.GenerationType;
import jakarta.persistence.Id;
import jakarta.persistence.OneToMany;
import jakarta.persistence.Table;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.List;

/** What a customer has bought. Its reference is the customer's own, and says it once. */
@Entity
@Table(name = "book_order")
public class BookOrder {

  @Id
  @GeneratedValue(strategy = GenerationType.IDENTITY)
  public Long id;

  @Column(length = 36, nullable = false, unique = true)
  public String reference;

  /** In UTC. */
  @Column(name = "placed_at", nullable = false)
  public LocalDateTime placedAt;

  @OneToMany(mappedBy = "order", cascade = CascadeType.PERSIST)
  public List<OrderLine> lines = new ArrayList<>();

  /** Adds books at the price of today. */
  public void add(Book book, int quantity) {
    OrderLine line = new OrderLine();
    line.order = this;
    line.book = book;
    line.quantity = quantity;
    line.priceCents = book.priceCents;
    lines.add(line);
  }
}
