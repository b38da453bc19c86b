// SPDX-License-Identifier: Apache-2.0
/**
 * Transactions of many users that follow each other on one connection and share a commit, and so
 * its fsync.
 *
 * <p>{@link io.reactivesqlite.client.impl.sharing.SharedTransactions} decides who comes next and
 * who commits with whom; a {@link io.reactivesqlite.client.impl.sharing.TransactionPart} is one of
 * them, as the connection knows it. Used by the pool and by the dialect of Hibernate Reactive.
 */
package io.reactivesqlite.client.impl.sharing;
