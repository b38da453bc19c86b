/**
 * Hibernate Reactive over the Vert.x client: the pool, one file per tenant, the schema tool, keys.
 * Named by the {@code boot} package when a URL says SQLite. Never loaded by Hibernate ORM alone.
 */
package io.reactivesqlite.hibernate.reactive;
