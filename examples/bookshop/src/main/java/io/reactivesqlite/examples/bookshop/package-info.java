// SPDX-License-Identifier: Apache-2.0
/** One bookshop for all examples: its entities, and in {@code db} its revisions. */
package io.reactivesqlite.examples.bookshop;
