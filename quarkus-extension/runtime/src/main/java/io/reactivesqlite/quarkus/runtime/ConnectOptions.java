// SPDX-License-Identifier: Apache-2.0
package io.reactivesqlite.quarkus.runtime;

import io.quarkus.datasource.common.runtime.DataSourceUtil;
import io.quarkus.reactive.datasource.runtime.DataSourceReactiveRuntimeConfig;
import io.quarkus.runtime.configuration.ConfigurationException;
import io.reactivesqlite.client.OpenMode;
import io.reactivesqlite.client.SQLiteConnectOptions;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/** Makes connect options of the keys of one datasource; every error names the key. */
final class ConnectOptions {

  private static final String QUARKUS_PREFIX = "vertx-reactive:";

  private final String dataSource;

  ConnectOptions(String dataSource) {
    this.dataSource = dataSource;
  }

  SQLiteConnectOptions from(
      DataSourceReactiveRuntimeConfig reactive, SQLiteDataSourceConfig sqlite) {
    SQLiteConnectOptions options =
        parse(url(reactive.url().orElse(List.of())), reactive.additionalProperties());
    reactive.cachePreparedStatements().ifPresent(options::setCachePreparedStatements);
    try {
      apply(sqlite, options);
    } catch (IllegalArgumentException e) {
      throw wrong("reactive.sqlite", e);
    }
    if (sqlite.readOnly().orElse(false)) {
      if (sqlite.mode().orElse(OpenMode.RO) != OpenMode.RO) {
        throw wrong("reactive.sqlite.read-only", "it contradicts reactive.sqlite.mode: set one");
      }
      options.setMode(OpenMode.RO);
    }
    // Quarkus makes the prefix of the meters of the first half, and a tag of the second.
    return options.setMetricsName("sqlite|" + dataSource);
  }

  /** The one URL, as the driver knows it. */
  private String url(List<String> urls) {
    if (urls.size() != 1) {
      throw wrong(
          "reactive.url",
          "a SQLite datasource has one URL, but "
              + urls.size()
              + " are given; write %2C where a comma belongs to the path");
    }
    String url = urls.get(0);
    return url.startsWith(QUARKUS_PREFIX) ? url.substring(QUARKUS_PREFIX.length()) : url;
  }

  private SQLiteConnectOptions parse(String url, Map<String, String> additional) {
    if (!SQLiteConnectOptions.isSqliteUri(url)) {
      throw wrong("reactive.url", "it must look like sqlite:app.db, not like " + scheme(url));
    }
    SQLiteConnectOptions options;
    try {
      options = SQLiteConnectOptions.fromUri(url);
    } catch (IllegalArgumentException e) {
      throw wrong("reactive.url", e);
    }
    if (additional.isEmpty()) {
      return options;
    }
    // Their names and values are those of URLs, so they are read as the rest of one.
    StringBuilder more = new StringBuilder(url).append(url.indexOf('?') < 0 ? '?' : '&');
    new TreeMap<>(additional)
        .forEach(
            (name, value) ->
                more.append(encode(name)).append('=').append(encode(value)).append('&'));
    more.setLength(more.length() - 1);
    try {
      return SQLiteConnectOptions.fromUri(more.toString());
    } catch (IllegalArgumentException e) {
      throw wrong("reactive.additional-properties", e);
    }
  }

  private static void apply(SQLiteDataSourceConfig config, SQLiteConnectOptions options) {
    config.mode().ifPresent(options::setMode);
    config.immutable().ifPresent(options::setImmutable);
    config.createParentDirectories().ifPresent(options::setCreateParentDirectories);
    config.journalMode().ifPresent(options::setJournalMode);
    config.synchronous().ifPresent(options::setSynchronous);
    config.foreignKeys().ifPresent(options::setForeignKeys);
    config.busyTimeout().ifPresent(value -> options.setBusyTimeout(millis("busyTimeout", value)));
    config.transactionMode().ifPresent(options::setTransactionMode);
    config.cacheSize().ifPresent(options::setCacheSize);
    config.mmapSize().ifPresent(options::setMmapSize);
    config.tempStore().ifPresent(options::setTempStore);
    config.pageSize().ifPresent(options::setPageSize);
    config.autoVacuum().ifPresent(options::setAutoVacuum);
    config.encoding().ifPresent(options::setEncoding);
    config.journalSizeLimit().ifPresent(options::setJournalSizeLimit);
    config.walAutocheckpoint().ifPresent(options::setWalAutocheckpoint);
    config.trustedSchema().ifPresent(options::setTrustedSchema);
    config.recursiveTriggers().ifPresent(options::setRecursiveTriggers);
    config.secureDelete().ifPresent(options::setSecureDelete);
    config.cellSizeCheck().ifPresent(options::setCellSizeCheck);
    config.maxPageCount().ifPresent(options::setMaxPageCount);
    config.loadableExtensions().ifPresent(options::setLoadableExtensions);
    config.initSql().ifPresent(options::setInitSql);
    config.readers().ifPresent(options::setReaders);
    config
        .statementTimeout()
        .ifPresent(value -> options.setStatementTimeout(millis("statementTimeout", value)));
    config.turnTimeout().ifPresent(value -> options.setTurnTimeout(millis("turnTimeout", value)));
    config.queueLimit().ifPresent(options::setQueueLimit);
    config
        .slowStatementThreshold()
        .ifPresent(
            value -> options.setSlowStatementThreshold(millis("slowStatementThreshold", value)));
    config.logParameters().ifPresent(options::setLogParameters);
    config.statementFigures().ifPresent(options::setStatementFigures);
    config.fullScanThreshold().ifPresent(options::setFullScanThreshold);
    config.groupCommit().ifPresent(options::setGroupCommit);
    config.maxGroupSize().ifPresent(options::setMaxGroupSize);
    config.workerPoolName().ifPresent(options::setWorkerPoolName);
    config.workerPoolSize().ifPresent(options::setWorkerPoolSize);
    config.closeGrace().ifPresent(value -> options.setCloseGrace(millis("closeGrace", value)));
    config.optimizeOnClose().ifPresent(options::setOptimizeOnClose);
    config.preparedStatementCacheMaxSize().ifPresent(options::setPreparedStatementCacheMaxSize);
    config.preparedStatementCacheSqlLimit().ifPresent(options::setPreparedStatementCacheSqlLimit);
  }

  private static int millis(String name, Duration duration) {
    long millis = duration.toMillis();
    if (millis > Integer.MAX_VALUE) {
      throw new IllegalArgumentException(
          name + " is at most 24 days, not " + duration.toDays() + " days");
    }
    return (int) millis;
  }

  private static String encode(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
  }

  private static String scheme(String url) {
    int colon = url.indexOf(':');
    return colon < 0 ? "a path without sqlite:" : url.substring(0, colon + 1) + "…";
  }

  private ConfigurationException wrong(String key, IllegalArgumentException cause) {
    String name = DataSourceUtil.dataSourcePropertyKey(dataSource, key);
    return new ConfigurationException(
        name + " cannot be used: " + cause.getMessage(), cause, Set.of(name));
  }

  private ConfigurationException wrong(String key, String why) {
    String name = DataSourceUtil.dataSourcePropertyKey(dataSource, key);
    return new ConfigurationException(name + " cannot be used: " + why, Set.of(name));
  }
}
