/**
 * How Hibernate finds all this: services, types and an integrator, named under {@code
 * META-INF/services}. Called by Hibernate at start. Never acts for another database.
 */
package io.reactivesqlite.hibernate.boot;
