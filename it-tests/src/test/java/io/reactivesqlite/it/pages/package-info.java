/**
 * The pages of the manual whose Java is compiled and run: each page has a class of tests here. What
 * a page shows as output is what the test saw.
 */
package io.reactivesqlite.it.pages;
