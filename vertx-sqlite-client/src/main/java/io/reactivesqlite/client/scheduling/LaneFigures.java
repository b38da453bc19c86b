// SPDX-License-Identifier: Apache-2.0
package io.reactivesqlite.client.scheduling;

/**
 * Figures of a pool's lanes since it was opened.
 *
 * @param readsWaiting reads in the queue now
 * @param reads reads served by the reader lanes
 * @param snapshots snapshots these reads were served from
 * @param writesWaiting writes in the queue now
 * @param writes writes served by the writer lane
 * @param groups transactions these writes were served in
 * @param undoneGroups groups that were rolled back and run again one by one
 * @param sessions connections open for users
 * @param cacheHits statements found in the statement caches
 * @param cacheMisses statements that had to be compiled
 */
public record LaneFigures(
    int readsWaiting,
    long reads,
    long snapshots,
    int writesWaiting,
    long writes,
    long groups,
    long undoneGroups,
    int sessions,
    long cacheHits,
    long cacheMisses) {}
