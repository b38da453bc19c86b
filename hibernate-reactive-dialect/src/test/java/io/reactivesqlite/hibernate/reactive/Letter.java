// SPDX-License-Identifier: Apache-2.0
package io.reactivesqlite.hibernate.reactive;

import jakarta.persistence.Basic;
import jakarta.persistence.Entity;
import jakarta.persistence.FetchType;
import jakarta.persistence.Id;
import jakarta.persistence.Lob;

/** Enhanced when {@link LazyFieldsTest} loads it. */
@Entity
public class Letter implements LetterText {
  @Id Long id;
  String title;

  @Lob
  @Basic(fetch = FetchType.LAZY)
  String text;

  @Override
  public void init(long id, String title, String text) {
    this.id = id;
    this.title = title;
    this.text = text;
  }

  @Override
  public void title(String title) {
    this.title = title;
  }

  @Override
  public String text() {
    return text;
  }
}
