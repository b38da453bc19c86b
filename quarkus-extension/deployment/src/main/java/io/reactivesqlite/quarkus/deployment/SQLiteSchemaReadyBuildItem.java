// SPDX-License-Identifier: Apache-2.0
package io.reactivesqlite.quarkus.deployment;

import io.quarkus.builder.item.SimpleBuildItem;

/** After this the databases are migrated; who reads schemas while the application starts waits. */
public final class SQLiteSchemaReadyBuildItem extends SimpleBuildItem {

  SQLiteSchemaReadyBuildItem() {}
}
