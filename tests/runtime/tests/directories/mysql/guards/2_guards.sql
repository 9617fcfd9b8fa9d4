SET @statement = (SELECT IF(
  (SELECT COUNT(*) FROM information_schema.statistics
    WHERE table_name = 'channels' AND table_schema = DATABASE() AND index_name = 'by_parent') > 0,
  'SELECT 1',
  'CREATE INDEX by_parent ON channels(parent);'
));
PREPARE add_index FROM @statement;
EXECUTE add_index;
DEALLOCATE PREPARE add_index;
SET @statement = (SELECT IF(
  EXISTS (SELECT 1 FROM information_schema.columns
    WHERE table_name = 'channels' AND table_schema = (SELECT DATABASE()) AND column_name = 'made'),
  'ALTER TABLE channels CHANGE made created BIGINT NOT NULL DEFAULT 1',
  'SELECT 1'
));
PREPARE change_it FROM @statement;
EXECUTE change_it;
DEALLOCATE PREPARE change_it;
