--liquibase formatted sql logicalFilePath:revisions

-- revision: aaaaaaaaaaa2
-- down-revision: aaaaaaaaaaa1
-- message: books
-- date: 2026-03-01T09:00:00Z

--changeset sqlite-migrate:aaaaaaaaaaa2
--comment: books

create table book (title text not null);

--rollback drop table book;
