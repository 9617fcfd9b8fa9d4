-- atlas:delimiter -- end
CREATE TRIGGER t BEGIN; END;
-- end
SELECT 1;
-- end
