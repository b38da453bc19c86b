// SPDX-License-Identifier: Apache-2.0
package io.reactivesqlite.quarkus.runtime;

import io.quarkus.datasource.common.runtime.DataSourceUtil;
import io.quarkus.runtime.configuration.ConfigurationException;
import java.util.Set;
import java.util.TreeSet;
import org.eclipse.microprofile.config.ConfigProvider;

/**
 * Refuses keys below {@code reactive.sqlite} that do not exist. Quarkus only warns of them, and a
 * mistyped {@code synchronus} is worth more than a line in the log.
 *
 * @param names the names that there are
 */
record KnownKeys(Set<String> names) {

  void check(String dataSource) {
    for (String prefix : DataSourceUtil.dataSourcePropertyKeys(dataSource, "reactive.sqlite.")) {
      for (String key : ConfigProvider.getConfig().getPropertyNames()) {
        if (key.startsWith(prefix)
            && !names.contains(withoutIndex(key.substring(prefix.length())))) {
          throw new ConfigurationException(
              "Unknown key " + key + "; below " + prefix + " there are " + new TreeSet<>(names),
              Set.of(key));
        }
      }
    }
  }

  private static String withoutIndex(String name) {
    int bracket = name.indexOf('[');
    return bracket < 0 ? name : name.substring(0, bracket);
  }
}
