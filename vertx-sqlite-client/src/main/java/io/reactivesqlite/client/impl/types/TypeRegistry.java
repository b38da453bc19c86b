// SPDX-License-Identifier: Apache-2.0
package io.reactivesqlite.client.impl.types;

import io.reactivesqlite.client.SQLiteDecoder;
import io.reactivesqlite.client.SQLiteEncoder;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The user's encoders and decoders. What was found for a class is remembered; a column's decoder is
 * looked up once per statement, with its columns. For any thread.
 */
public final class TypeRegistry {

  /** For who has neither. */
  public static final TypeRegistry NONE = new TypeRegistry(List.of(), List.of());

  private final List<SQLiteEncoder<?>> encoders;
  private final Map<String, SQLiteDecoder<?>> decoders = new HashMap<>();
  private final Map<Class<?>, Optional<SQLiteEncoder<?>>> found = new ConcurrentHashMap<>();

  private TypeRegistry(List<SQLiteEncoder<?>> encoders, List<SQLiteDecoder<?>> decoders) {
    this.encoders = encoders;
    decoders.forEach(
        decoder -> this.decoders.put(DeclaredType.words(decoder.declaredType()), decoder));
  }

  /** Of several for the same class or declared type the last one wins. */
  public static TypeRegistry of(List<SQLiteEncoder<?>> encoders, List<SQLiteDecoder<?>> decoders) {
    return encoders.isEmpty() && decoders.isEmpty() ? NONE : new TypeRegistry(encoders, decoders);
  }

  /**
   * The storage value, as {@link Encoder#encode} gives it.
   *
   * @throws IllegalArgumentException saying why the value cannot be stored, without the value
   */
  public Object encode(Object value) {
    if (encoders.isEmpty() || value == null) {
      return Encoder.encode(value);
    }
    Optional<SQLiteEncoder<?>> encoder = found.computeIfAbsent(value.getClass(), this::nearest);
    return encoder.isEmpty() ? Encoder.encode(value) : encode(value, encoder.get());
  }

  private static <T> Object encode(Object value, SQLiteEncoder<T> encoder) {
    String name = "the encoder of " + encoder.type().getName();
    Object storable;
    try {
      storable = encoder.body().encode(encoder.type().cast(value));
    } catch (Exception e) {
      // Its message may tell the value.
      throw new IllegalArgumentException(
          name + " failed with " + e.getClass().getName() + "; see the cause", e);
    }
    try {
      return Encoder.encode(storable);
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException(
          name + " gave what cannot be stored: " + e.getMessage(), e.getCause());
    }
  }

  /** The encoder that no other one for this class is more special than. */
  private Optional<SQLiteEncoder<?>> nearest(Class<?> type) {
    SQLiteEncoder<?> nearest = null;
    for (SQLiteEncoder<?> candidate : encoders) {
      boolean fits = candidate.type().isAssignableFrom(type);
      if (fits && (nearest == null || isNearer(candidate.type(), nearest.type()))) {
        nearest = candidate;
      }
    }
    return Optional.ofNullable(nearest);
  }

  /** Classes are nearer than interfaces, and below is nearer than above. */
  private static boolean isNearer(Class<?> candidate, Class<?> nearest) {
    return nearest.isInterface() && !candidate.isInterface() || nearest.isAssignableFrom(candidate);
  }

  /** The decoder of a column, by its declared type; null where there is none. */
  public SQLiteDecoder<?> decoder(String declared) {
    if (decoders.isEmpty() || declared == null) {
      return null;
    }
    String words = DeclaredType.words(declared);
    SQLiteDecoder<?> decoder = decoders.get(words);
    int space = words.indexOf(' ');
    return decoder != null || space < 0 ? decoder : decoders.get(words.substring(0, space));
  }
}
