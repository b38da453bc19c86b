// SPDX-License-Identifier: Apache-2.0
package io.reactivesqlite.client.engine;

/**
 * One statement of a script.
 *
 * @param sql its text, without the semicolon and without what is blank around it
 * @param offset where it starts in the script, counted in chars from 0
 * @param line the line it starts on, counted from 1
 */
public record ScriptStatement(String sql, int offset, int line) {}
