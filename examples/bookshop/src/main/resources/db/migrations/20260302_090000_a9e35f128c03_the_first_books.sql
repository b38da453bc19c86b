--liquibase formatted sql logicalFilePath:revisions

-- revision: a9e35f128c03
-- down-revision: 8c2d4b90aa02
-- message: the first books
-- date: 2026-03-02T09:00:00Z

--changeset sqlite-migrate:a9e35f128c03
--comment: the first books

insert into author (name) values
  ('Jane Austen'),
  ('Mary Shelley'),
  ('Charlotte Brontë'),
  ('Emily Brontë'),
  ('Herman Melville'),
  ('Charles Dickens'),
  ('Jules Verne'),
  ('Fyodor Dostoevsky'),
  ('Leo Tolstoy'),
  ('Lewis Carroll'),
  ('Robert Louis Stevenson'),
  ('Oscar Wilde'),
  ('Bram Stoker'),
  ('H. G. Wells'),
  ('Arthur Conan Doyle'),
  ('Joseph Conrad'),
  ('L. M. Montgomery');

insert into book (author_id, title, published, summary, price_cents)
  select id, 'Pride and Prejudice', 1813,
    'Elizabeth Bennet, Mr Darcy, and what first impressions are worth in a small county.', 1250
  from author where name = 'Jane Austen';
insert into book (author_id, title, published, summary, price_cents)
  select id, 'Emma', 1815,
    'A clever young woman arranges other people''s hearts and overlooks her own.', 1190
  from author where name = 'Jane Austen';
insert into book (author_id, title, published, summary, price_cents)
  select id, 'Persuasion', 1817,
    'Eight years after she was talked out of him, the captain comes back.', 1090
  from author where name = 'Jane Austen';
insert into book (author_id, title, published, summary, price_cents)
  select id, 'Frankenstein', 1818,
    'A student makes life and will not answer for it.', 990
  from author where name = 'Mary Shelley';
insert into book (author_id, title, published, summary, price_cents)
  select id, 'Jane Eyre', 1847,
    'A governess, a house with a locked room, and a will of her own.', 1290
  from author where name = 'Charlotte Brontë';
insert into book (author_id, title, published, summary, price_cents)
  select id, 'Wuthering Heights', 1847,
    'Two houses on the moor, and a love that ruins both.', 1150
  from author where name = 'Emily Brontë';
insert into book (author_id, title, published, summary, price_cents)
  select id, 'Moby-Dick', 1851,
    'A captain hunts a white whale to the end of the sea, and of his crew.', 1590
  from author where name = 'Herman Melville';
insert into book (author_id, title, published, summary, price_cents)
  select id, 'Great Expectations', 1861,
    'A boy, a convict, and a fortune from an unknown hand.', 1390
  from author where name = 'Charles Dickens';
insert into book (author_id, title, published, summary, price_cents)
  select id, 'A Tale of Two Cities', 1859,
    'London and Paris in the years when heads fell.', 1290
  from author where name = 'Charles Dickens';
insert into book (author_id, title, published, summary, price_cents)
  select id, 'Twenty Thousand Leagues Under the Seas', 1870,
    'Three prisoners of a submarine, and a captain who has left the land.', 1390
  from author where name = 'Jules Verne';
insert into book (author_id, title, published, summary, price_cents)
  select id, 'Around the World in Eighty Days', 1872,
    'A wager, a timetable, and a detective always one train behind.', 1090
  from author where name = 'Jules Verne';
insert into book (author_id, title, published, summary, price_cents)
  select id, 'Crime and Punishment', 1866,
    'A student kills a pawnbroker, and then has to live with his own reasons.', 1490
  from author where name = 'Fyodor Dostoevsky';
insert into book (author_id, title, published, summary, price_cents)
  select id, 'Anna Karenina', 1877,
    'A marriage breaks, another one is built, and a train is never far.', 1690
  from author where name = 'Leo Tolstoy';
insert into book (author_id, title, published, summary, price_cents)
  select id, 'War and Peace', 1869,
    'Five families in the years of Napoleon''s march on Moscow.', 1990
  from author where name = 'Leo Tolstoy';
insert into book (author_id, title, published, summary, price_cents)
  select id, 'Alice''s Adventures in Wonderland', 1865,
    'Down a rabbit hole, where words mean what they like.', 890
  from author where name = 'Lewis Carroll';
insert into book (author_id, title, published, summary, price_cents)
  select id, 'Treasure Island', 1883,
    'A map, a ship, a boy, and a cook with one leg.', 950
  from author where name = 'Robert Louis Stevenson';
insert into book (author_id, title, published, summary, price_cents)
  select id, 'Strange Case of Dr Jekyll and Mr Hyde', 1886,
    'A respectable doctor finds the other one in himself.', 850
  from author where name = 'Robert Louis Stevenson';
insert into book (author_id, title, published, summary, price_cents)
  select id, 'The Picture of Dorian Gray', 1890,
    'A man stays young; his portrait does not.', 1050
  from author where name = 'Oscar Wilde';
insert into book (author_id, title, published, summary, price_cents)
  select id, 'Dracula', 1897,
    'Letters and diaries of those who hunted the count.', 1190
  from author where name = 'Bram Stoker';
insert into book (author_id, title, published, summary, price_cents)
  select id, 'The Time Machine', 1895,
    'A traveller dines with friends after eight hundred thousand years.', 890
  from author where name = 'H. G. Wells';
insert into book (author_id, title, published, summary, price_cents)
  select id, 'The War of the Worlds', 1898,
    'Cylinders fall on Surrey, and nobody has a plan.', 950
  from author where name = 'H. G. Wells';
insert into book (author_id, title, published, summary, price_cents)
  select id, 'The Hound of the Baskervilles', 1902,
    'A curse, a moor, footprints, and Sherlock Holmes.', 1050
  from author where name = 'Arthur Conan Doyle';
insert into book (author_id, title, published, summary, price_cents)
  select id, 'Heart of Darkness', 1899,
    'Up the river to a man whose name everybody knows.', 890
  from author where name = 'Joseph Conrad';
insert into book (author_id, title, published, summary, price_cents)
  select id, 'Anne of Green Gables', 1908,
    'They had asked for a boy; she came with red hair and opinions.', 1090
  from author where name = 'L. M. Montgomery';

-- Some of each; the numbers only need to differ.
insert into stock (book_id, quantity, delivered)
  select id, 12 + length(title), 12 + length(title) from book;

--rollback delete from stock;
--rollback delete from book;
--rollback delete from author;
