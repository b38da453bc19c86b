// SPDX-License-Identifier: Apache-2.0
package io.reactivesqlite.hibernate.schema;

import io.reactivesqlite.hibernate.testing.JdbcStore;
import io.reactivesqlite.hibernate.testing.Store;

class SchemaOverJdbcTest extends SchemaSuite {
  @Override
  Store.Kind kind() {
    return JdbcStore::open;
  }
}
