--liquibase formatted sql

--changeset bookshop:1
create table Author_SEQ (next_val bigint);
insert into Author_SEQ values (1);
create table Author (id bigint primary key not null, name varchar(255) unique);
create table Book (
  id integer primary key,
  published date,
  price decimal_text(38,2),
  author_id bigint not null references Author (id),
  title varchar(255)
);
