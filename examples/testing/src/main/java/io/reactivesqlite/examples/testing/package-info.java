// SPDX-License-Identifier: Apache-2.0
/** Starts an example in a process of its own, sends it customers, and looks into its books. */
package io.reactivesqlite.examples.testing;
