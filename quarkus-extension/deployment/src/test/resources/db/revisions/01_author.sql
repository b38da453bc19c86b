--liquibase formatted sql logicalFilePath:revisions

-- revision: aaaaaaaaaaa1
-- down-revision:
-- message: authors
-- date: 2026-03-01T09:00:00Z

--changeset sqlite-migrate:aaaaaaaaaaa1
--comment: authors

create table author (id integer primary key, name text not null);

--rollback drop table author;
