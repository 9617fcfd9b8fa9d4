-- ent:effect CREATE TABLE (
DO 'x';
