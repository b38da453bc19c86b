/**
 * Where keys come from: the rowid, and counters in place of sequences and table generators. Called
 * by the dialect and while a session factory is built. Never keeps values in memory.
 */
package io.reactivesqlite.hibernate.keys;
