// SPDX-License-Identifier: Apache-2.0
package io.reactivesqlite.client;

import io.vertx.sqlclient.Tuple;
import java.util.Objects;

/**
 * A function of the values of one row. Immutable: the methods that add a trait give another one.
 *
 * <p>{@code SQLiteFunction.scalar("slugify", 1, args -> slug(args.getString(0))).deterministic()}
 */
public final class SQLiteFunction implements SQLiteRoutine {

  /** For a function that takes any number of arguments. */
  public static final int ANY_ARITY = -1;

  /** The code of a function. */
  @FunctionalInterface
  public interface Body {

    /**
     * Computes the result.
     *
     * @param arguments what SQLite stores: {@code null}, {@link Long}, {@link Double}, {@link
     *     String} or {@link io.vertx.core.buffer.Buffer}
     * @return anything that can be a parameter of a statement
     * @throws Exception which becomes the error of the statement
     */
    Object apply(Tuple arguments) throws Exception;
  }

  private final String name;
  private final int arity;
  private final Body body;
  private final boolean deterministic;
  private final boolean innocuous;
  private final boolean directOnly;

  private SQLiteFunction(
      String name,
      int arity,
      Body body,
      boolean deterministic,
      boolean innocuous,
      boolean directOnly) {
    this.name = Objects.requireNonNull(name, "name");
    this.arity = arity;
    this.body = Objects.requireNonNull(body, "body");
    this.deterministic = deterministic;
    this.innocuous = innocuous;
    this.directOnly = directOnly;
  }

  /**
   * A function.
   *
   * @param name its name in SQL; one of SQLite's own is replaced
   * @param arity how many arguments it takes, 0 to 100, or {@link #ANY_ARITY}. Functions of one
   *     name and different arities stand side by side
   * @param body its code
   * @return the function
   */
  public static SQLiteFunction scalar(String name, int arity, Body body) {
    return new SQLiteFunction(name, arity, body, false, false, false);
  }

  /**
   * The same function, said to give the same result for the same arguments, always. Then SQLite may
   * call it once where it would call it often, and it may be used in indexes and generated columns;
   * an index is damaged where it was not true.
   *
   * @return another function
   */
  public SQLiteFunction deterministic() {
    return new SQLiteFunction(name, arity, body, true, innocuous, directOnly);
  }

  /**
   * The same function, said to be harmless whoever calls it. Then views, triggers, indexes, CHECKs,
   * defaults and generated columns may use it although {@code trustedSchema} is off. Every program
   * that opens the file needs the function then.
   *
   * @return another function
   */
  public SQLiteFunction innocuous() {
    return new SQLiteFunction(name, arity, body, deterministic, true, false);
  }

  /**
   * The same function, for statements alone: nothing in the schema of a file may ever call it. For
   * functions with effects.
   *
   * @return another function
   */
  public SQLiteFunction directOnly() {
    return new SQLiteFunction(name, arity, body, deterministic, false, true);
  }

  @Override
  public String name() {
    return name;
  }

  /**
   * How many arguments it takes.
   *
   * @return the number, or {@link #ANY_ARITY}
   */
  public int arity() {
    return arity;
  }

  /**
   * Whether it always gives the same result for the same arguments.
   *
   * @return what was said of it
   */
  public boolean isDeterministic() {
    return deterministic;
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
   * Whether the schema may never call it.
   *
   * @return what was said of it
   */
  public boolean isDirectOnly() {
    return directOnly;
  }

  /**
   * Its code.
   *
   * @return the code
   */
  public Body body() {
    return body;
  }
}
