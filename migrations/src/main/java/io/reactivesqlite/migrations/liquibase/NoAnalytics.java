// SPDX-License-Identifier: Apache-2.0
package io.reactivesqlite.migrations.liquibase;

import liquibase.analytics.AnalyticsListener;
import liquibase.analytics.Event;

/** Liquibase calls home unless told otherwise. With this module on the class path it does not. */
public final class NoAnalytics implements AnalyticsListener {

  @Override
  public int getPriority() {
    return PRIORITY_SPECIALIZED + 1000;
  }

  @Override
  public boolean isEnabled() {
    return false;
  }

  @Override
  public void handleEvent(Event event) {
    // Nobody is told.
  }
}
