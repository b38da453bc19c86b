/**
 * The benchmarks' command: which competitor runs under which load, in which order, each in a
 * process of its own.
 *
 * <p>Started by hand or by Maven; nothing else calls it. It never measures in its own process.
 */
package io.reactivesqlite.benchmarks;
