// SPDX-License-Identifier: Apache-2.0
package io.reactivesqlite.client.engine;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.EnumSource.Mode;
import org.sqlite.SQLiteErrorCode;

class ResultCodesTest {

  @ParameterizedTest
  @EnumSource(
      value = SQLiteErrorCode.class,
      mode = Mode.EXCLUDE,
      // Not errors.
      names = {"UNKNOWN_ERROR", "SQLITE_ROW", "SQLITE_DONE"})
  void haveTheirNames(SQLiteErrorCode code) {
    assertThat(ResultCodes.nameOf(code.code)).isEqualTo(code.name());
  }

  @Test
  void newerThanWeKnowAreNamedByTheirPrimaryCode() {
    assertThat(ResultCodes.nameOf(19 | 99 << 8)).isEqualTo("SQLITE_CONSTRAINT(25363)");
    assertThat(ResultCodes.nameOf(200)).isEqualTo("SQLITE_200");
  }
}
