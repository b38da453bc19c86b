--liquibase formatted sql

--changeset bookshop:1
create table Book (id integer primary key, title varchar(255) not null unique);
