--liquibase formatted sql logicalFilePath:revisions

-- revision: ccccccccccc2
-- down-revision: ccccccccccc1
-- message: a row for nowhere
-- date: 2026-03-01T09:00:00Z

--changeset sqlite-migrate:ccccccccccc2
--comment: a row for nowhere

insert into nowhere (id) values (1);

--rollback delete from nowhere;
