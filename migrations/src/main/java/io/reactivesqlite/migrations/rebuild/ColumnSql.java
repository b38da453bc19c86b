// SPDX-License-Identifier: Apache-2.0
package io.reactivesqlite.migrations.rebuild;

import java.util.List;
import java.util.Optional;

/**
 * One column of a {@code CREATE TABLE}, where it stands in the text.
 *
 * @param name its name without quotes
 * @param start where the column begins
 * @param nameEnd where its name ends
 * @param typeEnd where its type ends; the same as {@code nameEnd} when it has none
 * @param end where the column ends
 * @param type the declared type, or an empty string
 * @param clauses its constraints, in order
 */
public record ColumnSql(
    String name, int start, int nameEnd, int typeEnd, int end, String type, List<Clause> clauses) {

  /** The first clause of a kind. */
  public Optional<Clause> clause(Clause.Kind kind) {
    return clauses.stream().filter(c -> c.kind() == kind).findFirst();
  }

  /** Whether there is a clause of a kind. */
  public boolean has(Clause.Kind kind) {
    return clause(kind).isPresent();
  }
}
