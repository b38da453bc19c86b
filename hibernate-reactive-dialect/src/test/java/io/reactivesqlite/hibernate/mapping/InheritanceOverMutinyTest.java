// SPDX-License-Identifier: Apache-2.0
package io.reactivesqlite.hibernate.mapping;

import io.reactivesqlite.hibernate.testing.MutinyStore;
import io.reactivesqlite.hibernate.testing.Store;

class InheritanceOverMutinyTest extends InheritanceSuite {
  @Override
  protected Store.Kind kind() {
    return MutinyStore::open;
  }
}
