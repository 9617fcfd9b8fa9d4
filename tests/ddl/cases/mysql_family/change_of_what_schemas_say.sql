CREATE DATABASE ~db~_a;

CREATE DATABASE ~db~_b CHARACTER SET latin1;

-- and from here on to another state

ALTER DATABASE ~db~_a COLLATE utf8mb4_bin;

ALTER DATABASE ~db~_b COLLATE latin1_bin;

ALTER DATABASE ~db~_b CHARACTER SET latin1;
