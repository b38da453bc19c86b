// SPDX-License-Identifier: Apache-2.0
package io.reactivesqlite.client;

import java.util.Objects;

/**
 * How values of a class of one's own are stored. Immutable.
 *
 * <p>{@code SQLiteEncoder.of(Money.class, money -> money.cents())}
 *
 * <p>It is asked for parameters, single and in batches, and for the results of functions in Java.
 * It goes before what the client does by itself, so it can change how a class is stored that the
 * client knows. It serves subclasses too, and the classes that implement an interface; where
 * several encoders would fit, the nearest class goes first, then the nearest interface. It is not
 * asked for {@code null}, which is NULL, and not for what is within an array, a collection or a
 * map, which is stored as JSON.
 *
 * @param type the class or interface
 * @param body the code
 * @param <T> the class or interface
 */
public record SQLiteEncoder<T>(Class<T> type, Body<? super T> body) {

  /**
   * The code of an encoder; called by several threads.
   *
   * @param <T> what it takes
   */
  @FunctionalInterface
  public interface Body<T> {

    /**
     * Turns a value into one that the client can store by itself.
     *
     * @param value the value, never null
     * @return anything that can be a parameter without an encoder; null for NULL
     * @throws Exception which fails the statement with {@link SQLiteErrorKind#PARAMETER}
     */
    Object encode(T value) throws Exception;
  }

  /**
   * An encoder.
   *
   * @param type the class or interface; not Object, which every value is, and not a primitive type,
   *     which no value has
   * @param body the code
   */
  public SQLiteEncoder {
    Objects.requireNonNull(type, "type");
    Objects.requireNonNull(body, "body");
    if (type == Object.class || type.isPrimitive()) {
      throw new IllegalArgumentException(
          "an encoder for "
              + type.getName()
              + " is refused: "
              + (type.isPrimitive()
                  ? "values have the class that boxes it"
                  : "it would take the place of every other"));
    }
  }

  /**
   * An encoder.
   *
   * @param type the class or interface
   * @param body the code
   * @return the encoder
   * @param <T> the class or interface
   */
  public static <T> SQLiteEncoder<T> of(Class<T> type, Body<? super T> body) {
    return new SQLiteEncoder<>(type, body);
  }
}
