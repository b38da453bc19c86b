/**
 * What SQLite reports as failed, in Hibernate's words: exceptions by result code, constraints by
 * name. Called by the dialect. Never retries and never hides the cause.
 */
package io.reactivesqlite.hibernate.errors;
