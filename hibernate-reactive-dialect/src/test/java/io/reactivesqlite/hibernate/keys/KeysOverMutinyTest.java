// SPDX-License-Identifier: Apache-2.0
package io.reactivesqlite.hibernate.keys;

import io.reactivesqlite.hibernate.testing.MutinyStore;
import io.reactivesqlite.hibernate.testing.Store;

class KeysOverMutinyTest extends KeysSuite {
  @Override
  protected Store.Kind kind() {
    return MutinyStore::open;
  }
}
