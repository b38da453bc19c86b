// SPDX-License-Identifier: Apache-2.0
package io.reactivesqlite.client;

import io.vertx.sqlclient.Tuple;
import java.util.Objects;
import java.util.function.Supplier;

/**
 * An aggregate that also works with {@code OVER}: rows leave its groups again, in the order in
 * which they came. Immutable.
 *
 * <p>One limit: in a statement that uses it with {@code OVER}, no frame may be empty, as the native
 * driver cannot ask Java for the value of no rows. So FILTER and frames that may leave out their
 * current row are refused before they run. As a plain aggregate it has no such limit.
 */
public final class SQLiteWindow implements SQLiteRoutine {

  /** What the rows of one window add up to. A new one is made for each window. */
  public interface Accumulator extends SQLiteAggregate.Accumulator {

    /**
     * Takes away the row that was added first of those that are left.
     *
     * @param arguments the same as when it was added
     * @throws Exception which becomes the error of the statement
     */
    void remove(Tuple arguments) throws Exception;
  }

  private final String name;
  private final int arity;
  private final Supplier<? extends Accumulator> accumulators;
  private final boolean innocuous;

  private SQLiteWindow(
      String name, int arity, Supplier<? extends Accumulator> accumulators, boolean innocuous) {
    this.name = Objects.requireNonNull(name, "name");
    this.arity = arity;
    this.accumulators = Objects.requireNonNull(accumulators, "accumulators");
    this.innocuous = innocuous;
  }

  /**
   * A window function.
   *
   * @param name its name in SQL
   * @param arity how many arguments it takes, 0 to 100, or {@link SQLiteFunction#ANY_ARITY}
   * @param accumulators makes one for each window
   * @return the window function
   */
  public static SQLiteWindow of(
      String name, int arity, Supplier<? extends Accumulator> accumulators) {
    return new SQLiteWindow(name, arity, accumulators, false);
  }

  /**
   * The same function, said to be harmless: views and triggers may use it although {@code
   * trustedSchema} is off.
   *
   * @return another function
   */
  public SQLiteWindow innocuous() {
    return new SQLiteWindow(name, arity, accumulators, true);
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
