CREATE TABLE t (type int, kind int, UNIQUE type (type), KEY TYPE BTREE (kind), KEY by_kind TYPE BTREE (kind)) `page_compressed`=1;
