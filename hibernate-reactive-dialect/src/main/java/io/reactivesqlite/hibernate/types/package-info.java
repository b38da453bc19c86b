/**
 * How values of every type are stored: names of column types, and the text forms of decimals, dates
 * and times, UUIDs and JSON. Called by the dialect while Hibernate collects its types. Never knows
 * whether JDBC or the reactive client carries the values.
 */
package io.reactivesqlite.hibernate.types;
