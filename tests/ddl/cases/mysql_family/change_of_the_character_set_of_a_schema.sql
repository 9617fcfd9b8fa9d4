CREATE DATABASE ~db~_b CHARACTER SET latin1

CREATE TABLE ~db~_b.plain (id int PRIMARY KEY, a varchar(10))

CREATE TABLE ~db~_b.moved (id int PRIMARY KEY, a varchar(10)) ENGINE=MyISAM

CREATE TABLE ~db~_b.own (id int PRIMARY KEY, a varchar(10)) CHARSET ascii

-- and from here on to another state

DROP DATABASE ~db~_b

CREATE DATABASE ~db~_b

CREATE TABLE ~db~_b.plain (id int PRIMARY KEY, a varchar(10))

CREATE TABLE ~db~_b.moved (id int PRIMARY KEY, a varchar(10), b char)

CREATE TABLE ~db~_b.own (id int PRIMARY KEY, a varchar(10)) CHARSET ascii
