--liquibase formatted sql

--changeset bookshop:1
create table Book (id integer primary key autoincrement, title varchar(255) not null unique);
