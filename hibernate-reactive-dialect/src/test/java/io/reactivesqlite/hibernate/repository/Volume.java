// SPDX-License-Identifier: Apache-2.0
package io.reactivesqlite.hibernate.repository;

import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import java.math.BigDecimal;

/** An entity whose metamodel is generated. */
@Entity
public class Volume {
  @Id Long id;
  String title;
  BigDecimal price;

  Volume() {}

  Volume(Long id, String title, String price) {
    this.id = id;
    this.title = title;
    this.price = new BigDecimal(price);
  }
}
