// SPDX-License-Identifier: Apache-2.0
package io.reactivesqlite.client.schema;

/**
 * A CHECK, as it is written.
 *
 * @param name its name; null where it has none
 * @param expression what must not be false
 * @param column the column at which it is written; null where it is written at the table
 */
public record Check(String name, String expression, String column) {}
