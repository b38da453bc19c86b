// SPDX-License-Identifier: Apache-2.0
package io.reactivesqlite.hibernate.functions;

import io.reactivesqlite.hibernate.testing.StageStore;
import io.reactivesqlite.hibernate.testing.Store;

class FunctionsOverStageTest extends FunctionSuite {
  @Override
  Store.Kind kind() {
    return StageStore::open;
  }
}
