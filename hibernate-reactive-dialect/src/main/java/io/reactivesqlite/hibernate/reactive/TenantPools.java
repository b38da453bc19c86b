// SPDX-License-Identifier: Apache-2.0
package io.reactivesqlite.hibernate.reactive;

import io.reactivesqlite.hibernate.SQLiteSettings;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.sqlclient.Pool;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import java.util.regex.Pattern;
import org.hibernate.HibernateException;

/** One pool, and so one file, for each tenant: opened when it is first asked for. */
final class TenantPools {
  /** No name that could leave the folder, and none that a file system folds into another. */
  private static final Pattern TENANT = Pattern.compile("[a-z0-9][a-z0-9_-]{0,62}");

  private final String template;
  private final Function<String, SessionPool> opener;
  private final Map<String, Tenant> tenants = new ConcurrentHashMap<>();
  private final Vertx vertx;
  private final long idleMillis;
  private final Long timer;

  TenantPools(Map<String, Object> settings, Vertx vertx, Function<String, SessionPool> opener) {
    this.template = (String) settings.get(SQLiteSettings.TENANT_URL);
    this.opener = opener;
    this.vertx = vertx;
    this.idleMillis =
        Long.parseLong(
            String.valueOf(settings.getOrDefault(SQLiteSettings.TENANT_IDLE_TIMEOUT, "300000")));
    this.timer =
        template == null || idleMillis <= 0
            ? null
            : vertx.setPeriodic(Math.max(1, idleMillis / 2), it -> closeIdle());
  }

  Pool poolOf(String tenant) {
    if (template == null) {
      throw new HibernateException(
          "Sessions of tenants need the setting "
              + SQLiteSettings.TENANT_URL
              + ", a URL with {tenant} in it, for example sqlite:tenants/{tenant}.db");
    }
    if (!TENANT.matcher(tenant).matches()) {
      throw new HibernateException(
          "The name of a tenant becomes the name of a file: it may have lower case letters, digits,"
              + " - and _, 63 of them at most");
    }
    return tenants.compute(
            tenant,
            (name, open) ->
                (open == null ? new Tenant(opener.apply(template.replace("{tenant}", name))) : open)
                    .used(System.nanoTime()))
        .pool;
  }

  private void closeIdle() {
    final long now = System.nanoTime();
    for (String name : tenants.keySet()) {
      tenants.computeIfPresent(
          name,
          (it, tenant) -> {
            if (now - tenant.lastUsed < idleMillis * 1_000_000 || tenant.isBusy()) {
              return tenant;
            }
            tenant.pool.close();
            return null;
          });
    }
  }

  Future<Void> close() {
    if (timer != null) {
      vertx.cancelTimer(timer);
    }
    final List<Future<Void>> closing = new ArrayList<>();
    for (String name : tenants.keySet()) {
      final Tenant tenant = tenants.remove(name);
      if (tenant != null) {
        closing.add(tenant.pool.close());
      }
    }
    return Future.join(closing).mapEmpty();
  }

  private static final class Tenant {
    private final SessionPool pool;
    private long lastUsed;

    Tenant(SessionPool pool) {
      this.pool = pool;
    }

    Tenant used(long now) {
      lastUsed = now;
      return this;
    }

    boolean isBusy() {
      return pool.isInUse();
    }
  }
}
