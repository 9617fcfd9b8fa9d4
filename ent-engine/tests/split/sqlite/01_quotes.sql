CREATE TABLE [a;b] (`c;d` int, "e;""f" text DEFAULT 'it''s;\');
SELECT 1;
