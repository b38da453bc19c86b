// SPDX-License-Identifier: Apache-2.0
package io.reactivesqlite.hibernate.functions;

import io.reactivesqlite.hibernate.testing.JdbcStore;
import io.reactivesqlite.hibernate.testing.Store;

class FunctionsOverJdbcTest extends FunctionSuite {
  @Override
  Store.Kind kind() {
    return JdbcStore::open;
  }

  @Override
  boolean isReactive() {
    return false;
  }
}
