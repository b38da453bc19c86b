--liquibase formatted sql logicalFilePath:revisions

-- revision: bbbbbbbbbbb1
-- down-revision:
-- message: order lines
-- date: 2026-03-01T09:00:00Z

--changeset sqlite-migrate:bbbbbbbbbbb1
--comment: order lines

create table line (quantity integer not null);

--rollback drop table line;
