// SPDX-License-Identifier: Apache-2.0
/**
 * Changes that open-source Liquibase does not have: adding and dropping a check. Named and spelled
 * as in its commercial edition; other databases get standard SQL.
 */
package io.reactivesqlite.migrations.liquibase.change;
