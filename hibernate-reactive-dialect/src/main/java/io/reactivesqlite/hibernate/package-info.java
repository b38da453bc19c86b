/**
 * Hibernate on SQLite: the dialect and its settings. The packages below it hold one concern each,
 * and only {@code reactive} knows Hibernate Reactive and Vert.x; everything else works for
 * Hibernate ORM over JDBC as well. Used by applications through configuration alone.
 */
package io.reactivesqlite.hibernate;
