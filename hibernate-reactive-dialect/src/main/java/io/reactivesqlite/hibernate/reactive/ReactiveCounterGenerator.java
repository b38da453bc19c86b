// SPDX-License-Identifier: Apache-2.0
package io.reactivesqlite.hibernate.reactive;

import io.reactivesqlite.hibernate.keys.Counter;
import java.util.concurrent.CompletionStage;
import org.hibernate.id.BulkInsertionCapableIdentifierGenerator;
import org.hibernate.id.IdentifierGenerationException;
import org.hibernate.id.OptimizableGenerator;
import org.hibernate.id.enhanced.Optimizer;
import org.hibernate.reactive.id.ReactiveIdentifierGenerator;
import org.hibernate.reactive.session.ReactiveConnectionSupplier;

/** Takes keys from a {@link Counter} on the session's reactive connection. */
public final class ReactiveCounterGenerator
    implements ReactiveIdentifierGenerator<Long>,
        OptimizableGenerator,
        BulkInsertionCapableIdentifierGenerator {
  private final Counter counter;
  private final OptimizableGenerator replaced;

  public ReactiveCounterGenerator(
      Counter counter, Class<?> keyType, OptimizableGenerator replaced) {
    this.counter = counter;
    this.replaced = replaced;
  }

  @Override
  public CompletionStage<Long> generate(ReactiveConnectionSupplier session, Object entity) {
    return session
        .getReactiveConnection()
        .selectIdentifier(counter.sql(), counter.parameters().toArray(), Long.class)
        .thenApply(
            key -> {
              if (key == null) {
                throw new IdentifierGenerationException(counter.emptyMessage());
              }
              return key;
            });
  }

  @Override
  public Optimizer getOptimizer() {
    return replaced.getOptimizer();
  }

  @Override
  public boolean supportsBulkInsertionIdentifierGeneration() {
    return false;
  }
}
