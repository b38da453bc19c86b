// SPDX-License-Identifier: Apache-2.0
package io.reactivesqlite.quarkus.runtime;

import io.quarkus.datasource.common.runtime.DataSourceUtil;
import io.quarkus.runtime.annotations.ConfigDocMapKey;
import io.quarkus.runtime.annotations.ConfigDocSection;
import io.quarkus.runtime.annotations.ConfigGroup;
import io.quarkus.runtime.annotations.ConfigPhase;
import io.quarkus.runtime.annotations.ConfigRoot;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefaults;
import io.smallrye.config.WithParentName;
import io.smallrye.config.WithUnnamedKey;
import java.util.Map;

/** What is particular to SQLite among the keys of the datasources. */
@ConfigMapping(prefix = "quarkus.datasource")
@ConfigRoot(phase = ConfigPhase.RUN_TIME)
public interface SQLiteDataSourcesConfig {

  /** Datasources. */
  @ConfigDocSection
  @ConfigDocMapKey("datasource-name")
  @WithParentName
  @WithDefaults
  @WithUnnamedKey(DataSourceUtil.DEFAULT_DATASOURCE_NAME)
  Map<String, DataSource> dataSources();

  /** One datasource. */
  @ConfigGroup
  interface DataSource {

    /** Its reactive side. */
    Reactive reactive();
  }

  /** The reactive side of a datasource. */
  @ConfigGroup
  interface Reactive {

    /** What is particular to SQLite. */
    SQLiteDataSourceConfig sqlite();
  }
}
