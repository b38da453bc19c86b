// SPDX-License-Identifier: Apache-2.0
package io.reactivesqlite.migrations.liquibase;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;

/**
 * A change of Liquibase and what it has to do to the text of the table.
 *
 * @param name for the report
 * @param changes the XML of the changes
 * @param rollback the XML of the rollback, or null where Liquibase makes it
 * @param edits pairs of text in the old CREATE TABLE and what stands there in the new one
 * @param lostColumns columns that are gone afterwards
 * @param refused in which situations it has to be refused
 * @param why what the refusal says
 * @param dependents whether indexes, triggers and views are meant to change, too
 */
record TriedChange(
    String name,
    String changes,
    String rollback,
    List<String[]> edits,
    List<String> lostColumns,
    Predicate<Situation> refused,
    String why,
    boolean dependents) {

  static TriedChange of(String name, String changes) {
    return new TriedChange(
        name, changes, null, List.of(), List.of(), situation -> false, "", false);
  }

  TriedChange undoneBy(String xml) {
    return new TriedChange(name, changes, xml, edits, lostColumns, refused, why, dependents);
  }

  /** The text in the old table, by which it is replaced. */
  TriedChange edits(String before, String after) {
    List<String[]> more = new ArrayList<>(edits);
    more.add(new String[] {before, after});
    return new TriedChange(name, changes, rollback, more, lostColumns, refused, why, dependents);
  }

  TriedChange loses(String... columns) {
    return new TriedChange(
        name, changes, rollback, edits, List.of(columns), refused, why, dependents);
  }

  TriedChange refusedIn(Predicate<Situation> situations, String message) {
    return new TriedChange(
        name, changes, rollback, edits, lostColumns, situations, message, dependents);
  }

  TriedChange changingDependents() {
    return new TriedChange(name, changes, rollback, edits, lostColumns, refused, why, true);
  }

  @Override
  public String toString() {
    return name;
  }
}
