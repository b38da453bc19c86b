// SPDX-License-Identifier: Apache-2.0
package io.reactivesqlite.quarkus.hibernate.test.stock;

import jakarta.persistence.Entity;
import jakarta.persistence.Id;

@Entity
public class Shelf {

  @Id public String name;
  public int books;
}
