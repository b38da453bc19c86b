// SPDX-License-Identifier: Apache-2.0
package io.reactivesqlite.benchmarks.competitors.hibernate;

import io.reactivesqlite.benchmarks.Schema;
import io.reactivesqlite.benchmarks.competitors.Checks;
import java.util.List;
import org.hibernate.cfg.Configuration;

/** What both Hibernates have in common. */
final class Entities {

  static final String QUERY = "from Item where id between ?1 and ?2";

  private Entities() {}

  static Configuration configuration() {
    return new Configuration()
        .addAnnotatedClass(Item.class)
        .addAnnotatedClass(Added.class)
        .addAnnotatedClass(Account.class);
  }

  /** The key of the first entity of a query. */
  static long first(long number) {
    return 1 + Math.floorMod(number, Schema.ITEMS - Schema.QUERIED + 1);
  }

  /** The key of its last one. */
  static long last(long first) {
    return first + Schema.QUERIED - 1;
  }

  static void check(Item item, long id) {
    Checks.equal(id, item.id, "id");
  }

  static void check(List<Item> items, long first) {
    long ids = 0;
    long texts = 0;
    for (Item item : items) {
      ids += item.id - first + 1;
      texts += item.a == null ? 0 : 1;
    }
    Checks.rows(Schema.QUERIED, ids, texts);
  }

  static void check(Added added) {
    if (added.id == null) {
      throw new IllegalStateException("the persisted entity has no key");
    }
  }
}
