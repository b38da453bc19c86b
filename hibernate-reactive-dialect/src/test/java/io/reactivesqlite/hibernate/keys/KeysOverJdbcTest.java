// SPDX-License-Identifier: Apache-2.0
package io.reactivesqlite.hibernate.keys;

import io.reactivesqlite.hibernate.testing.JdbcStore;
import io.reactivesqlite.hibernate.testing.Store;

class KeysOverJdbcTest extends KeysSuite {
  @Override
  protected Store.Kind kind() {
    return JdbcStore::open;
  }
}
