// SPDX-License-Identifier: Apache-2.0
package io.reactivesqlite.client;

import static io.reactivesqlite.client.Sandbox.run;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.vertx.core.json.JsonObject;
import io.vertx.sqlclient.Row;
import java.time.LocalDate;
import java.util.NoSuchElementException;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class RowTest {

  @RegisterExtension private final Sandbox sandbox = new Sandbox();

  private Row row;

  @BeforeEach
  void readARow() {
    SQLitePool pool = sandbox.pool();
    run(
        pool,
        "CREATE TABLE t(id INTEGER PRIMARY KEY, name TEXT, born DATE, photo BLOB, ok BOOLEAN, data JSON, missing TEXT)");
    run(pool, "INSERT INTO t VALUES (7, 'Ada', '1815-12-10', x'0102', 1, '{\"a\":[1,2]}', NULL)");
    row = run(pool, "SELECT * FROM t").iterator().next();
  }

  @Test
  void aRowShowsItsColumnsAndValues() {
    assertThat(row.toString())
        .startsWith("Row{id=7, name=Ada, born=1815-12-10")
        .contains("missing=null");
  }

  @Test
  void aRowBecomesJson() {
    JsonObject json = row.toJson();
    assertThat(json.fieldNames())
        .containsExactly("id", "name", "born", "photo", "ok", "data", "missing");
    assertThat(json.getInteger("id")).isEqualTo(7);
    assertThat(json.getString("born")).isEqualTo("1815-12-10");
    assertThat(json.getBinary("photo")).containsExactly(1, 2);
    assertThat(json.getBoolean("ok")).isTrue();
    assertThat(json.getJsonObject("data").getJsonArray("a")).containsExactly(1, 2);
    assertThat(json.getValue("missing")).isNull();
    assertThat(json.encode()).contains("\"name\":\"Ada\"");
  }

  @Test
  void columnsAreFoundByNameAndByPlace() {
    assertThat(row.getColumnIndex("born")).isEqualTo(2);
    assertThat(row.getColumnName(2)).isEqualTo("born");
    assertThat(row.getLocalDate("born")).isEqualTo(LocalDate.of(1815, 12, 10));
    assertThat(row.getLocalDate(2)).isEqualTo(row.getValue("born"));
    assertThat(row.get(String.class, "name")).isEqualTo("Ada");
  }

  @Test
  void aColumnThatIsNotThereIsAnErrorThatNamesIt() {
    assertThat(row.getColumnIndex("typo")).isEqualTo(-1);
    assertThat(row.getColumnName(99)).isNull();
    assertThat(row.getColumnName(-1)).isNull();
    assertThatThrownBy(() -> row.getValue("typo"))
        .isInstanceOf(NoSuchElementException.class)
        .hasMessageContaining("typo");
    assertThatThrownBy(() -> row.getString("typo")).isInstanceOf(NoSuchElementException.class);
    assertThatThrownBy(() -> row.getValue(99))
        .isInstanceOf(NoSuchElementException.class)
        .hasMessageContaining("99")
        .hasMessageContaining("7 columns");
    assertThatThrownBy(() -> row.getInteger(-1)).isInstanceOf(NoSuchElementException.class);
  }

  @Test
  void aValueThatDoesNotFitTheGetterIsAnErrorThatNamesTheColumn() {
    assertThatThrownBy(() -> row.getLocalDate("name"))
        .isInstanceOf(ClassCastException.class)
        .hasMessageContaining("name")
        .hasMessageContaining("LocalDate");
    assertThat(row.getString("missing")).isNull();
    assertThat(row.getInteger("missing")).isNull();
  }

  @Test
  void aRowCannotBeChanged() {
    assertThatThrownBy(() -> row.addValue(1)).isInstanceOf(UnsupportedOperationException.class);
    assertThatThrownBy(row::clear).isInstanceOf(UnsupportedOperationException.class);
  }
}
