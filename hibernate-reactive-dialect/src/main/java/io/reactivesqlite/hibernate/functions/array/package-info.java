/**
 * The array functions of HQL over JSON arrays. Registered with the other functions. Never needs an
 * upper bound for the length of an array.
 */
package io.reactivesqlite.hibernate.functions.array;
