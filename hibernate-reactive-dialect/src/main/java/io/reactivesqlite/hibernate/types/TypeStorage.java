// SPDX-License-Identifier: Apache-2.0
package io.reactivesqlite.hibernate.types;

import java.sql.Types;
import org.hibernate.boot.model.TypeContributions;
import org.hibernate.type.SqlTypes;
import org.hibernate.type.descriptor.jdbc.BlobJdbcType;
import org.hibernate.type.descriptor.jdbc.ClobJdbcType;
import org.hibernate.type.descriptor.jdbc.JsonJdbcType;
import org.hibernate.type.descriptor.jdbc.spi.JdbcTypeRegistry;

/** Registers how each kind of value is bound and read. */
public final class TypeStorage {

  private TypeStorage() {}

  /** May be called again after other contributors changed what belongs to SQLite. */
  public static void contribute(TypeContributions contributions) {
    final JdbcTypeRegistry types = contributions.getTypeConfiguration().getJdbcTypeRegistry();
    types.addDescriptor(DecimalJdbcType.NUMERIC);
    types.addDescriptor(DecimalJdbcType.DECIMAL);
    types.addDescriptor(FloatJdbcType.FLOAT);
    types.addDescriptor(FloatJdbcType.REAL);
    types.addDescriptor(SqlTypes.UUID, UuidJdbcType.INSTANCE);
    types.addDescriptor(SqlTypes.DURATION, NanosJdbcType.INSTANCE);
    temporals(types);
    lobs(types);
    types.addDescriptor(SqlTypes.JSON, JsonJdbcType.INSTANCE);
    types.addTypeConstructor(SqlTypes.JSON_ARRAY, JsonTextArrays.INSTANCE);
    types.addTypeConstructor(SqlTypes.ARRAY, JsonTextArrays.INSTANCE);
  }

  private static void temporals(JdbcTypeRegistry types) {
    types.addDescriptor(TemporalJdbcType.DATE);
    types.addDescriptor(TemporalJdbcType.TIME);
    types.addDescriptor(TemporalJdbcType.TIMESTAMP);
    types.addDescriptor(SqlTypes.TIME_UTC, TemporalJdbcType.TIME_UTC);
    types.addDescriptor(SqlTypes.TIME_WITH_TIMEZONE, TemporalJdbcType.TIME_UTC);
    types.addDescriptor(SqlTypes.TIMESTAMP_UTC, TemporalJdbcType.TIMESTAMP_UTC);
    types.addDescriptor(SqlTypes.TIMESTAMP_WITH_TIMEZONE, TemporalJdbcType.TIMESTAMP_WITH_TIMEZONE);
    // asked for by hibernate.type.java_time_use_direct_jdbc, which SQLite's drivers cannot take
    types.addDescriptor(SqlTypes.LOCAL_DATE, TemporalJdbcType.DATE);
    types.addDescriptor(SqlTypes.LOCAL_TIME, TemporalJdbcType.TIME);
    types.addDescriptor(SqlTypes.LOCAL_DATE_TIME, TemporalJdbcType.TIMESTAMP);
    types.addDescriptor(SqlTypes.OFFSET_TIME, TemporalJdbcType.TIME_UTC);
    types.addDescriptor(SqlTypes.INSTANT, TemporalJdbcType.TIMESTAMP_UTC);
    types.addDescriptor(SqlTypes.OFFSET_DATE_TIME, TemporalJdbcType.TIMESTAMP_UTC);
    types.addDescriptor(SqlTypes.ZONED_DATE_TIME, TemporalJdbcType.TIMESTAMP_UTC);
  }

  private static void lobs(JdbcTypeRegistry types) {
    types.addDescriptor(Types.BLOB, BlobJdbcType.MATERIALIZED);
    types.addDescriptor(Types.CLOB, ClobJdbcType.MATERIALIZED);
    types.addDescriptor(Types.NCLOB, ClobJdbcType.MATERIALIZED);
  }
}
