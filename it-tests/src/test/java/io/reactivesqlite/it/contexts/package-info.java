/** The kinds of contexts that Vert.x has. */
package io.reactivesqlite.it.contexts;
