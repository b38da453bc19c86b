// SPDX-License-Identifier: Apache-2.0
package io.reactivesqlite.quarkus;

import io.reactivesqlite.client.SQLiteConnectOptions;
import io.reactivesqlite.client.SQLitePool;
import io.vertx.core.Vertx;
import io.vertx.sqlclient.PoolOptions;

/**
 * Builds the pool of a datasource in place of Quarkus, from what is configured.
 *
 * <p>A bean of this type serves the default datasource, or the one that its
 * {@code @ReactiveDataSource} qualifier names. There is at most one for each datasource. It must be
 * {@code @Singleton} or {@code @ApplicationScoped}.
 */
@FunctionalInterface
public interface SQLitePoolCreator {

  /**
   * Builds the pool. Quarkus closes it when the application ends.
   *
   * @param input what is configured
   * @return the pool
   */
  SQLitePool create(Input input);

  /**
   * What is configured; the options may be changed.
   *
   * @param vertx the Vert.x of the application
   * @param poolOptions the keys {@code max-size}, {@code idle-timeout} and their like
   * @param connectOptions the URL, and the keys below {@code reactive.sqlite}
   */
  record Input(Vertx vertx, PoolOptions poolOptions, SQLiteConnectOptions connectOptions) {}
}
