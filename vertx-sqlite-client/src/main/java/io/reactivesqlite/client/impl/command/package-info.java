// SPDX-License-Identifier: Apache-2.0
/** Commands beyond those of vertx-sql-client. */
package io.reactivesqlite.client.impl.command;
