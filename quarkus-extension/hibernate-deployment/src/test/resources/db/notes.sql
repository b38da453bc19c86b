--liquibase formatted sql

--changeset notes:1
create table note (text text not null);
