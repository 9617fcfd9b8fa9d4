CREATE DATABASE ~db~_a CHARACTER SET latin1;

ALTER DATABASE ~db~_a COLLATE utf8mb4_bin;

-- and from here on to another state

ALTER DATABASE ~db~_a CHARACTER SET latin1;
