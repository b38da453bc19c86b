// SPDX-License-Identifier: Apache-2.0
package io.reactivesqlite.migrations.autogenerate.model;

import jakarta.persistence.CheckConstraint;
import jakarta.persistence.Column;
import jakarta.persistence.Convert;
import jakarta.persistence.ElementCollection;
import jakarta.persistence.Embedded;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Id;
import jakarta.persistence.Index;
import jakarta.persistence.ManyToOne;
import jakarta.persistence.Table;
import jakarta.persistence.UniqueConstraint;
import jakarta.persistence.Version;
import java.math.BigDecimal;
import java.time.LocalDateTime;
import java.util.Set;
import org.hibernate.annotations.ColumnDefault;
import org.hibernate.annotations.GeneratedColumn;

/** Something of everything. */
@Entity
@Table(
    check = @CheckConstraint(name = "named", constraint = "length(name) > 0"),
    name = "`order`",
    indexes = @Index(name = "person_born", columnList = "born desc"),
    uniqueConstraints = @UniqueConstraint(columnNames = {"name", "born"}))
public class Person {

  /** Stored by name. */
  public enum Mood {
    GOOD,
    BAD
  }

  @Id Long id;

  @Version int version;

  @Column(nullable = false, length = 100)
  String name;

  @Enumerated(EnumType.STRING)
  Mood mood;

  @ColumnDefault("7")
  int level;

  @GeneratedColumn("upper(name)")
  String shout;

  LocalDateTime born;

  BigDecimal salary;

  boolean active;

  byte[] picture;

  @Embedded Address address;

  @ManyToOne Person boss;

  @Convert(converter = YesNo.class)
  Boolean happy;

  @ElementCollection Set<String> tags;
}
