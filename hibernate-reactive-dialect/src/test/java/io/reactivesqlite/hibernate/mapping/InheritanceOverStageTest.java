// SPDX-License-Identifier: Apache-2.0
package io.reactivesqlite.hibernate.mapping;

import io.reactivesqlite.hibernate.testing.StageStore;
import io.reactivesqlite.hibernate.testing.Store;

class InheritanceOverStageTest extends InheritanceSuite {
  @Override
  protected Store.Kind kind() {
    return StageStore::open;
  }
}
