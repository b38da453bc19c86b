// SPDX-License-Identifier: Apache-2.0
package io.reactivesqlite.hibernate.reactive;

/** What is known of the enhanced {@link Letter}, which another loader has. */
public interface LetterText {
  void init(long id, String title, String text);

  void title(String title);

  String text();
}
