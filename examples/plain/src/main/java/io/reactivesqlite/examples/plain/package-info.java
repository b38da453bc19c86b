// SPDX-License-Identifier: Apache-2.0
/** Hibernate Reactive and Mutiny without a framework. */
package io.reactivesqlite.examples.plain;
