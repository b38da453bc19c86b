/**
 * The figures of a pool as Micrometer meters. For applications that use Micrometer: nothing else of
 * the client refers to this package, so Micrometer is no dependency of those that do not.
 */
package io.reactivesqlite.client.micrometer;
