// SPDX-License-Identifier: Apache-2.0
package io.reactivesqlite.quarkus.deployment;

import io.quarkus.builder.item.MultiBuildItem;

/** A datasource that is ours: of kind {@code sqlite}, with its reactive side enabled. */
public final class SQLiteDataSourceBuildItem extends MultiBuildItem {

  private final String name;

  SQLiteDataSourceBuildItem(String name) {
    this.name = name;
  }

  public String name() {
    return name;
  }
}
