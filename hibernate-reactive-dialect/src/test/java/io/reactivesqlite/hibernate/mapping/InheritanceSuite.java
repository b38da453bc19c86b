// SPDX-License-Identifier: Apache-2.0
package io.reactivesqlite.hibernate.mapping;

import static org.assertj.core.api.Assertions.assertThat;

import io.reactivesqlite.hibernate.testing.StoreSuite;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.GenerationType;
import jakarta.persistence.Id;
import jakarta.persistence.Inheritance;
import jakarta.persistence.InheritanceType;
import jakarta.persistence.SecondaryTable;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Every strategy of inheritance, and statements that reach several tables. */
abstract class InheritanceSuite extends StoreSuite {

  @Entity(name = "Animal")
  @Inheritance(strategy = InheritanceType.SINGLE_TABLE)
  static class Animal {
    @Id @GeneratedValue Long id;
    String name;
  }

  @Entity(name = "Cat")
  static class Cat extends Animal {
    int lives = 9;
  }

  @Entity(name = "Vehicle")
  @Inheritance(strategy = InheritanceType.JOINED)
  static class Vehicle {
    @Id
    @GeneratedValue(strategy = GenerationType.IDENTITY)
    Long id;

    String name;
  }

  @Entity(name = "Car")
  static class Car extends Vehicle {
    int doors;
  }

  @Entity(name = "Sports")
  static class Sports extends Car {
    int speed;
  }

  @Entity(name = "Shape")
  @Inheritance(strategy = InheritanceType.TABLE_PER_CLASS)
  static class Shape {
    @Id @GeneratedValue Long id;
    String name;
  }

  @Entity(name = "Circle")
  static class Circle extends Shape {
    double radius;
  }

  @Entity(name = "Person")
  @SecondaryTable(name = "person_detail")
  static class Person {
    @Id @GeneratedValue Long id;
    String name;

    @Column(table = "person_detail")
    String hobby;
  }

  @Override
  protected Class<?>[] entities() {
    return new Class<?>[] {
      Animal.class,
      Cat.class,
      Vehicle.class,
      Car.class,
      Sports.class,
      Shape.class,
      Circle.class,
      Person.class
    };
  }

  private static <T extends Vehicle> T named(T vehicle, String name) {
    vehicle.name = name;
    return vehicle;
  }

  @Test
  void oneTableForAll() {
    final Cat cat = new Cat();
    cat.name = "Tom";
    store.run(work -> work.persist(new Animal(), cat));
    assertThat(store.listOf(work -> work.list("from Animal", Animal.class))).hasSize(2);
    assertThat(
            store.listOf(
                work -> work.list("select treat(a as Cat).lives from Animal a", Integer.class)))
        .containsExactly(9);
    assertThat(store.rows("select DTYPE from Animal order by id")).containsExactly("Animal", "Cat");
  }

  @Test
  void joinedTables() {
    store.run(
        work -> {
          final Sports fast = named(new Sports(), "fast");
          fast.speed = 300;
          work.persist(named(new Vehicle(), "v"), named(new Car(), "c"), fast);
        });
    final List<Vehicle> all =
        store.listOf(work -> work.list("from Vehicle order by id", Vehicle.class));
    assertThat(all)
        .extracting(it -> (Object) it.getClass())
        .containsExactly(Vehicle.class, Car.class, Sports.class);
    assertThat(((Sports) all.get(2)).speed).isEqualTo(300);
  }

  @Test
  void updatesAndDeletesReachEveryJoinedTable() {
    store.run(
        work -> {
          for (int i = 0; i < 4; i++) {
            final Sports fast = named(new Sports(), "s" + i);
            fast.speed = i * 100;
            work.persist(fast);
          }
        });
    final int[] counts =
        store.call(
            work ->
                new int[] {
                  work.execute(
                      "update Sports set name = 'x', doors = 2, speed = 1 where speed > 150"),
                  work.execute("delete from Sports where doors = 0 and speed = 0"),
                });
    assertThat(counts).containsExactly(2, 1);
    assertThat(
            store.rows(
                "select v.name, c.doors, s.speed from Vehicle v join Car c using (id) join Sports s"
                    + " using (id) order by v.id"))
        .containsExactly("s1|0|100", "x|2|1", "x|2|1");
    assertThat(store.rows("select count(*) from Vehicle")).containsExactly("3");
    // the temporary table of a pooled connection is there again and empty
    final int again = store.call(work -> work.execute("update Sports set doors = 5"));
    assertThat(again).isEqualTo(3);
  }

  @Test
  void insertSelectFillsEveryJoinedTable() {
    store.run(work -> work.persist(named(new Car(), "a"), named(new Car(), "b")));
    final int inserted =
        store.call(
            work ->
                work.execute(
                    "insert into Sports (name, doors, speed) select c.name, c.doors + 1, 7 from Car"
                        + " c"));
    assertThat(inserted).isEqualTo(2);
    assertThat(
            store.rows(
                "select v.name, c.doors, s.speed from Sports s join Car c using (id) join Vehicle v"
                    + " using (id) order by v.name"))
        .containsExactly("a|1|7", "b|1|7");
  }

  @Test
  void oneTableForEachClass() {
    final Circle circle = new Circle();
    circle.name = "round";
    circle.radius = 2;
    store.run(work -> work.persist(new Shape(), circle));
    assertThat(store.listOf(work -> work.list("from Shape s order by s.id", Shape.class)))
        .extracting(it -> (Object) it.getClass())
        .containsExactly(Shape.class, Circle.class);
    final int changed = store.call(work -> work.execute("update Shape set name = 'all'"));
    assertThat(changed).isEqualTo(2);
    assertThat(store.rows("select name from Circle")).containsExactly("all");
  }

  @Test
  void secondaryTablesAreWrittenTogether() {
    final Person person = new Person();
    person.name = "Ada";
    person.hobby = "engines";
    store.run(work -> work.persist(person));
    final int updated =
        store.call(work -> work.execute("update Person set name = 'B', hobby = 'maths'"));
    assertThat(updated).isEqualTo(1);
    assertThat(store.rows("select p.name, d.hobby from Person p join person_detail d using (id)"))
        .containsExactly("B|maths");
    final int deleted = store.call(work -> work.execute("delete from Person"));
    assertThat(deleted).isEqualTo(1);
    assertThat(store.rows("select count(*) from person_detail")).containsExactly("0");
  }
}
