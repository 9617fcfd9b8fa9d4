CREATE TABLE orders (created_at oid PRIMARY KEY, flag bigint);

-- and from here on to another state

CREATE TRIGGER tr1 BEFORE UPDATE ON orders FOR EACH ROW WHEN (OLD.created_at IS DISTINCT FROM NEW.flag) EXECUTE FUNCTION suppress_redundant_updates_trigger();

ALTER TABLE orders ENABLE TRIGGER tr1;
