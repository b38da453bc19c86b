/**
 * The functions that are ready to switch on. Called through {@code SQLiteFunctions} alone; plain
 * Java on plain values, it knows neither connections nor SQLite.
 */
package io.reactivesqlite.client.impl.functions;
