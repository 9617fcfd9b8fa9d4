-- What MySQL and MariaDB say of the database of the connection, one line for each thing.
SELECT CONCAT_WS(' ', 'table', table_name, table_type, engine, table_collation, create_options, table_comment)
  FROM information_schema.tables WHERE table_schema = DATABASE()
UNION ALL SELECT CONCAT_WS(' ', 'column', table_name, ordinal_position, column_name, column_type, is_nullable,
    REPLACE(QUOTE(column_default), DATABASE(), 'own'),
    extra, QUOTE(generation_expression), character_set_name, collation_name, column_comment)
  FROM information_schema.columns WHERE table_schema = DATABASE()
UNION ALL SELECT CONCAT_WS(' ', 'index', table_name, index_name, seq_in_index, non_unique, column_name, QUOTE(sub_part), collation,
    index_type, index_comment)
  FROM information_schema.statistics WHERE table_schema = DATABASE()
UNION ALL SELECT CONCAT_WS(' ', 'key', k.table_name, k.constraint_name, k.ordinal_position, k.column_name,
    k.referenced_table_name, k.referenced_column_name, r.update_rule, r.delete_rule)
  FROM information_schema.key_column_usage k JOIN information_schema.referential_constraints r
    ON r.constraint_schema = k.constraint_schema AND r.table_name = k.table_name AND r.constraint_name = k.constraint_name
  WHERE k.table_schema = DATABASE()
UNION ALL SELECT CONCAT_WS(' ', 'check', constraint_name, check_clause)
  FROM information_schema.check_constraints WHERE constraint_schema = DATABASE()
UNION ALL SELECT CONCAT_WS(' ', 'view', table_name, check_option, security_type, REPLACE(view_definition, DATABASE(), 'own'))
  FROM information_schema.views WHERE table_schema = DATABASE()
UNION ALL SELECT CONCAT_WS(' ', 'trigger', trigger_name, event_object_table, action_timing, event_manipulation, action_order,
    action_statement)
  FROM information_schema.triggers WHERE trigger_schema = DATABASE()
UNION ALL SELECT CONCAT_WS(' ', 'routine', routine_name, routine_type, dtd_identifier, is_deterministic, sql_data_access,
    security_type, routine_definition, routine_comment)
  FROM information_schema.routines WHERE routine_schema = DATABASE()
UNION ALL SELECT CONCAT_WS(' ', 'parameter', specific_name, ordinal_position, parameter_mode, parameter_name, dtd_identifier)
  FROM information_schema.parameters WHERE specific_schema = DATABASE()
UNION ALL SELECT CONCAT_WS(' ', 'event', event_name, event_type, interval_value, interval_field, status, event_definition)
  FROM information_schema.events WHERE event_schema = DATABASE()
UNION ALL SELECT CONCAT_WS(' ', 'partition', table_name, partition_ordinal_position, partition_name, partition_method,
    partition_expression, partition_description)
  FROM information_schema.partitions WHERE table_schema = DATABASE() AND partition_name IS NOT NULL
ORDER BY 1
