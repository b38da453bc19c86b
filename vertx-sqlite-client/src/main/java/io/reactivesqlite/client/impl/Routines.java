// SPDX-License-Identifier: Apache-2.0
package io.reactivesqlite.client.impl;

import io.reactivesqlite.client.SQLiteAggregate;
import io.reactivesqlite.client.SQLiteCollation;
import io.reactivesqlite.client.SQLiteConnectOptions;
import io.reactivesqlite.client.SQLiteFunction;
import io.reactivesqlite.client.SQLiteLimit;
import io.reactivesqlite.client.SQLiteRoutine;
import io.reactivesqlite.client.SQLiteWindow;
import io.reactivesqlite.client.engine.OpenSpec;
import io.reactivesqlite.client.engine.Routine;
import io.reactivesqlite.client.impl.types.TypeRegistry;
import io.vertx.core.buffer.Buffer;
import io.vertx.sqlclient.Tuple;
import io.vertx.sqlclient.impl.ArrayTuple;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** The user's functions and collations as the engine wants them: with storage values. */
public final class Routines {

  private Routines() {}

  /** What each connection gets when it is opened. */
  static List<OpenSpec.Customizer> customizers(SQLiteConnectOptions options) {
    List<OpenSpec.Customizer> customizers = new ArrayList<>();
    TypeRegistry types = TypeRegistry.of(options.getEncoders(), options.getDecoders());
    for (SQLiteRoutine routine : options.getRoutines()) {
      Routine converted = of(routine, types);
      customizers.add(connection -> connection.register(converted));
    }
    for (Map.Entry<SQLiteLimit, Integer> limit : options.getLimits().entrySet()) {
      customizers.add(connection -> connection.limit(limit.getKey().id(), limit.getValue()));
    }
    return customizers;
  }

  /**
   * The routine for the engine.
   *
   * @param types for its results
   * @throws IllegalArgumentException where its name or arity is impossible
   */
  public static Routine of(SQLiteRoutine routine, TypeRegistry types) {
    if (routine instanceof SQLiteFunction f) {
      SQLiteFunction.Body body = f.body();
      return new Routine.Scalar(
          f.name(),
          f.arity(),
          new Routine.Traits(f.isDeterministic(), f.isInnocuous(), f.isDirectOnly()),
          arguments -> types.encode(body.apply(tuple(arguments))));
    }
    if (routine instanceof SQLiteAggregate a) {
      return new Routine.Aggregate(
          a.name(),
          a.arity(),
          new Routine.Traits(false, a.isInnocuous(), false),
          false,
          () -> new Sum(a.accumulators().get(), types));
    }
    if (routine instanceof SQLiteWindow w) {
      return new Routine.Aggregate(
          w.name(),
          w.arity(),
          new Routine.Traits(false, w.isInnocuous(), false),
          true,
          () -> new Sum(w.accumulators().get(), types));
    }
    SQLiteCollation c = (SQLiteCollation) routine;
    return new Routine.Collation(c.name(), c.order());
  }

  private static Tuple tuple(Object[] arguments) {
    ArrayTuple tuple = new ArrayTuple(arguments.length);
    for (Object argument : arguments) {
      tuple.addValue(argument instanceof byte[] blob ? Buffer.buffer(blob) : argument);
    }
    return tuple;
  }

  /** A user's accumulator as the engine's. */
  private record Sum(SQLiteAggregate.Accumulator accumulator, TypeRegistry types)
      implements Routine.Accumulator {

    @Override
    public void add(Object[] arguments) throws Exception {
      accumulator.add(tuple(arguments));
    }

    @Override
    public void remove(Object[] arguments) throws Exception {
      ((SQLiteWindow.Accumulator) accumulator).remove(tuple(arguments));
    }

    @Override
    public Object result() throws Exception {
      return types.encode(accumulator.result());
    }
  }
}
