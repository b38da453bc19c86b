--liquibase formatted sql logicalFilePath:revisions

-- revision: ccccccccccc1
-- down-revision:
-- message: order lines
-- date: 2026-03-01T09:00:00Z

--changeset sqlite-migrate:ccccccccccc1
--comment: order lines

create table line (quantity integer not null);

--rollback drop table line;
