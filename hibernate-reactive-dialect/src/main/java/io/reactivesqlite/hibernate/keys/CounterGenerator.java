// SPDX-License-Identifier: Apache-2.0
package io.reactivesqlite.hibernate.keys;

import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import org.hibernate.engine.jdbc.spi.JdbcCoordinator;
import org.hibernate.engine.spi.SharedSessionContractImplementor;
import org.hibernate.id.BulkInsertionCapableIdentifierGenerator;
import org.hibernate.id.IdentifierGenerationException;
import org.hibernate.id.IdentifierGeneratorHelper;
import org.hibernate.id.IntegralDataTypeHolder;
import org.hibernate.id.OptimizableGenerator;
import org.hibernate.id.enhanced.Optimizer;

/** Takes keys from a {@link Counter} over JDBC, on the session's connection. */
final class CounterGenerator
    implements OptimizableGenerator, BulkInsertionCapableIdentifierGenerator {
  private final Counter counter;
  private final Class<?> keyType;
  private final OptimizableGenerator replaced;

  CounterGenerator(Counter counter, Class<?> keyType, OptimizableGenerator replaced) {
    this.counter = counter;
    this.keyType = keyType;
    this.replaced = replaced;
  }

  @Override
  public Object generate(SharedSessionContractImplementor session, Object entity) {
    final JdbcCoordinator coordinator = session.getJdbcCoordinator();
    try {
      final PreparedStatement statement =
          coordinator.getStatementPreparer().prepareStatement(counter.sql());
      try {
        for (int i = 0; i < counter.parameters().size(); i++) {
          statement.setObject(i + 1, counter.parameters().get(i));
        }
        final ResultSet results =
            coordinator.getResultSetReturn().extract(statement, counter.sql());
        if (!results.next()) {
          throw new IdentifierGenerationException(counter.emptyMessage());
        }
        final IntegralDataTypeHolder key =
            IdentifierGeneratorHelper.getIntegralDataTypeHolder(keyType);
        key.initialize(results, 1);
        return key.makeValue();
      } finally {
        coordinator.getLogicalConnection().getResourceRegistry().release(statement);
        coordinator.afterStatementExecution();
      }
    } catch (SQLException e) {
      throw session
          .getJdbcServices()
          .getSqlExceptionHelper()
          .convert(e, "could not take the next key", counter.sql());
    }
  }

  /** Asked for its increment size, which decides whether keys are generated row by row. */
  @Override
  public Optimizer getOptimizer() {
    return replaced.getOptimizer();
  }

  @Override
  public boolean supportsBulkInsertionIdentifierGeneration() {
    return false;
  }
}
