// SPDX-License-Identifier: Apache-2.0
package io.reactivesqlite.quarkus.runtime;

import io.quarkus.datasource.common.runtime.DataSourceUtil;
import io.quarkus.runtime.configuration.ConfigurationException;
import java.util.Collection;
import java.util.Set;
import java.util.TreeSet;
import org.eclipse.microprofile.config.ConfigProvider;

/**
 * Refuses keys that do not exist. Quarkus only warns of them, and a mistyped {@code synchronus} or
 * {@code migrate-on-start} is worth more than a line in the log.
 *
 * @param names the names that there are
 */
public record KnownKeys(Set<String> names) {

  /** Checks the keys below {@code reactive.sqlite} of a datasource. */
  void checkDataSource(String dataSource) {
    for (String prefix : DataSourceUtil.dataSourcePropertyKeys(dataSource, "reactive.sqlite.")) {
      for (String key : ConfigProvider.getConfig().getPropertyNames()) {
        if (key.startsWith(prefix)) {
          require(prefix, key, key.substring(prefix.length()));
        }
      }
    }
  }

  /** Checks the keys below a prefix, where those of a datasource may begin with its name. */
  public void checkBelow(String prefix, Collection<String> dataSources) {
    for (String key : ConfigProvider.getConfig().getPropertyNames()) {
      if (key.startsWith(prefix)) {
        String name = withoutDataSource(key.substring(prefix.length()), dataSources);
        // a map has names of its own below its key
        int dot = name.indexOf('.');
        require(prefix, key, dot < 0 ? name : name.substring(0, dot));
      }
    }
  }

  private void require(String prefix, String key, String name) {
    int bracket = name.indexOf('[');
    if (!names.contains(bracket < 0 ? name : name.substring(0, bracket))) {
      throw new ConfigurationException(
          "Unknown key " + key + "; below " + prefix + " there are " + new TreeSet<>(names),
          Set.of(key));
    }
  }

  private static String withoutDataSource(String name, Collection<String> dataSources) {
    for (String dataSource : dataSources) {
      for (String start : new String[] {dataSource + ".", "\"" + dataSource + "\"."}) {
        if (name.startsWith(start)) {
          return name.substring(start.length());
        }
      }
    }
    return name;
  }
}
