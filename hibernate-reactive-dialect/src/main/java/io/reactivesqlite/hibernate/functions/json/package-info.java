/**
 * The JSON functions of HQL over SQLite's. Registered with the other functions. Never parses a
 * document in Java.
 */
package io.reactivesqlite.hibernate.functions.json;
