// SPDX-License-Identifier: Apache-2.0
package io.reactivesqlite.hibernate.schema;

import io.reactivesqlite.hibernate.testing.StageStore;
import io.reactivesqlite.hibernate.testing.Store;

class SchemaOverStageTest extends SchemaSuite {
  @Override
  Store.Kind kind() {
    return StageStore::open;
  }
}
