// SPDX-License-Identifier: Apache-2.0
package io.reactivesqlite.migrations.liquibase.snapshot;

import liquibase.structure.AbstractDatabaseObject;
import liquibase.structure.DatabaseObject;
import liquibase.structure.core.Schema;

/**
 * A trigger of SQLite. It is an object of its own, and no part of its table, because it can only be
 * made when all that it names is there, and must not fire while rows are put back.
 */
public final class Trigger extends AbstractDatabaseObject {

  @Override
  public DatabaseObject[] getContainingObjects() {
    return null;
  }

  @Override
  public String getName() {
    return getAttribute("name", String.class);
  }

  @Override
  public Trigger setName(String name) {
    setAttribute("name", name);
    return this;
  }

  @Override
  public Schema getSchema() {
    return getAttribute("schema", Schema.class);
  }

  Trigger setSchema(Schema schema) {
    setAttribute("schema", schema);
    return this;
  }

  /** Its words, however they are laid out: what is compared. */
  Trigger setBody(String words) {
    setAttribute("body", words);
    return this;
  }
}
