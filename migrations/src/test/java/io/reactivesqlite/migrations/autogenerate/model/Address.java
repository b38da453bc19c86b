// SPDX-License-Identifier: Apache-2.0
package io.reactivesqlite.migrations.autogenerate.model;

import jakarta.persistence.Embeddable;

/** Part of a person. */
@Embeddable
public class Address {
  String street;
  String city;
}
