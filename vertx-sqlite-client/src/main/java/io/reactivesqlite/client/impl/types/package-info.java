/**
 * Values on their way into SQLite and out of it: what each Java type is stored as, what a column's
 * declared type means, and what a getter makes of a stored value. Called by the adapter for every
 * parameter and every cell; it knows neither connections nor the engine, and never puts a value
 * into a message.
 */
package io.reactivesqlite.client.impl.types;
