// SPDX-License-Identifier: Apache-2.0
package io.reactivesqlite.client.impl;

import io.reactivesqlite.client.SQLiteDecoder;
import io.reactivesqlite.client.SQLiteException;
import io.reactivesqlite.client.impl.types.Decoder;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.sqlclient.Tuple;
import io.vertx.sqlclient.data.Numeric;
import io.vertx.sqlclient.impl.RowInternal;
import io.vertx.sqlclient.impl.TupleInternal;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.time.OffsetTime;
import java.time.temporal.Temporal;
import java.util.Arrays;
import java.util.NoSuchElementException;
import java.util.UUID;

/**
 * One row. It keeps the cells as SQLite stores them and turns them into Java values when they are
 * asked for: {@code getValue} by the column's declared type, a typed getter by the type it names.
 */
final class SQLiteRow extends TupleInternal implements RowInternal {

  private final RowShape shape;
  private Object[] cells;
  private boolean released;

  SQLiteRow(RowShape shape, Object[] cells) {
    this.shape = shape;
    this.cells = cells;
  }

  /** The user is done with the row, which may carry the next one. */
  @Override
  public void release() {
    released = true;
  }

  @Override
  public boolean tryRecycle() {
    boolean free = released;
    released = false;
    return free;
  }

  /** The row, carrying other cells of the same result. */
  SQLiteRow carrying(Object[] cells) {
    this.cells = cells;
    return this;
  }

  @Override
  public String getColumnName(int pos) {
    return pos < 0 || pos >= cells.length ? null : shape.name(pos);
  }

  @Override
  public int getColumnIndex(String column) {
    return shape.columnIndex(column);
  }

  @Override
  public int size() {
    return cells.length;
  }

  @Override
  public Object getValueInternal(int pos) {
    Object stored = cells[checked(pos)];
    SQLiteDecoder<?> decoder = shape.decoder(pos);
    return decoder == null || stored == null
        ? Decoder.decode(stored, shape.type(pos))
        : decoded(stored, decoder, pos);
  }

  @Override
  public <T> T get(Class<T> type, int pos) {
    return as(type, pos);
  }

  private <T> T as(Class<T> type, int pos) {
    Object stored = cells[checked(pos)];
    SQLiteDecoder<?> decoder = shape.decoder(pos);
    return decoder == null || stored == null || !type.isAssignableFrom(decoder.type())
        ? Decoder.decode(stored, shape.type(pos), type, shape.name(pos))
        : type.cast(decoded(stored, decoder, pos));
  }

  private Object decoded(Object stored, SQLiteDecoder<?> decoder, int pos) {
    try {
      // Bytes are the row's own, and the decoder is somebody else's.
      Object given = stored instanceof byte[] bytes ? Buffer.buffer(bytes.clone()) : stored;
      return decoder.type().cast(decoder.body().decode(given));
    } catch (Exception e) {
      throw SQLiteException.decoder(shape.name(pos), decoder.declaredType(), e);
    }
  }

  private int checked(int pos) {
    if (pos < 0 || pos >= cells.length) {
      throw new NoSuchElementException(
          "there is no column "
              + pos
              + ": the row has "
              + cells.length
              + " columns, counted from 0");
    }
    return pos;
  }

  @Override
  public Tuple addValue(Object value) {
    throw new UnsupportedOperationException("a row of a result cannot be changed");
  }

  @Override
  public void setValue(int pos, Object value) {
    throw new UnsupportedOperationException("a row of a result cannot be changed");
  }

  @Override
  public void clear() {
    throw new UnsupportedOperationException("a row of a result cannot be changed");
  }

  @Override
  public Temporal getTemporal(int pos) {
    return as(Temporal.class, pos);
  }

  @Override
  public Boolean getBoolean(int pos) {
    return as(Boolean.class, pos);
  }

  @Override
  public Short getShort(int pos) {
    return as(Short.class, pos);
  }

  @Override
  public Integer getInteger(int pos) {
    return as(Integer.class, pos);
  }

  @Override
  public Long getLong(int pos) {
    return as(Long.class, pos);
  }

  @Override
  public Float getFloat(int pos) {
    return as(Float.class, pos);
  }

  @Override
  public Double getDouble(int pos) {
    return as(Double.class, pos);
  }

  @Override
  public Numeric getNumeric(int pos) {
    return as(Numeric.class, pos);
  }

  @Override
  public String getString(int pos) {
    return as(String.class, pos);
  }

  @Override
  public JsonObject getJsonObject(int pos) {
    return as(JsonObject.class, pos);
  }

  @Override
  public JsonArray getJsonArray(int pos) {
    return as(JsonArray.class, pos);
  }

  @Override
  public LocalDate getLocalDate(int pos) {
    return as(LocalDate.class, pos);
  }

  @Override
  public LocalTime getLocalTime(int pos) {
    return as(LocalTime.class, pos);
  }

  @Override
  public LocalDateTime getLocalDateTime(int pos) {
    return as(LocalDateTime.class, pos);
  }

  @Override
  public OffsetTime getOffsetTime(int pos) {
    return as(OffsetTime.class, pos);
  }

  @Override
  public OffsetDateTime getOffsetDateTime(int pos) {
    return as(OffsetDateTime.class, pos);
  }

  @Override
  public Buffer getBuffer(int pos) {
    return as(Buffer.class, pos);
  }

  @Override
  public UUID getUUID(int pos) {
    return as(UUID.class, pos);
  }

  @Override
  public BigDecimal getBigDecimal(int pos) {
    return as(BigDecimal.class, pos);
  }

  @Override
  public Boolean[] getArrayOfBooleans(int pos) {
    return as(Boolean[].class, pos);
  }

  @Override
  public Short[] getArrayOfShorts(int pos) {
    return as(Short[].class, pos);
  }

  @Override
  public Integer[] getArrayOfIntegers(int pos) {
    return as(Integer[].class, pos);
  }

  @Override
  public Long[] getArrayOfLongs(int pos) {
    return as(Long[].class, pos);
  }

  @Override
  public Float[] getArrayOfFloats(int pos) {
    return as(Float[].class, pos);
  }

  @Override
  public Double[] getArrayOfDoubles(int pos) {
    return as(Double[].class, pos);
  }

  @Override
  public Numeric[] getArrayOfNumerics(int pos) {
    return as(Numeric[].class, pos);
  }

  @Override
  public String[] getArrayOfStrings(int pos) {
    return as(String[].class, pos);
  }

  @Override
  public JsonObject[] getArrayOfJsonObjects(int pos) {
    return as(JsonObject[].class, pos);
  }

  @Override
  public JsonArray[] getArrayOfJsonArrays(int pos) {
    return as(JsonArray[].class, pos);
  }

  @Override
  public LocalDate[] getArrayOfLocalDates(int pos) {
    return as(LocalDate[].class, pos);
  }

  @Override
  public LocalTime[] getArrayOfLocalTimes(int pos) {
    return as(LocalTime[].class, pos);
  }

  @Override
  public LocalDateTime[] getArrayOfLocalDateTimes(int pos) {
    return as(LocalDateTime[].class, pos);
  }

  @Override
  public OffsetTime[] getArrayOfOffsetTimes(int pos) {
    return as(OffsetTime[].class, pos);
  }

  @Override
  public OffsetDateTime[] getArrayOfOffsetDateTimes(int pos) {
    return as(OffsetDateTime[].class, pos);
  }

  @Override
  public Buffer[] getArrayOfBuffers(int pos) {
    return as(Buffer[].class, pos);
  }

  @Override
  public UUID[] getArrayOfUUIDs(int pos) {
    return as(UUID[].class, pos);
  }

  @Override
  public BigDecimal[] getArrayOfBigDecimals(int pos) {
    return as(BigDecimal[].class, pos);
  }

  @Override
  public Temporal[] getArrayOfTemporals(int pos) {
    return as(Temporal[].class, pos);
  }

  @Override
  public Object[] getArrayOfJsons(int pos) {
    return as(Object[].class, pos);
  }

  boolean sameCells(SQLiteRow other) {
    return Arrays.deepEquals(cells, other.cells);
  }

  @Override
  public String toString() {
    StringBuilder text = new StringBuilder("Row{");
    for (int i = 0; i < cells.length; i++) {
      text.append(i == 0 ? "" : ", ")
          .append(shape.name(i))
          .append('=')
          .append(Decoder.decode(cells[i], shape.type(i)));
    }
    return text.append('}').toString();
  }
}
