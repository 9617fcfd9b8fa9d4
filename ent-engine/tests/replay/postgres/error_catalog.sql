UPDATE pg_enum SET enumlabel = 'x';
