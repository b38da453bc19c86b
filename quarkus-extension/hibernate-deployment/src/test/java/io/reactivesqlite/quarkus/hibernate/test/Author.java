// SPDX-License-Identifier: Apache-2.0
package io.reactivesqlite.quarkus.hibernate.test;

import io.quarkus.hibernate.reactive.panache.PanacheEntity;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.OneToMany;
import java.util.ArrayList;
import java.util.List;

@Entity
public class Author extends PanacheEntity {

  @Column(unique = true)
  public String name;

  @OneToMany(mappedBy = "author")
  public List<Book> books = new ArrayList<>();

  static Author named(String name) {
    Author author = new Author();
    author.name = name;
    return author;
  }
}
