// SPDX-License-Identifier: Apache-2.0
/** A bookshop on Vert.x Web; {@link io.reactivesqlite.examples.vertxweb.Bookshop} starts it. */
package io.reactivesqlite.examples.vertxweb;
