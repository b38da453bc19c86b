/** The client below vertx-sql-client-templates. */
package io.reactivesqlite.it.templates;
