// SPDX-License-Identifier: Apache-2.0
package io.reactivesqlite.client.impl.types;

import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.DecodeException;
import io.vertx.core.json.Json;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.sqlclient.Tuple;
import java.lang.reflect.Array;
import java.nio.ByteBuffer;
import java.util.Base64;
import java.util.Collection;
import java.util.Map;

/**
 * Arrays as JSON text: null, true, false and numbers as such, everything else as a string of the
 * text that it would be stored as. So decimals are strings, because JSON's numbers would be rounded
 * on their way back, and blobs are Base64 in the URL-safe alphabet, as Vert.x writes them in JSON.
 */
final class JsonArrays {

  private static final Base64.Encoder BASE64 = Base64.getUrlEncoder().withoutPadding();

  private JsonArrays() {}

  /** From an array or a collection. */
  static JsonArray encode(Object values) {
    JsonArray json = new JsonArray();
    if (values instanceof Collection) {
      for (Object element : (Collection<?>) values) {
        json.add(element(element));
      }
    } else {
      for (int i = 0; i < Array.getLength(values); i++) {
        json.add(element(Array.get(values, i)));
      }
    }
    return json;
  }

  static JsonObject encodeMap(Map<?, ?> values) {
    JsonObject json = new JsonObject();
    values.forEach(
        (key, value) -> {
          if (!(key instanceof String)) {
            throw new IllegalArgumentException(
                "a map can be stored only where its keys are strings");
          }
          json.put((String) key, element(value));
        });
    return json;
  }

  private static Object element(Object value) {
    if (value == null
        || value instanceof Boolean
        || value instanceof JsonObject
        || value instanceof JsonArray) {
      return value;
    }
    if (value == Tuple.JSON_NULL) {
      return null;
    }
    if (value instanceof Map) {
      return encodeMap((Map<?, ?>) value);
    }
    boolean bytes =
        value instanceof byte[] || value instanceof Buffer || value instanceof ByteBuffer;
    if (!bytes && (value instanceof Collection || value.getClass().isArray())) {
      return encode(value);
    }
    Object stored = Encoder.encode(value);
    if (stored instanceof Double && ((Double) stored).isInfinite()) {
      throw new IllegalArgumentException(
          "an infinite number cannot be stored in an array, JSON has none");
    }
    return stored instanceof byte[] ? BASE64.encodeToString((byte[]) stored) : stored;
  }

  /** The array that a stored text is, or null where it is none. */
  static <T> Object decode(Object stored, Class<T> component, String column) {
    Object json = stored instanceof String ? json((String) stored) : null;
    if (!(json instanceof JsonArray)) {
      return null;
    }
    JsonArray elements = (JsonArray) json;
    Object array = Array.newInstance(component, elements.size());
    for (int i = 0; i < elements.size(); i++) {
      Object element = elements.getValue(i);
      if (element != null) {
        Object value =
            component == Object.class
                ? element
                : Decoder.decode(stored(element, component), DeclaredType.NONE, component, column);
        Array.set(array, i, value);
      }
    }
    return array;
  }

  /** What the text of a column means as JSON; null where it is no JSON. */
  static Object json(String text) {
    try {
      Object json = Json.decodeValue(text);
      return json == null ? Tuple.JSON_NULL : json;
    } catch (DecodeException e) {
      return null;
    }
  }

  /** What an element would be as a column of its own. */
  private static Object stored(Object element, Class<?> component) {
    if (element instanceof Integer) {
      return ((Integer) element).longValue();
    }
    if (element instanceof Boolean && component != String.class) {
      return (Boolean) element ? 1L : 0L;
    }
    if (element instanceof JsonObject || element instanceof JsonArray) {
      return element.toString();
    }
    if (element instanceof String && (component == Buffer.class || component == byte[].class)) {
      try {
        return Base64.getUrlDecoder().decode((String) element);
      } catch (IllegalArgumentException e) {
        // Not written by us: the text's own bytes.
        return element;
      }
    }
    return element instanceof Long || element instanceof Double ? element : element.toString();
  }
}
