// SPDX-License-Identifier: Apache-2.0
/** A bookshop on Quarkus: REST and Panache Reactive. */
package io.reactivesqlite.examples.quarkus;
