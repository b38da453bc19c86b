--liquibase formatted sql

--changeset shop:books
CREATE TABLE book (id INTEGER PRIMARY KEY, title TEXT NOT NULL);
--rollback DROP TABLE book;
