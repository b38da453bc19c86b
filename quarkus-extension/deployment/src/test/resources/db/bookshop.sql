--liquibase formatted sql

--changeset bookshop:1
create table author (id integer primary key, name text not null);
--rollback drop table author;

--changeset bookshop:2
create table book (
  id integer primary key,
  title text not null,
  author_id integer not null references author (id)
);
--rollback drop table book;

--changeset bookshop:3 context:samples
insert into author (name) values ('${firstAuthor}');
--rollback delete from author;
