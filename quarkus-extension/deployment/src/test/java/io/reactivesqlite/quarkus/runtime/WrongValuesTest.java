// SPDX-License-Identifier: Apache-2.0
package io.reactivesqlite.quarkus.runtime;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.quarkus.runtime.configuration.ConfigurationException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * What is wrong is refused by an error that names the key, and says what is wrong with it. That it
 * stops the start is what {@code WrongUrlTest} and {@code WrongKeyTest} show.
 */
class WrongValuesTest {

  @ParameterizedTest(name = "{0}={1}")
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          url                             | app.db                          | it must look like sqlite:app.db
          url                             | postgresql://localhost/app      | it must look like sqlite:app.db
          url                             | one.db,sqlite:two.db            | 2 are given
          url                             | sqlite:                         | reactive.url cannot be used
          url                             | sqlite:app.db?syncronous=off    | syncronous
          url                             | sqlite:app.db?synchronous=maybe | synchronous
          url                             | sqlite:app.db?busy_timeout=soon | busy_timeout
          url                             | sqlite://server/app.db          | reactive.url cannot be used
          additional-properties.turn_time | 20000                           | turn_time
          additional-properties.readers   | many                            | reactive.additional-properties cannot be used
          sqlite.synchronous              | maybe                           | maybe
          sqlite.journal-mode             | wall                            | wall
          sqlite.page-size                | 1000                            | page
          sqlite.readers                  | -1                              | readers
          sqlite.queue-limit              | 0                               | queue
          sqlite.busy-timeout             | soon                            | soon
          sqlite.busy-timeout             | -1s                             | busy
          sqlite.statement-timeout        | 30d                             | 24 days
          sqlite.worker-pool-size         | 0                               | worker
          sqlite.max-group-size           | 0                               | maxGroupSize
          sqlite.cache-size               | large                           | large
          """)
  void isRefused(String key, String value, String says) {
    Keys keys = new Keys().with(key, value);

    assertThatThrownBy(keys::options).hasMessageContaining(says).hasMessageContaining("reactive.");
  }

  @Test
  void readOnlyAndAModeThatWritesContradict() {
    Keys keys = new Keys().with("sqlite.read-only", "true").with("sqlite.mode", "rwc");

    assertThatThrownBy(keys::options)
        .isInstanceOf(ConfigurationException.class)
        .hasMessageContaining("reactive.sqlite.read-only")
        .hasMessageContaining("set one");
  }
}
