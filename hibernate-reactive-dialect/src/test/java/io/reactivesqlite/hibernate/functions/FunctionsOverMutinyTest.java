// SPDX-License-Identifier: Apache-2.0
package io.reactivesqlite.hibernate.functions;

import io.reactivesqlite.hibernate.testing.MutinyStore;
import io.reactivesqlite.hibernate.testing.Store;

class FunctionsOverMutinyTest extends FunctionSuite {
  @Override
  Store.Kind kind() {
    return MutinyStore::open;
  }
}
