// SPDX-License-Identifier: Apache-2.0
package io.reactivesqlite.hibernate.functions;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.reactivesqlite.hibernate.testing.Store;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every row of {@code functions.txt}: an expression of HQL and the value that it has. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
abstract class FunctionSuite {
  private Store store;

  abstract Store.Kind kind();

  @BeforeAll
  void open(@TempDir Path folder) {
    store =
        kind()
            .open(
                folder.resolve("functions.db"),
                Map.of(
                    "hibernate.query.hql.json_functions_enabled", "true",
                    "hibernate.query.hql.xml_functions_enabled", "true"),
                Specimen.class);
    store.run(work -> work.persist(Specimen.first(), Specimen.second(), Specimen.third()));
  }

  @AfterAll
  void close() {
    if (store != null) {
      store.close();
    }
  }

  boolean isReactive() {
    return true;
  }

  Stream<FunctionCase> cases() {
    return FunctionCase.all().stream().filter(row -> isReactive() || !row.reactiveOnly());
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("cases")
  void hasTheValue(FunctionCase row) {
    if (row.isRefused()) {
      assertThatThrownBy(() -> store.call(work -> work.list(row.query(), Object.class)))
          .hasStackTraceContaining(row.refusal());
      return;
    }
    final Object value =
        store.call(work -> work.list(row.query(), Object.class)).stream()
            .map(FunctionSuite::text)
            .reduce((a, b) -> a + ";" + b)
            .orElse("nothing");
    assertThat(value).isEqualTo(row.expected());
  }

  private static String text(Object value) {
    if (value instanceof Object[] array) {
      return Arrays.deepToString(array);
    }
    if (value instanceof int[] ints) {
      return Arrays.toString(ints);
    }
    if (value instanceof byte[] bytes) {
      return Arrays.toString(bytes);
    }
    return String.valueOf(value);
  }
}
