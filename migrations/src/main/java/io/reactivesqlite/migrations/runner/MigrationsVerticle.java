// SPDX-License-Identifier: Apache-2.0
package io.reactivesqlite.migrations.runner;

import io.vertx.core.AbstractVerticle;
import io.vertx.core.Promise;

/**
 * Migrates when it is deployed: deploy it first, and the others when its deployment has succeeded.
 *
 * <p>Its configuration: {@code database}, a URI such as {@code sqlite:app.db}, and {@code
 * changeLog}, by default {@link Migrations#DEFAULT_CHANGE_LOG}.
 */
public final class MigrationsVerticle extends AbstractVerticle {

  @Override
  public void start(Promise<Void> started) {
    String database = config().getString("database");
    if (database == null) {
      started.fail(
          "the configuration of the migrations verticle lacks 'database', a URI such as sqlite:app.db");
      return;
    }
    Migrations.on(vertx, database)
        .changeLog(config().getString("changeLog", Migrations.DEFAULT_CHANGE_LOG))
        .update()
        .<Void>mapEmpty()
        .onComplete(started);
  }
}
