// SPDX-License-Identifier: Apache-2.0
/**
 * What happens when an application with Hibernate Reactive is built: persistence units on SQLite
 * get our dialect and its services. Nothing here is on the class path of the running application.
 */
package io.reactivesqlite.quarkus.hibernate.deployment;
