// SPDX-License-Identifier: Apache-2.0
package io.reactivesqlite.quarkus.it;

import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;

@QuarkusTest
@TestProfile(SecondProfileTest.Second.class)
class SecondProfileTest extends FileOfItsOwn {

  public static class Second extends Profile {

    @Override
    int maxSize() {
      return 3;
    }
  }
}
