/**
 * Those who are measured, behind interfaces that add as little as possible of their own: the same
 * SQL, the same pragmas, the same checks of every result.
 *
 * <p>Called by the loops of {@code measuring}. Nobody here looks at a clock.
 */
package io.reactivesqlite.benchmarks.competitors;
