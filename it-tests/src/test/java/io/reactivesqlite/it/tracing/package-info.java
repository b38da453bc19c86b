/** What vertx-opentelemetry shows of the client. */
package io.reactivesqlite.it.tracing;
