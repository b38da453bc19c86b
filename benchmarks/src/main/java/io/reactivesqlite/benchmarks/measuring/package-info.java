/**
 * What happens inside one measured process: closed loops, warm-up, timed iterations, latencies and
 * allocation.
 *
 * <p>Called through {@link io.reactivesqlite.benchmarks.measuring.Fork}. It never knows which
 * competitor it measures.
 */
package io.reactivesqlite.benchmarks.measuring;
