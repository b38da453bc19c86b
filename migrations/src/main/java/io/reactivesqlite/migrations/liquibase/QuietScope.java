// SPDX-License-Identifier: Apache-2.0
package io.reactivesqlite.migrations.liquibase;

import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.logging.Level;
import liquibase.Scope;
import liquibase.analytics.configuration.AnalyticsArgs;
import liquibase.changelog.ChangeSet;
import liquibase.logging.Logger;
import liquibase.logging.core.AbstractLogService;
import liquibase.logging.core.AbstractLogger;
import liquibase.resource.ResourceAccessor;
import liquibase.ui.LoggerUIService;
import org.slf4j.LoggerFactory;

/** The surroundings in which Liquibase runs for us: it neither prints nor calls home. */
final class QuietScope {

  /** What the first one warns of is also thrown; the second warns that analytics is off. */
  private static final Set<Class<?>> LOUD_WITHOUT_NEED =
      Set.of(ChangeSet.class, AnalyticsArgs.class);

  private QuietScope() {}

  static Map<String, Object> values(ResourceAccessor resources) {
    Map<String, Object> values = new HashMap<>();
    values.put(Scope.Attr.logService.name(), new Slf4jLogService());
    LoggerUIService ui = new LoggerUIService();
    ui.setStandardLogLevel(Level.FINE);
    values.put(Scope.Attr.ui.name(), ui);
    values.put(Scope.Attr.resourceAccessor.name(), resources);
    values.put("liquibase.analytics.enabled", false);
    values.put(Scope.Attr.deploymentId.name(), deploymentId());
    return values;
  }

  /** Ten digits, as the column in the history has room for. */
  private static String deploymentId() {
    String millis = String.valueOf(System.currentTimeMillis());
    return millis.substring(millis.length() - 10);
  }

  private static final class Slf4jLogService extends AbstractLogService {
    @Override
    public int getPriority() {
      return PRIORITY_SPECIALIZED;
    }

    @Override
    @SuppressWarnings("rawtypes")
    public Logger getLog(Class aClass) {
      return new Slf4jLogger(LoggerFactory.getLogger(aClass), LOUD_WITHOUT_NEED.contains(aClass));
    }
  }

  /**
   * What Liquibase finds worth an info is detail to us, and so is a failure that is also thrown.
   */
  private static final class Slf4jLogger extends AbstractLogger {
    private final org.slf4j.Logger log;
    private final boolean quiet;

    Slf4jLogger(org.slf4j.Logger log, boolean quiet) {
      this.log = log;
      this.quiet = quiet;
    }

    /** There is nothing to close; saying so keeps InterruptedException out of the signature. */
    @Override
    public void close() {}

    @Override
    public void log(Level level, String message, Throwable e) {
      if (level.intValue() >= Level.WARNING.intValue() && !quiet) {
        log.warn(message, e);
      } else if (level.intValue() >= Level.INFO.intValue()) {
        log.debug(message, e);
      } else {
        log.trace(message, e);
      }
    }
  }
}
