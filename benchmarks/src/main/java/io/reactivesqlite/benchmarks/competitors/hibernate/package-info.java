/**
 * Hibernate over the same tables as everybody: Hibernate Reactive on our client, and Hibernate ORM
 * over JDBC. Both have the same entities and do the same things with them.
 */
package io.reactivesqlite.benchmarks.competitors.hibernate;
