// SPDX-License-Identifier: Apache-2.0
package io.reactivesqlite.examples.bookshop;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;

/**
 * How many of a book there are. It is a table of its own, so that an order does not write to the
 * book, its indexes and its full text. What was delivered is what is left and what was sold.
 */
@Entity
@Table(name = "stock")
public class Stock {

  @Id
  @Column(name = "book_id")
  public Long bookId;

  /** What is left; the table refuses a negative one. */
  @Column(nullable = false)
  public int quantity;

  /** What has ever come in. */
  @Column(nullable = false)
  public int delivered;
}
