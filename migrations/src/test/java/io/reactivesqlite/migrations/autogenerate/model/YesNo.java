// SPDX-License-Identifier: Apache-2.0
package io.reactivesqlite.migrations.autogenerate.model;

import jakarta.persistence.AttributeConverter;
import jakarta.persistence.Converter;

/** A boolean as a letter. */
@Converter
public class YesNo implements AttributeConverter<Boolean, String> {

  @Override
  public String convertToDatabaseColumn(Boolean value) {
    return value == null ? null : value ? "Y" : "N";
  }

  @Override
  public Boolean convertToEntityAttribute(String value) {
    return value == null ? null : value.equals("Y");
  }
}
