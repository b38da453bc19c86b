// SPDX-License-Identifier: Apache-2.0
package io.reactivesqlite.hibernate.testing;

import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

/** Tests that say the same of every kind of session, each with a file of its own. */
public abstract class StoreSuite {
  @TempDir protected Path folder;
  protected Store store;

  protected abstract Store.Kind kind();

  protected abstract Class<?>[] entities();

  protected Map<String, Object> settings() {
    return Map.of();
  }

  @BeforeEach
  void openStore() {
    store = kind().open(folder.resolve("test.db"), settings(), entities());
  }

  @AfterEach
  void closeStore() {
    store.close();
  }
}
