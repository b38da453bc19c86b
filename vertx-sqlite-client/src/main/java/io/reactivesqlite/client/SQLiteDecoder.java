// SPDX-License-Identifier: Apache-2.0
package io.reactivesqlite.client;

import java.util.Objects;

/**
 * What the values of columns become that are declared with a type of one's own. Immutable.
 *
 * <p>{@code SQLiteDecoder.of("MONEY", Money.class, stored -> new Money((Long) stored))}
 *
 * <p>It goes before what the client does by itself. {@code Row.getValue} gives its values, and so
 * does {@code Row.get} where such a value is what was asked for; every other getter still reads
 * what is stored. It is not asked for NULL, which is {@code null}. An expression has no declared
 * type, so it has no decoder.
 *
 * @param declaredType the type that columns are declared with. Case, spaces and what stands in
 *     parentheses do not matter: {@code money} is the type of a column {@code price MONEY(10, 2)}.
 *     A type of one word is also that of columns whose first word it is: {@code MONEY} of {@code
 *     MONEY UNSIGNED}
 * @param type the class of its values
 * @param body the code
 * @param <T> the class of its values
 */
public record SQLiteDecoder<T>(String declaredType, Class<T> type, Body<? extends T> body) {

  /**
   * The code of a decoder; called by the threads that read rows.
   *
   * @param <T> what it gives
   */
  @FunctionalInterface
  public interface Body<T> {

    /**
     * Makes a value of what is stored.
     *
     * @param stored {@link Long}, {@link Double}, {@link String} or {@link
     *     io.vertx.core.buffer.Buffer}: SQLite stores any of these in any column, unless its table
     *     is STRICT
     * @return the value
     * @throws Exception which the getter of the row throws as an error that names the column
     */
    T decode(Object stored) throws Exception;
  }

  /**
   * A decoder.
   *
   * @param declaredType the type that columns are declared with
   * @param type the class of its values; not a primitive type
   * @param body the code
   */
  public SQLiteDecoder {
    Objects.requireNonNull(type, "type");
    Objects.requireNonNull(body, "body");
    if (declaredType.isBlank()) {
      throw new IllegalArgumentException("a decoder needs the name of a declared type");
    }
    if (type.isPrimitive()) {
      throw new IllegalArgumentException(
          "a decoder for the primitive type " + type + " is refused: name the class that boxes it");
    }
  }

  /**
   * A decoder.
   *
   * @param declaredType the type that columns are declared with
   * @param type the class of its values
   * @param body the code
   * @return the decoder
   * @param <T> the class of its values
   */
  public static <T> SQLiteDecoder<T> of(
      String declaredType, Class<T> type, Body<? extends T> body) {
    return new SQLiteDecoder<>(declaredType, type, body);
  }
}
