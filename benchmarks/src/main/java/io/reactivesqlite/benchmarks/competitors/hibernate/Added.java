// SPDX-License-Identifier: Apache-2.0
package io.reactivesqlite.benchmarks.competitors.hibernate;

import io.reactivesqlite.benchmarks.Schema;
import jakarta.persistence.Entity;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.GenerationType;
import jakarta.persistence.Id;
import jakarta.persistence.Table;

/** What is persisted. */
@Entity
@Table(name = "added")
class Added {
  @Id
  @GeneratedValue(strategy = GenerationType.IDENTITY)
  Long id;

  String a;
  Long b;
  Double c;

  Added() {}

  Added(long number) {
    a = Schema.text(number);
    b = number;
    c = number * 1.5;
  }
}
