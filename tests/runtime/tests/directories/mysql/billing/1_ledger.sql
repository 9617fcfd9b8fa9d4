/*! SET default_storage_engine=INNODB */;

-- SERIAL brings a unique key of its own; said again it is the same key.
CREATE TABLE ledgers (
  row_no SERIAL UNIQUE,
  id VARCHAR(36) NOT NULL,
  opened DATETIME NOT NULL,
  is_open BOOL DEFAULT TRUE,
  note VARCHAR(50) /*! COLLATE utf8mb4_bin */,
  PRIMARY KEY (row_no)
) /*! CHARACTER SET utf8mb4 COLLATE utf8mb4_bin */;
CREATE UNIQUE INDEX ledgers_id ON ledgers (id);

CREATE TABLE entries (
  row_no BIGINT UNSIGNED SERIAL DEFAULT VALUE,
  ledger BIGINT UNSIGNED NOT NULL,
  cents BIGINT NOT NULL DEFAULT 0 CHECK (cents <> 13),
  kind ENUM('debit', 'credit') NOT NULL,
  code INT UNIQUE KEY UNIQUE,
  CONSTRAINT entries_ledger FOREIGN KEY (ledger) REFERENCES ledgers (row_no) ON DELETE CASCADE,
  CONSTRAINT cents_kind CHECK (cents > 0 OR kind = 'debit')
);
