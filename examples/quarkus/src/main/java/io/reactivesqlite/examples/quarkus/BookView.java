// SPDX-License-Identifier: Apache-2.0
package io.reactivesqlite.examples.quarkus;

/** A book with its stock, as it goes over the wire. */
public record BookView(
    Long id,
    String title,
    String author,
    int published,
    String summary,
    int priceCents,
    int likes,
    int stock) {}
