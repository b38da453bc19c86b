/**
 * DDL: tables with their keys inside, columns added to existing tables, indexes. Called by
 * Hibernate's schema tool through the dialect. Never rebuilds a table: that is what migrations are
 * for.
 */
package io.reactivesqlite.hibernate.schema;
