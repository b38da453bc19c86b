/**
 * Makes a table, JSON, a picture and a page of what was measured, and compares it with the figures
 * that we want to reach.
 *
 * <p>Called by the command when all is measured. It never leaves out what failed.
 */
package io.reactivesqlite.benchmarks.report;
