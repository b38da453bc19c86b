/** The client among the libraries it is used with; what the tests of all of them share. */
package io.reactivesqlite.it;
