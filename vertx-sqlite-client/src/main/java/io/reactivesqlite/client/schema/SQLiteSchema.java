// SPDX-License-Identifier: Apache-2.0
package io.reactivesqlite.client.schema;

import java.util.List;
import java.util.Optional;

/**
 * What a database consists of, without SQLite's own tables.
 *
 * @param tables its tables, ordinary, virtual and those that virtual ones keep their data in, in
 *     the order of their creation
 * @param views its views, in the order of their creation
 * @param triggers its triggers, in the order of their creation
 */
public record SQLiteSchema(List<Table> tables, List<View> views, List<Trigger> triggers) {

  /** With copies of the lists. */
  public SQLiteSchema {
    tables = List.copyOf(tables);
    views = List.copyOf(views);
    triggers = List.copyOf(triggers);
  }

  /**
   * A table by its name.
   *
   * @param name the name; case does not matter
   * @return the table, if it is there
   */
  public Optional<Table> table(String name) {
    return tables.stream().filter(table -> table.name().equalsIgnoreCase(name)).findFirst();
  }

  /**
   * A view by its name.
   *
   * @param name the name; case does not matter
   * @return the view, if it is there
   */
  public Optional<View> view(String name) {
    return views.stream().filter(view -> view.name().equalsIgnoreCase(name)).findFirst();
  }

  /**
   * A trigger by its name.
   *
   * @param name the name; case does not matter
   * @return the trigger, if it is there
   */
  public Optional<Trigger> trigger(String name) {
    return triggers.stream().filter(trigger -> trigger.name().equalsIgnoreCase(name)).findFirst();
  }
}
