PRAGMA foreign_keys = on;
PRAGMA foreign_keys=OFF; VACUUM