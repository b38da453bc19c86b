/** What vertx-micrometer-metrics shows of the client. */
package io.reactivesqlite.it.metrics;
