// SPDX-License-Identifier: Apache-2.0
package io.reactivesqlite.quarkus.deployment;

import io.quarkus.builder.item.MultiBuildItem;

/** Sessions of Hibernate use the pool of this datasource. */
public final class SQLiteSessionsBuildItem extends MultiBuildItem {

  private final String dataSource;

  public SQLiteSessionsBuildItem(String dataSource) {
    this.dataSource = dataSource;
  }

  String dataSource() {
    return dataSource;
  }
}
