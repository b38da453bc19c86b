// SPDX-License-Identifier: Apache-2.0
package io.reactivesqlite.quarkus.hibernate.stock;

import io.quarkus.hibernate.reactive.panache.PanacheEntityBase;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;

@Entity
public class Shelf extends PanacheEntityBase {

  @Id public String name;
  public int books;

  public static Shelf named(String name) {
    Shelf shelf = new Shelf();
    shelf.name = name;
    return shelf;
  }
}
