// SPDX-License-Identifier: Apache-2.0
package io.reactivesqlite.hibernate.reactive;

import io.reactivesqlite.client.SQLiteConnectOptions;
import java.util.Map;
import org.hibernate.reactive.provider.Settings;

/** Whether a persistence unit is about SQLite, by its URL. */
public final class SQLiteUrl {
  private static final String JDBC = "jdbc:";

  private SQLiteUrl() {}

  /** Whether the settings name a database of the reactive client. */
  public static boolean isIn(Map<String, Object> settings) {
    for (String key :
        new String[] {Settings.JAKARTA_JDBC_URL, Settings.URL, "javax.persistence.jdbc.url"}) {
      if (settings.get(key) instanceof String url
          && SQLiteConnectOptions.isSqliteUri(withoutPrefix(url))) {
        return true;
      }
    }
    return false;
  }

  static String withoutPrefix(String url) {
    return url != null && url.startsWith(JDBC) ? url.substring(JDBC.length()) : url;
  }
}
