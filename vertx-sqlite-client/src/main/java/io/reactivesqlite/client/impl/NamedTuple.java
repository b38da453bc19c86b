// SPDX-License-Identifier: Apache-2.0
package io.reactivesqlite.client.impl;

import io.vertx.sqlclient.impl.ArrayTuple;
import java.util.List;
import java.util.Map;
import java.util.function.BiConsumer;

/** Values that go by the names of the parameters, not by their place. */
public final class NamedTuple extends ArrayTuple {

  private final List<String> names;

  public NamedTuple(Map<String, ?> values) {
    super(values.values());
    this.names = List.copyOf(values.keySet());
  }

  void forEachNamed(BiConsumer<String, Object> action) {
    for (int i = 0; i < names.size(); i++) {
      action.accept(names.get(i), getValueInternal(i));
    }
  }
}
