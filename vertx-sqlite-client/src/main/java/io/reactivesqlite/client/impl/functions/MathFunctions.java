// SPDX-License-Identifier: Apache-2.0
package io.reactivesqlite.client.impl.functions;

import static io.reactivesqlite.client.impl.functions.Texts.strict;

import io.reactivesqlite.client.SQLiteAggregate;
import io.reactivesqlite.client.SQLiteFunction;
import io.reactivesqlite.client.SQLiteRoutine;
import io.vertx.sqlclient.Tuple;
import java.util.List;
import java.util.function.DoubleBinaryOperator;
import java.util.function.LongBinaryOperator;

/** Numbers. */
public final class MathFunctions {

  /** 21! does not fit into 64 bits. */
  private static final int LARGEST_FACTORIAL = 20;

  private MathFunctions() {}

  /** All of them. */
  public static List<SQLiteRoutine> all() {
    return List.of(
        strict("cbrt", 1, a -> Math.cbrt(a.getDouble(0))),
        strict("hypot", 2, a -> Math.hypot(a.getDouble(0), a.getDouble(1))),
        strict("gcd", 2, a -> gcd(a.getLong(0), a.getLong(1))),
        strict("lcm", 2, a -> lcm(a.getLong(0), a.getLong(1))),
        strict("factorial", 1, a -> factorial(a.getLong(0))),
        extreme("greatest", 1),
        extreme("least", -1),
        reals("product", 1, (x, y) -> x * y),
        bits("bit_and", -1L, (x, y) -> x & y),
        bits("bit_or", 0L, (x, y) -> x | y),
        bits("bit_xor", 0L, (x, y) -> x ^ y));
  }

  private static long gcd(long a, long b) {
    while (b != 0) {
      long rest = a % b;
      a = b;
      b = rest;
    }
    return Math.absExact(a);
  }

  private static long lcm(long a, long b) {
    return a == 0 || b == 0 ? 0 : Math.absExact(Math.multiplyExact(a / gcd(a, b), b));
  }

  private static long factorial(long n) {
    if (n < 0 || n > LARGEST_FACTORIAL) {
      throw new ArithmeticException("factorials are for 0 to " + LARGEST_FACTORIAL);
    }
    long result = 1;
    for (long i = 2; i <= n; i++) {
      result *= i;
    }
    return result;
  }

  /** The largest or smallest of the arguments that are not NULL, in SQLite's order of values. */
  private static SQLiteRoutine extreme(String name, int sign) {
    return SQLiteFunction.scalar(
            name,
            SQLiteFunction.ANY_ARITY,
            arguments -> {
              Object best = null;
              for (int i = 0; i < arguments.size(); i++) {
                Object value = arguments.getValue(i);
                if (value != null
                    && (best == null || sign * StoredOrder.compare(value, best) > 0)) {
                  best = value;
                }
              }
              return best;
            })
        .deterministic()
        .innocuous();
  }

  private static SQLiteRoutine reals(String name, double start, DoubleBinaryOperator operator) {
    return SQLiteAggregate.of(
            name,
            1,
            () ->
                new SQLiteAggregate.Accumulator() {
                  private Double result;

                  @Override
                  public void add(Tuple arguments) {
                    if (arguments.getValue(0) != null) {
                      result =
                          operator.applyAsDouble(
                              result == null ? start : result, arguments.getDouble(0));
                    }
                  }

                  @Override
                  public Object result() {
                    return result;
                  }
                })
        .innocuous();
  }

  private static SQLiteRoutine bits(String name, long start, LongBinaryOperator operator) {
    return SQLiteAggregate.of(
            name,
            1,
            () ->
                new SQLiteAggregate.Accumulator() {
                  private Long result;

                  @Override
                  public void add(Tuple arguments) {
                    if (arguments.getValue(0) != null) {
                      result =
                          operator.applyAsLong(
                              result == null ? start : result, arguments.getLong(0));
                    }
                  }

                  @Override
                  public Object result() {
                    return result;
                  }
                })
        .innocuous();
  }
}
