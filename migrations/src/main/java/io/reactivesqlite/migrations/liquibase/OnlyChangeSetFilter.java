// SPDX-License-Identifier: Apache-2.0
package io.reactivesqlite.migrations.liquibase;

import java.util.Collection;
import java.util.Set;
import liquibase.changelog.ChangeSet;
import liquibase.changelog.filter.ChangeSetFilter;
import liquibase.changelog.filter.ChangeSetFilterResult;

/** Lets certain change sets pass. */
final class OnlyChangeSetFilter implements ChangeSetFilter {

  private final Set<ChangeSetId> wanted;

  OnlyChangeSetFilter(Collection<ChangeSetId> wanted) {
    this.wanted = Set.copyOf(wanted);
  }

  @Override
  public ChangeSetFilterResult accepts(ChangeSet changeSet) {
    boolean accepted = wanted.contains(ChangeSetId.of(changeSet));
    return new ChangeSetFilterResult(
        accepted, accepted ? "it was asked for" : "it was not asked for", getClass());
  }
}
