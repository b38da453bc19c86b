// SPDX-License-Identifier: Apache-2.0
package io.reactivesqlite.client.schema;

/**
 * A column of a table.
 *
 * @param name its name
 * @param type its declared type as it is written, empty where it has none
 * @param notNull whether it was declared NOT NULL, or is part of a key that is
 * @param defaultValue the SQL of its default value; null where it has none
 * @param primaryKeyPosition its place in the primary key, counted from 1; 0 where it is not part of
 *     it
 * @param hidden whether it is a hidden column of a virtual table, which {@code SELECT *} leaves out
 * @param generated whether, and how, its value is computed
 * @param expression the SQL of a generated column's value; null for others
 * @param collation its collation
 */
public record Column(
    String name,
    String type,
    boolean notNull,
    String defaultValue,
    int primaryKeyPosition,
    boolean hidden,
    Generated generated,
    String expression,
    String collation) {

  /** How a column's value comes about. */
  public enum Generated {
    /** It is stored as it was given. */
    NO,
    /** It is computed when it is read. */
    VIRTUAL,
    /** It is computed when the row is written. */
    STORED
  }
}
