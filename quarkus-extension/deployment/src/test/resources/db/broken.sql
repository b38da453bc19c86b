--liquibase formatted sql

--changeset bookshop:1
create table author (id integer primary key, name text not null);

--changeset bookshop:2
insert into nowhere (id) values (1);
