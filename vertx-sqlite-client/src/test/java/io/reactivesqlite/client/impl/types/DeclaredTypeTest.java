// SPDX-License-Identifier: Apache-2.0
package io.reactivesqlite.client.impl.types;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.JDBCType;
import java.sql.SQLException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class DeclaredTypeTest {

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "BOOLEAN|BOOLEAN",
        "bool|BOOLEAN",
        "tinyint(1)|SMALLINT",
        "SMALLINT|SMALLINT",
        "int2|SMALLINT",
        "INT|INTEGER",
        "integer|INTEGER",
        "Integer(10)|INTEGER",
        "INT4|INTEGER",
        "MEDIUMINT|INTEGER",
        "int unsigned|INTEGER",
        "BIGINT|BIGINT",
        "INT8|BIGINT",
        "UNSIGNED BIG INT|BIGINT",
        "bigserial|BIGINT",
        "REAL|DOUBLE",
        "DOUBLE|DOUBLE",
        "DOUBLE PRECISION|DOUBLE",
        "FLOAT|DOUBLE",
        "FLOAT8|DOUBLE",
        "FLOAT4|FLOAT",
        "DECIMAL|DECIMAL",
        "DECIMAL(10,2)|DECIMAL",
        "numeric ( 10 , 2 )|DECIMAL",
        "NUMBER(10)|DECIMAL",
        "DECIMAL_TEXT|DECIMAL",
        "DECIMAL_TEXT(38,10)|DECIMAL",
        "TEXT|TEXT",
        "VARCHAR(255)|TEXT",
        "CHARACTER VARYING(9)|TEXT",
        "CHAR|TEXT",
        "NCHAR(55)|TEXT",
        "NVARCHAR2(9)|TEXT",
        "NATIVE CHARACTER(70)|TEXT",
        "CLOB|TEXT",
        "LONGTEXT|TEXT",
        "STRING|TEXT",
        "ANYTHING_TEXT|TEXT",
        "BLOB|BLOB",
        "LONGBLOB|BLOB",
        "BINARY(16)|BLOB",
        "VARBINARY(255)|BLOB",
        "bytea|BLOB",
        "DATE|DATE",
        "TIME|TIME",
        "TIME(3)|TIME",
        "TIME WITHOUT TIME ZONE|TIME",
        "DATE_TEXT|DATE",
        "TIMESTAMP|TIMESTAMP",
        "DATETIME|TIMESTAMP",
        "timestamp(6)|TIMESTAMP",
        "TIMESTAMP WITHOUT TIME ZONE|TIMESTAMP",
        "TIMESTAMP WITH TIME ZONE|TIMESTAMP_WITH_TIME_ZONE",
        "timestamp(6)  with time zone|TIMESTAMP_WITH_TIME_ZONE",
        "TIMESTAMP WITH LOCAL TIME ZONE|TIMESTAMP_WITH_TIME_ZONE",
        "TIMESTAMPTZ|TIMESTAMP_WITH_TIME_ZONE",
        "TIMESTAMP_TEXT WITH TIME ZONE|TIMESTAMP_WITH_TIME_ZONE",
        "TIMESTAMPTZ_TEXT|TIMESTAMP_WITH_TIME_ZONE",
        "TIMETZ|TIME_WITH_TIME_ZONE",
        "TIME(3) WITH TIME ZONE|TIME_WITH_TIME_ZONE",
        "UUID|UUID",
        "uuid_text|UUID",
        "UNIQUEIDENTIFIER|UUID",
        "JSON|JSON",
        "JSONB|JSON",
        "json_text|JSON",
        "POINT|NONE",
        "ANY|NONE",
        "''|NONE",
        "' '|NONE",
        "(5)|NONE",
      })
  void isReadFromItsWords(String declared, DeclaredType type) {
    assertThat(DeclaredType.of(declared)).isEqualTo(type);
  }

  @Test
  void isNoneForExpressions() {
    assertThat(DeclaredType.of(null)).isEqualTo(DeclaredType.NONE);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "DECIMAL_TEXT",
        "DECIMAL_TEXT(38,10)",
        "UUID_TEXT",
        "DATE_TEXT",
        "TIMESTAMP_TEXT WITH TIME ZONE"
      })
  void keepsNumbersAsTextWhereItsFirstWordEndsSo(String declared) throws SQLException {
    try (StorageDb db = new StorageDb(":memory:")) {
      assertThat(db.throughColumn(declared, "007.10")).isEqualTo("007.10");
    }
  }

  @ParameterizedTest
  @EnumSource
  void hasAJdbcTypeAndAClass(DeclaredType type) {
    assertThat(type.jdbcType()).isNotNull().isNotEqualTo(JDBCType.NULL);
    assertThat(type.javaType()).isNotNull();
  }

  @Test
  void canBeToldFromAValue() {
    assertThat(DeclaredType.ofValue(1L)).isEqualTo(DeclaredType.BIGINT);
    assertThat(DeclaredType.ofValue(1.0)).isEqualTo(DeclaredType.DOUBLE);
    assertThat(DeclaredType.ofValue("")).isEqualTo(DeclaredType.TEXT);
    assertThat(DeclaredType.ofValue(new byte[0])).isEqualTo(DeclaredType.BLOB);
    assertThat(DeclaredType.ofValue(null)).isEqualTo(DeclaredType.NONE);
  }
}
