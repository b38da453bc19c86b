// SPDX-License-Identifier: Apache-2.0
/**
 * Brings databases up to their change logs while the application starts, and gives it what it needs
 * to do so itself. It works on the pools that the application has, never on connections of its own.
 */
package io.reactivesqlite.quarkus.runtime.migrations;
