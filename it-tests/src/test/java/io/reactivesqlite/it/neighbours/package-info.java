/** The client on one class path with another driver. */
package io.reactivesqlite.it.neighbours;
