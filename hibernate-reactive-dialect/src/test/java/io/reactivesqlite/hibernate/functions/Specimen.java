// SPDX-License-Identifier: Apache-2.0
package io.reactivesqlite.hibernate.functions;

import jakarta.persistence.CollectionTable;
import jakarta.persistence.ElementCollection;
import jakarta.persistence.Embeddable;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Id;
import jakarta.persistence.OrderColumn;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.hibernate.annotations.JdbcTypeCode;
import org.hibernate.type.SqlTypes;

/** An entity with an attribute of every kind that functions take. */
@Entity
public class Specimen {
  enum Color {
    RED,
    GREEN
  }

  @Embeddable
  static class Detail {
    String city;
    Integer zip;
    BigDecimal rate;
    LocalDate since;

    Detail() {}

    Detail(String city, Integer zip, String rate, LocalDate since) {
      this.city = city;
      this.zip = zip;
      this.rate = new BigDecimal(rate);
      this.since = since;
    }
  }

  @Id Long id;
  String name;
  String missing;
  int whole;
  long big;
  double real;
  float single;
  BigDecimal price;
  BigInteger huge;
  boolean flag;
  LocalDate day;
  LocalTime clock;
  LocalDateTime at;
  Instant moment;
  OffsetDateTime offset;
  Duration span;
  UUID uuid;
  byte[] bytes;
  Color ordinalColor;

  @Enumerated(EnumType.STRING)
  Color color;

  String[] tags;
  Integer[] numbers;

  @JdbcTypeCode(SqlTypes.JSON)
  Map<String, Object> json;

  @JdbcTypeCode(SqlTypes.JSON)
  Detail detail;

  String jsonText;

  @ElementCollection
  @CollectionTable(name = "specimen_note")
  @OrderColumn
  List<String> notes = new ArrayList<>();

  static Specimen first() {
    final Specimen it = new Specimen();
    it.id = 1L;
    it.name = "Über Ada's";
    it.whole = 7;
    it.big = 9_000_000_000L;
    it.real = 2.5;
    it.single = 0.1f;
    it.price = new BigDecimal("10.50");
    it.huge = new BigInteger("123456789012345678901234567890");
    it.flag = true;
    it.day = LocalDate.of(2024, 2, 29);
    it.clock = LocalTime.of(13, 5, 9, 250_000_000);
    it.at = LocalDateTime.of(2024, 2, 29, 13, 5, 9, 123_456_789);
    it.moment = Instant.parse("2024-02-29T12:05:09.123456789Z");
    it.offset = OffsetDateTime.parse("2024-02-29T13:05:09+01:00");
    it.span = Duration.ofMinutes(90);
    it.uuid = UUID.fromString("123e4567-e89b-12d3-a456-426614174000");
    it.bytes = new byte[] {1, 2, (byte) 0xff};
    it.ordinalColor = Color.GREEN;
    it.color = Color.GREEN;
    it.tags = new String[] {"a", "b", "a"};
    it.numbers = new Integer[] {3, 1, 2};
    it.json = Map.of("city", "Rome", "n", 5, "list", List.of(1, 2, 3));
    it.detail = new Detail("Rome", 123, "1.25", LocalDate.of(2020, 1, 2));
    it.jsonText =
        "{\"a\":\"x\",\"b\":2,\"c\":true,\"d\":null,\"e\":[1,2,3],\"f\":{\"g\":\"deep\"},\"h\":1.5}";
    it.notes.addAll(List.of("one", "two", "three"));
    return it;
  }

  static Specimen second() {
    final Specimen it = new Specimen();
    it.id = 2L;
    it.name = "Bob";
    it.whole = 3;
    it.big = 4;
    it.real = -1.5;
    it.single = 4.5f;
    it.price = new BigDecimal("9.75");
    it.huge = BigInteger.TEN;
    it.day = LocalDate.of(2023, 12, 31);
    it.clock = LocalTime.of(1, 2, 3);
    it.at = LocalDateTime.of(2023, 12, 31, 23, 59, 59);
    it.moment = Instant.parse("2023-12-31T23:59:59Z");
    it.offset = OffsetDateTime.parse("2023-12-31T23:59:59Z");
    it.span = Duration.ofSeconds(30);
    it.ordinalColor = Color.RED;
    it.color = Color.RED;
    it.tags = new String[] {"c"};
    it.numbers = new Integer[] {5};
    return it;
  }

  static Specimen third() {
    final Specimen it = second();
    it.id = 3L;
    it.name = "bob%_x";
    it.whole = 5;
    it.price = new BigDecimal("100");
    it.missing = "here";
    return it;
  }
}
