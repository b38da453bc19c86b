// SPDX-License-Identifier: Apache-2.0
package io.reactivesqlite.benchmarks.competitors.hibernate;

import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;

/** What is changed. */
@Entity
@Table(name = "account")
class Account {
  @Id Long id;
  long balance;
}
