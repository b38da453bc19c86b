// SPDX-License-Identifier: Apache-2.0
package io.reactivesqlite.client.schema;

/**
 * One of the things that an index is sorted by.
 *
 * @param name the column; null where it is an expression
 * @param expression the SQL of the expression; null where it is a column
 * @param collation the order of its texts
 * @param descending whether it is sorted from the largest to the smallest
 */
public record IndexColumn(String name, String expression, String collation, boolean descending) {}
