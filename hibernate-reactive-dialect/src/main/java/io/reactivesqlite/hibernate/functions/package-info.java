/**
 * The functions of HQL, one file per family. Registered by the dialect when a session factory is
 * built. Never renders SQL that only one of JDBC and the reactive client could run.
 */
package io.reactivesqlite.hibernate.functions;
