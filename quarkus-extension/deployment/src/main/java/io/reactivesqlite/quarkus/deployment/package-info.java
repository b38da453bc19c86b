// SPDX-License-Identifier: Apache-2.0
/**
 * What happens when an application is built: the datasources of kind {@code sqlite} are found and
 * announced. Nothing here is on the class path of the running application.
 */
package io.reactivesqlite.quarkus.deployment;
