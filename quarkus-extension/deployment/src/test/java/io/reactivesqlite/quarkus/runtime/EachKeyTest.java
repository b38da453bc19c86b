// SPDX-License-Identifier: Apache-2.0
package io.reactivesqlite.quarkus.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.runtime.util.StringUtil;
import io.reactivesqlite.client.SQLiteConnectOptions;
import io.vertx.core.json.Json;
import java.lang.reflect.Method;
import java.util.Arrays;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Each key below {@code reactive.sqlite} sets its own option, and no other. */
class EachKeyTest {

  /** The key, a value that is not the default, the option, and what it is then as JSON. */
  private static final String TABLE =
      """
      mode                               | ro                  | mode                           | "RO"
      read-only                          | true                | mode                           | "RO"
      immutable                          | true                | immutable                      | true
      create-parent-directories          | true                | createParentDirectories        | true
      journal-mode                       | truncate            | journalMode                    | "TRUNCATE"
      synchronous                        | normal              | synchronous                    | "NORMAL"
      foreign-keys                       | false               | foreignKeys                    | false
      busy-timeout                       | 1500ms              | busyTimeout                    | 1500
      transaction-mode                   | read-only           | transactionMode                | "READ_ONLY"
      cache-size                         | 1000                | cacheSize                      | 1000
      mmap-size                          | 3000000000          | mmapSize                       | 3000000000
      temp-store                         | memory              | tempStore                      | "MEMORY"
      page-size                          | 8192                | pageSize                       | 8192
      auto-vacuum                        | incremental         | autoVacuum                     | "INCREMENTAL"
      encoding                           | utf-16-le           | encoding                       | "UTF_16LE"
      journal-size-limit                 | -1                  | journalSizeLimit               | -1
      wal-autocheckpoint                 | 0                   | walAutocheckpoint              | 0
      trusted-schema                     | true                | trustedSchema                  | true
      recursive-triggers                 | true                | recursiveTriggers              | true
      secure-delete                      | fast                | secureDelete                   | "FAST"
      cell-size-check                    | true                | cellSizeCheck                  | true
      max-page-count                     | 5000000000          | maxPageCount                   | 5000000000
      loadable-extensions                | /lib/a.so,/lib/b.so | loadableExtensions             | ["/lib/a.so","/lib/b.so"]
      init-sql                           | select 1,select 2   | initSql                        | ["select 1","select 2"]
      readers                            | 7                   | readers                        | 7
      statement-timeout                  | 10                  | statementTimeout               | 10000
      turn-timeout                       | 1M                  | turnTimeout                    | 60000
      queue-limit                        | 10                  | queueLimit                     | 10
      slow-statement-threshold           | 250ms               | slowStatementThreshold         | 250
      log-parameters                     | true                | logParameters                  | true
      statement-figures                  | 100                 | statementFigures               | 100
      full-scan-threshold                | 1000                | fullScanThreshold              | 1000
      group-commit                       | false               | groupCommit                    | false
      max-group-size                     | 8                   | maxGroupSize                   | 8
      worker-pool-name                   | books               | workerPoolName                 | "books"
      worker-pool-size                   | 3                   | workerPoolSize                 | 3
      close-grace                        | 0                   | closeGrace                     | 0
      optimize-on-close                  | false               | optimizeOnClose                | false
      prepared-statement-cache-max-size  | 9                   | preparedStatementCacheMaxSize  | 9
      """;

  /**
   * What JSON does not show, and what is no option of a connection: {@code metrics} is in
   * MetersTest, {@code shared-transactions} in the tests of Hibernate.
   */
  private static final Set<String> ELSEWHERE =
      Set.of("metrics", "prepared-statement-cache-sql-limit", "shared-transactions");

  static Stream<Arguments> table() {
    return TABLE.lines().map(line -> Arguments.of((Object[]) line.strip().split("\\s*\\|\\s*")));
  }

  @ParameterizedTest(name = "{0}={1}")
  @MethodSource("table")
  void setsItsOption(String key, String value, String option, String json) {
    SQLiteConnectOptions without = new Keys().options();
    SQLiteConnectOptions with = new Keys().with("sqlite." + key, value).options();

    Object expected = Json.decodeValue(json);
    Object seen = with.toJson().getValue(option);
    assertThat(seen instanceof Number n ? n.longValue() : seen)
        .isEqualTo(expected instanceof Number n ? n.longValue() : expected)
        .isNotEqualTo(without.toJson().getValue(option));
    assertThat(changed(without, with)).containsExactly(option);
  }

  @Test
  void longStatementsAreNotKept() {
    SQLiteConnectOptions options =
        new Keys().with("sqlite.prepared-statement-cache-sql-limit", "99").options();

    assertThat(options.getPreparedStatementCacheSqlFilter())
        .accepts("s".repeat(99))
        .rejects("s".repeat(100));
  }

  @Test
  void theTableHasEveryKey() {
    Set<String> keys =
        Arrays.stream(SQLiteDataSourceConfig.class.getMethods())
            .map(Method::getName)
            .map(StringUtil::hyphenate)
            .filter(key -> !ELSEWHERE.contains(key))
            .collect(Collectors.toSet());

    assertThat(table().map(row -> (String) row.get()[0])).hasSameElementsAs(keys);
  }

  private static Set<String> changed(SQLiteConnectOptions without, SQLiteConnectOptions with) {
    return with.toJson().stream()
        .filter(entry -> !entry.getValue().equals(without.toJson().getValue(entry.getKey())))
        .map(Map.Entry::getKey)
        .collect(Collectors.toSet());
  }
}
