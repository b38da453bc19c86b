// SPDX-License-Identifier: Apache-2.0
package io.reactivesqlite.migrations.autogenerate;

import jakarta.persistence.AttributeOverride;
import jakarta.persistence.CheckConstraint;
import jakarta.persistence.Column;
import jakarta.persistence.DiscriminatorColumn;
import jakarta.persistence.ElementCollection;
import jakarta.persistence.Embeddable;
import jakarta.persistence.Embedded;
import jakarta.persistence.EmbeddedId;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.GenerationType;
import jakarta.persistence.Id;
import jakarta.persistence.Index;
import jakarta.persistence.Inheritance;
import jakarta.persistence.InheritanceType;
import jakarta.persistence.Lob;
import jakarta.persistence.ManyToMany;
import jakarta.persistence.ManyToOne;
import jakarta.persistence.MapKeyColumn;
import jakarta.persistence.MappedSuperclass;
import jakarta.persistence.MapsId;
import jakarta.persistence.OneToMany;
import jakarta.persistence.OneToOne;
import jakarta.persistence.OrderColumn;
import jakarta.persistence.SecondaryTable;
import jakarta.persistence.Table;
import jakarta.persistence.UniqueConstraint;
import jakarta.persistence.Version;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.hibernate.annotations.ColumnDefault;
import org.hibernate.annotations.GeneratedColumn;
import org.hibernate.annotations.JdbcTypeCode;
import org.hibernate.annotations.NaturalId;
import org.hibernate.annotations.OnDelete;
import org.hibernate.annotations.OnDeleteAction;
import org.hibernate.annotations.SoftDelete;
import org.hibernate.annotations.View;
import org.hibernate.type.NumericBooleanConverter;
import org.hibernate.type.SqlTypes;
import org.hibernate.type.YesNoConverter;

/** One model for each way to map entities. */
public final class ExampleModels {

  private ExampleModels() {}

  /** The models, by what is special about them. */
  public static final Map<String, List<Class<?>>> ALL =
      Map.ofEntries(
          Map.entry("one table for all", List.of(Animal.class, Dog.class, Cat.class)),
          Map.entry("a table for each, joined", List.of(Vehicle.class, Car.class, Truck.class)),
          Map.entry("a table for each, whole", List.of(Shape.class, Circle.class, Square.class)),
          Map.entry("mapped superclass", List.of(Base.class, Invoice.class)),
          Map.entry("embedded", List.of(Customer.class, Place.class)),
          Map.entry("element collections", List.of(Recipe.class, Step.class)),
          Map.entry("enums", List.of(Lamp.class)),
          Map.entry(
              "generated keys",
              List.of(Identity.class, Counted.class, Segmented.class, Unique.class, Auto.class)),
          Map.entry("composite keys", List.of(Seat.class, SeatId.class, Ticket.class)),
          Map.entry("unique and indexes", List.of(Account.class)),
          Map.entry("associations", List.of(Author.class, Book.class, Chapter.class, Cover.class)),
          Map.entry("a circle of tables", List.of(Team.class, Player.class)),
          Map.entry("types", List.of(Everything.class, Details.class)),
          Map.entry("defaults, checks, generated columns", List.of(Product.class)),
          Map.entry("secondary table", List.of(Letter.class)),
          Map.entry("soft delete", List.of(Draft.class)),
          Map.entry("a view", List.of(Account.class, AccountName.class)),
          Map.entry("odd names", List.of(Odd.class)));

  @Entity
  @Inheritance
  @DiscriminatorColumn(name = "kind", length = 20)
  static class Animal {
    @Id @GeneratedValue long id;
    String name;
  }

  @Entity
  static class Dog extends Animal {
    int barks;
  }

  @Entity
  static class Cat extends Animal {
    boolean purrs;
  }

  @Entity
  @Inheritance(strategy = InheritanceType.JOINED)
  static class Vehicle {
    @Id @GeneratedValue long id;
    @Version int version;
  }

  @Entity
  static class Car extends Vehicle {
    @Column(nullable = false)
    int doors;
  }

  @Entity
  static class Truck extends Vehicle {
    BigDecimal load;
  }

  @Entity
  @Inheritance(strategy = InheritanceType.TABLE_PER_CLASS)
  abstract static class Shape {
    @Id @GeneratedValue long id;
    String colour;
  }

  @Entity
  static class Circle extends Shape {
    double radius;
  }

  @Entity
  static class Square extends Shape {
    double side;
    @ManyToOne Circle inside;
  }

  @MappedSuperclass
  static class Base {
    @Id
    @GeneratedValue(strategy = GenerationType.IDENTITY)
    Long id;

    @Version long version;

    @Column(nullable = false, updatable = false)
    Instant created;
  }

  @Entity
  static class Invoice extends Base {
    @Column(precision = 12, scale = 2)
    BigDecimal total;
  }

  @Embeddable
  static class Place {
    @Column(length = 80)
    String street;

    @Column(nullable = false)
    String city;
  }

  @Entity
  static class Customer {
    @Id long id;
    @Embedded Place home;

    @Embedded
    @AttributeOverride(name = "street", column = @Column(name = "work_street"))
    @AttributeOverride(name = "city", column = @Column(name = "work_city"))
    Place work;
  }

  @Embeddable
  static class Step {
    @Column(nullable = false)
    String text;

    Duration takes;
  }

  @Entity
  static class Recipe {
    @Id long id;
    @ElementCollection Set<String> tags;
    @ElementCollection @OrderColumn List<Step> steps;

    @ElementCollection
    @MapKeyColumn(name = "ingredient", length = 50)
    Map<String, Integer> amounts;

    @ElementCollection
    @Enumerated(EnumType.STRING)
    Set<Colour> colours;
  }

  enum Colour {
    RED,
    GREEN
  }

  @Entity
  static class Lamp {
    @Id long id;

    @Enumerated(EnumType.STRING)
    @Column(nullable = false)
    Colour byName;

    @Enumerated(EnumType.ORDINAL)
    Colour byNumber;

    Colour byDefault;
  }

  @Entity
  static class Identity {
    @Id
    @GeneratedValue(strategy = GenerationType.IDENTITY)
    long id;
  }

  @Entity
  static class Counted {
    @Id
    @GeneratedValue(strategy = GenerationType.SEQUENCE)
    long id;
  }

  @Entity
  static class Segmented {
    @Id
    @GeneratedValue(strategy = GenerationType.TABLE)
    long id;
  }

  @Entity
  static class Unique {
    @Id
    @GeneratedValue(strategy = GenerationType.UUID)
    UUID id;
  }

  @Entity
  static class Auto {
    @Id @GeneratedValue Integer id;
  }

  @Embeddable
  record SeatId(int row, String letter) {}

  @Entity
  static class Seat {
    @EmbeddedId SeatId id;
    boolean free;
  }

  @Entity
  static class Ticket {
    @EmbeddedId SeatId id;
    @MapsId @OneToOne Seat seat;
    String owner;
  }

  @Entity
  @Table(
      indexes = {
        @Index(name = "account_created", columnList = "created desc, name"),
        @Index(columnList = "balance"),
        @Index(name = "account_name", columnList = "name", unique = true)
      },
      uniqueConstraints =
          @UniqueConstraint(
              name = "uq_mail",
              columnNames = {"mail", "tenant"}))
  static class Account {
    @Id long id;
    String name;
    String mail;
    int tenant;

    @NaturalId
    @Column(length = 30)
    String iban;

    @Column(unique = true)
    String nick;

    BigDecimal balance;
    Instant created;
  }

  @Entity
  static class Author {
    @Id @GeneratedValue long id;

    @OneToMany(mappedBy = "author")
    List<Book> books;

    @ManyToOne Author mentor;
  }

  @Entity
  static class Book {
    @Id @GeneratedValue long id;

    @ManyToOne(optional = false)
    @OnDelete(action = OnDeleteAction.CASCADE)
    Author author;

    @ManyToMany Set<Author> editors;
    @OneToMany List<Chapter> chapters;

    @OneToOne(optional = false)
    Cover cover;
  }

  @Entity
  static class Chapter {
    @Id @GeneratedValue long id;
  }

  @Entity
  static class Cover {
    @Id @GeneratedValue long id;

    @OneToOne(mappedBy = "cover")
    Book book;
  }

  @Entity
  static class Team {
    @Id long id;
    @ManyToOne Player captain;
  }

  @Entity
  static class Player {
    @Id long id;

    @ManyToOne(optional = false)
    Team team;
  }

  @Embeddable
  static class Details {
    String note;
    int weight;
  }

  @Entity
  static class Everything {
    @Id long id;
    byte tiny;
    short small;
    Integer normal;
    Long big;
    BigInteger huge;
    float single;
    double twofold;

    @Column(precision = 20, scale = 6)
    BigDecimal exact;

    boolean truth;

    @jakarta.persistence.Convert(converter = YesNoConverter.class)
    Boolean yesNo;

    @jakarta.persistence.Convert(converter = NumericBooleanConverter.class)
    Boolean numeric;

    char letter;

    @Column(length = 17)
    String text;

    @Lob String story;
    @Lob byte[] picture;
    byte[] bytes;
    UUID uuid;

    @JdbcTypeCode(SqlTypes.BINARY)
    UUID binaryUuid;

    LocalDate date;
    LocalTime time;
    LocalDateTime dateTime;
    OffsetDateTime offset;
    Instant instant;
    Duration duration;

    @JdbcTypeCode(SqlTypes.JSON)
    Details details;

    @JdbcTypeCode(SqlTypes.JSON)
    Map<String, String> properties;

    List<String> array;
    int[] numbers;
  }

  @Entity
  @Table(check = @CheckConstraint(name = "cheap", constraint = "price < 1000"))
  static class Product {
    @Id long id;

    @ColumnDefault("7")
    int level;

    @ColumnDefault("'new'")
    @Column(nullable = false)
    String state;

    @Column(check = @CheckConstraint(constraint = "price >= 0"))
    int price;

    @GeneratedColumn("price * 2")
    int twice;
  }

  @Entity
  @SecondaryTable(name = "letter_body")
  static class Letter {
    @Id long id;
    String subject;

    @Column(table = "letter_body")
    String body;
  }

  @Entity
  @SoftDelete
  static class Draft {
    @Id long id;
    String text;
  }

  @Entity
  @View(query = "select id, upper(name) as name from Account")
  static class AccountName {
    @Id long id;
    String name;
  }

  @Entity
  @Table(name = "`group`")
  static class Odd {
    @Id long id;

    @Column(name = "`order`")
    int order;

    @Column(name = "`Ünï code`", unique = true)
    String unicode;

    @ManyToOne Odd select;
  }
}
