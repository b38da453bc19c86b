// SPDX-License-Identifier: Apache-2.0
package io.reactivesqlite.hibernate.keys;

import io.reactivesqlite.hibernate.testing.StageStore;
import io.reactivesqlite.hibernate.testing.Store;

class KeysOverStageTest extends KeysSuite {
  @Override
  protected Store.Kind kind() {
    return StageStore::open;
  }
}
