// SPDX-License-Identifier: Apache-2.0
package io.reactivesqlite.migrations.autogenerate.model;

import jakarta.persistence.Entity;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.GenerationType;
import jakarta.persistence.Id;

/** Its identifiers come from a table that Hibernate creates with one row in it. */
@Entity
public class Note {

  @Id
  @GeneratedValue(strategy = GenerationType.SEQUENCE)
  Long id;
}
