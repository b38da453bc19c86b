// SPDX-License-Identifier: Apache-2.0
package io.reactivesqlite.benchmarks.competitors.hibernate;

import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;

/** What is found and queried. */
@Entity
@Table(name = "item")
class Item {
  @Id Long id;
  String a;
  Long b;
  Double c;
}
