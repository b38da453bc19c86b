// SPDX-License-Identifier: Apache-2.0
package io.reactivesqlite.quarkus.hibernate.test;

import jakarta.persistence.Entity;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.GenerationType;
import jakarta.persistence.Id;
import jakarta.persistence.ManyToOne;
import java.math.BigDecimal;
import java.time.LocalDate;

@Entity
public class Book {

  @Id
  @GeneratedValue(strategy = GenerationType.IDENTITY)
  public Long id;

  public String title;
  public LocalDate published;
  public BigDecimal price;

  @ManyToOne(optional = false)
  public Author author;

  static Book titled(String title, Author author) {
    Book book = new Book();
    book.title = title;
    book.author = author;
    book.published = LocalDate.of(1961, 1, 1);
    book.price = new BigDecimal("12.30");
    return book;
  }
}
