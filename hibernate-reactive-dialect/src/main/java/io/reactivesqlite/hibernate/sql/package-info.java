/**
 * SQL as SQLite reads it: the translator of Hibernate's syntax tree, casts, date arithmetic, case
 * sensitive LIKE, and the comparison of decimals. Called by the dialect and by the functions. Never
 * executes anything.
 */
package io.reactivesqlite.hibernate.sql;
