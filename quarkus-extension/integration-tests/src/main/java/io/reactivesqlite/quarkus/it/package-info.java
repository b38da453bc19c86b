// SPDX-License-Identifier: Apache-2.0
/** A small application, as a user of the extension would write it. */
package io.reactivesqlite.quarkus.it;
