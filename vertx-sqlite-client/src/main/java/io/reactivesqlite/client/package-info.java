// SPDX-License-Identifier: Apache-2.0
/** The public API of the client. */
package io.reactivesqlite.client;
