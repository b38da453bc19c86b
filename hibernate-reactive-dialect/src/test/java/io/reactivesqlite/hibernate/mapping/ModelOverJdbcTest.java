// SPDX-License-Identifier: Apache-2.0
package io.reactivesqlite.hibernate.mapping;

import io.reactivesqlite.hibernate.testing.JdbcStore;
import io.reactivesqlite.hibernate.testing.Store;

class ModelOverJdbcTest extends ModelSuite {
  @Override
  protected Store.Kind kind() {
    return JdbcStore::open;
  }
}
