/** The generated Mutiny bindings. */
package io.reactivesqlite.it.mutiny;
