// SPDX-License-Identifier: Apache-2.0
package io.reactivesqlite.hibernate.keys;

import static org.hibernate.engine.config.spi.StandardConverters.BOOLEAN;

import java.util.List;
import org.hibernate.cfg.AvailableSettings;
import org.hibernate.dialect.Dialect;
import org.hibernate.engine.config.spi.ConfigurationService;
import org.hibernate.generator.GeneratorCreationContext;
import org.hibernate.id.enhanced.SequenceStyleGenerator;
import org.hibernate.id.enhanced.TableGenerator;
import org.hibernate.id.enhanced.TableStructure;

/**
 * The statement that takes the next value of a sequence or a table generator.
 *
 * <p>It is one statement of the session's own transaction. It needs no second connection, which
 * could never write while the session does; and a rollback takes the value back together with the
 * rows that used it. Nothing is kept in memory, so neither a rollback nor another process can make
 * a key appear twice. There is no round trip that blocks of values would save.
 *
 * @param sql an update or upsert that returns the value
 * @param parameters what to bind to it
 */
public record Counter(String sql, List<Object> parameters) {

  static Counter of(SequenceStyleGenerator generator, GeneratorCreationContext context) {
    final TableStructure structure = (TableStructure) generator.getDatabaseStructure();
    final Dialect dialect = context.getDatabase().getDialect();
    final String table =
        context.getSqlStringGenerationContext().format(structure.getPhysicalName());
    final String column = structure.getLogicalValueColumnNameIdentifier().render(dialect);
    final int step = structure.getIncrementSize() < 0 ? -1 : 1;
    return new Counter(
        "update %s set %s=%s+(%d) returning %s-(%d)"
            .formatted(table, column, column, step, column, step),
        List.of());
  }

  static Counter of(TableGenerator generator, GeneratorCreationContext context) {
    final boolean storesLastUsed =
        context
            .getServiceRegistry()
            .requireService(ConfigurationService.class)
            .getSetting(AvailableSettings.TABLE_GENERATOR_STORE_LAST_USED, BOOLEAN, true);
    final int step = generator.getIncrementSize() < 0 ? -1 : 1;
    final String value = generator.getValueColumnName();
    final int first =
        storesLastUsed ? generator.getInitialValue() : generator.getInitialValue() + step;
    return new Counter(
        "insert into %s (%s,%s) values (?,%d) on conflict (%s) do update set %s=%s+(%d) returning %s"
                .formatted(
                    generator.getTableName(),
                    generator.getSegmentColumnName(),
                    value,
                    first,
                    generator.getSegmentColumnName(),
                    value,
                    value,
                    step,
                    value)
            + (storesLastUsed ? "" : "-(" + step + ")"),
        List.of(generator.getSegmentValue()));
  }

  /** What a counter without a row means. */
  public String emptyMessage() {
    return "The counter table has no row, so it gives no key. Insert its first value; the statement"
        + " was: "
        + sql;
  }
}
