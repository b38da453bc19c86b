// SPDX-License-Identifier: Apache-2.0
/**
 * Gives Hibernate Reactive in Quarkus what it finds by itself elsewhere: Quarkus does not ask
 * service contributors when an application starts. Only the code that Quarkus generates calls it.
 */
package io.reactivesqlite.quarkus.hibernate;
