// SPDX-License-Identifier: Apache-2.0
package io.reactivesqlite.client;

import io.vertx.sqlclient.Tuple;
import java.util.Objects;
import java.util.function.Supplier;

/**
 * A function of the values of a group of rows, as {@code sum} is one. Immutable.
 *
 * <p>{@code SQLiteAggregate.of("longest", 1, Longest::new)} with a class {@code Longest} that
 * implements {@link Accumulator}.
 */
public final class SQLiteAggregate implements SQLiteRoutine {

  /** What one group adds up to. A new one is made for each group, so it may keep state. */
  public interface Accumulator {

    /**
     * Adds a row.
     *
     * @param arguments as in {@link SQLiteFunction.Body#apply}
     * @throws Exception which becomes the error of the statement
     */
    void add(Tuple arguments) throws Exception;

    /**
     * The result so far; also asked for where no row was added.
     *
     * @return anything that can be a parameter of a statement
     * @throws Exception which becomes the error of the statement
     */
    Object result() throws Exception;
  }

  private final String name;
  private final int arity;
  private final Supplier<? extends Accumulator> accumulators;
  private final boolean innocuous;

  private SQLiteAggregate(
      String name, int arity, Supplier<? extends Accumulator> accumulators, boolean innocuous) {
    this.name = Objects.requireNonNull(name, "name");
    this.arity = arity;
    this.accumulators = Objects.requireNonNull(accumulators, "accumulators");
    this.innocuous = innocuous;
  }

  /**
   * An aggregate.
   *
   * @param name its name in SQL
   * @param arity how many arguments it takes, 0 to 100, or {@link SQLiteFunction#ANY_ARITY}
   * @param accumulators makes one for each group
   * @return the aggregate
   */
  public static SQLiteAggregate of(
      String name, int arity, Supplier<? extends Accumulator> accumulators) {
    return new SQLiteAggregate(name, arity, accumulators, false);
  }

  /**
   * The same aggregate, said to be harmless: views and triggers may use it although {@code
   * trustedSchema} is off.
   *
   * @return another aggregate
   */
  public SQLiteAggregate innocuous() {
    return new SQLiteAggregate(name, arity, accumulators, true);
  }

  @Override
  public String name() {
    return name;
  }

  /**
   * How many arguments it takes.
   *
   * @return the number, or {@link SQLiteFunction#ANY_ARITY}
   */
  public int arity() {
    return arity;
  }

  /**
   * Whether the schema of an untrusted file may call it.
   *
   * @return what was said of it
   */
  public boolean isInnocuous() {
    return innocuous;
  }

  /**
   * What makes accumulators.
   *
   * @return the maker
   */
  public Supplier<? extends Accumulator> accumulators() {
    return accumulators;
  }
}
