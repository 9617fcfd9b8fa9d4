SELECT 'a\';
SELECT E'a\';', e'\\', 'it''s;';
SELECT E'one'
  -- between
  'two\';still';
SELECT U&'\0041;', U&"c;d", B'01', X'ff', N'x;';
SELECT name'x;';
