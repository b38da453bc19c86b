-- The tables that the TCK reads and writes, with the values that it compares.

CREATE TABLE immutable (id INTEGER NOT NULL PRIMARY KEY, message VARCHAR(2048) NOT NULL);
INSERT INTO immutable (id, message) VALUES
  (1, 'fortune: No such file or directory'),
  (2, 'two'),
  (3, 'After enough decimal places, nobody gives a damn.'),
  (4, 'four'),
  (5, 'A computer program does what you tell it to do, not what you want it to do.'),
  (6, 'six'),
  (7, 'Any program that runs right is obsolete.'),
  (8, 'eight'),
  (9, 'nine'),
  (10, 'ten'),
  (11, '<script>alert("eleven");</script>'),
  (12, 'フレームワーク');

CREATE TABLE Fortune (id INTEGER NOT NULL PRIMARY KEY, message VARCHAR(2048));
INSERT INTO Fortune (id, message) SELECT id, message FROM immutable;

CREATE TABLE mutable (id INTEGER NOT NULL PRIMARY KEY, val VARCHAR(2048) NOT NULL);

CREATE TABLE collector_test (
  id INTEGER PRIMARY KEY,
  test_int_2 SMALLINT,
  test_int_4 INTEGER,
  test_int_8 BIGINT,
  test_float FLOAT4,
  test_double DOUBLE,
  test_varchar VARCHAR(20)
);
INSERT INTO collector_test VALUES
  (1, 32767, 2147483647, 9223372036854775807, 123.456, 1.234567, 'HELLO,WORLD'),
  (2, 32767, 2147483647, 9223372036854775807, 123.456, 1.234567, 'hello,world');

CREATE TABLE basicdatatype (
  id INTEGER PRIMARY KEY,
  test_int_2 SMALLINT,
  test_int_4 INTEGER,
  test_int_8 BIGINT,
  test_float_4 FLOAT4,
  test_float_8 DOUBLE,
  test_numeric NUMERIC(5, 2),
  test_decimal DECIMAL,
  test_boolean BOOLEAN,
  test_char CHAR(8),
  test_varchar VARCHAR(20),
  test_date DATE,
  test_time TIME
);
INSERT INTO basicdatatype VALUES
  (1, 32767, 2147483647, 9223372036854775807, 3.40282e38, 1.7976931348623157e308, 999.99, 12345, TRUE, 'testchar', 'testvarchar', '2019-01-01', '18:45:02'),
  (2, 32767, 2147483647, 9223372036854775807, 3.40282e38, 1.7976931348623157e308, 999.99, 12345, TRUE, 'testchar', 'testvarchar', '2019-01-01', '18:45:02'),
  (3, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL);
