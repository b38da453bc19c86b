// SPDX-License-Identifier: Apache-2.0
package io.reactivesqlite.migrations.revisions;

import java.util.logging.Level;
import liquibase.logging.Logger;
import liquibase.logging.core.AbstractLogService;
import liquibase.logging.core.AbstractLogger;
import org.slf4j.LoggerFactory;
import org.slf4j.spi.LoggingEventBuilder;

/**
 * Sends Liquibase's log to SLF4J. Its information becomes debug: it writes dozens of lines for one
 * change set, and progress is told elsewhere.
 */
final class Slf4jLogService extends AbstractLogService {

  @Override
  public int getPriority() {
    // Only where a session asks for it, never found by itself.
    return PRIORITY_NOT_APPLICABLE;
  }

  @Override
  @SuppressWarnings("rawtypes")
  public Logger getLog(Class clazz) {
    return new Log(LoggerFactory.getLogger(clazz));
  }

  private static final class Log extends AbstractLogger {

    private final org.slf4j.Logger target;

    Log(org.slf4j.Logger target) {
      this.target = target;
    }

    @Override
    public void close() {
      // Nothing is open; Liquibase's own declares any exception.
    }

    @Override
    public void log(Level level, String message, Throwable cause) {
      LoggingEventBuilder event =
          level.intValue() >= Level.SEVERE.intValue()
              ? target.atError()
              : level.intValue() >= Level.WARNING.intValue() ? target.atWarn() : target.atDebug();
      event.setCause(cause).log("{}", message);
    }
  }
}
