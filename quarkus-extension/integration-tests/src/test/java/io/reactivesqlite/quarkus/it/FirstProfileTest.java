// SPDX-License-Identifier: Apache-2.0
package io.reactivesqlite.quarkus.it;

import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;

@QuarkusTest
@TestProfile(FirstProfileTest.First.class)
class FirstProfileTest extends FileOfItsOwn {

  public static class First extends Profile {

    @Override
    int maxSize() {
      return 2;
    }
  }
}
