// SPDX-License-Identifier: Apache-2.0
package io.reactivesqlite.examples.bookshop;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.FetchType;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.GenerationType;
import jakarta.persistence.Id;
import jakarta.persistence.JoinColumn;
import jakarta.persistence.ManyToOne;
import jakarta.persistence.Table;

/** A book as it is sold; how many there are is its {@link Stock}. */
@Entity
@Table(name = "book")
public class Book {

  @Id
  @GeneratedValue(strategy = GenerationType.IDENTITY)
  public Long id;

  @Column(length = 200, nullable = false)
  public String title;

  @ManyToOne(optional = false, fetch = FetchType.LAZY)
  @JoinColumn(name = "author_id")
  public Author author;

  /** The year in which it appeared. */
  @Column(nullable = false)
  public int published;

  @Column(length = 500, nullable = false)
  public String summary;

  @Column(name = "price_cents", nullable = false)
  public int priceCents;

  @Column(nullable = false)
  public int likes;
}
