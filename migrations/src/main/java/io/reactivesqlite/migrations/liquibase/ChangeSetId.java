// SPDX-License-Identifier: Apache-2.0
package io.reactivesqlite.migrations.liquibase;

import liquibase.changelog.ChangeSet;
import liquibase.changelog.RanChangeSet;

/** The three things that together name a change set. */
public record ChangeSetId(String file, String id, String author) {

  static ChangeSetId of(ChangeSet changeSet) {
    return new ChangeSetId(changeSet.getFilePath(), changeSet.getId(), changeSet.getAuthor());
  }

  static ChangeSetId of(RanChangeSet changeSet) {
    return new ChangeSetId(changeSet.getChangeLog(), changeSet.getId(), changeSet.getAuthor());
  }

  @Override
  public String toString() {
    return file + "::" + id + "::" + author;
  }
}
