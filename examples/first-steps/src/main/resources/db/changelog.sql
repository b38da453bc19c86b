--liquibase formatted sql

--changeset shop:books
CREATE TABLE book (
  id INTEGER PRIMARY KEY,
  title TEXT NOT NULL UNIQUE,
  stock INTEGER NOT NULL CHECK (stock >= 0)
) STRICT;
INSERT INTO book (title, stock) VALUES ('The Dispossessed', 500), ('Solaris', 500), ('Roadside Picnic', 500);
--rollback DROP TABLE book;

--changeset shop:orders
CREATE TABLE sale (
  id INTEGER PRIMARY KEY,
  book INTEGER NOT NULL REFERENCES book,
  at TEXT NOT NULL DEFAULT CURRENT_TIMESTAMP
) STRICT;
CREATE TRIGGER sold AFTER INSERT ON sale BEGIN
  UPDATE book SET stock = stock - 1 WHERE id = new.book;
END;
--rollback DROP TABLE sale;
