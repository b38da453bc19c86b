// SPDX-License-Identifier: Apache-2.0
/**
 * Who runs when: lanes, the turn to write, groups of writes that share one fsync, reads that share
 * one snapshot.
 *
 * <p>Called by the Vert.x adapter, which lends the threads and timers; calls the engine. Never
 * imports Vert.x and never parks a thread.
 */
package io.reactivesqlite.client.scheduling;
