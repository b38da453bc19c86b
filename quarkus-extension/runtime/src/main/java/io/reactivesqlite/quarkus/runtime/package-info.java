// SPDX-License-Identifier: Apache-2.0
/**
 * Makes pools of the configuration while the application starts, and closes them when it ends. Only
 * the code that Quarkus generates calls it; it never decides at build time what is known only at
 * run time, such as the URL.
 */
package io.reactivesqlite.quarkus.runtime;
