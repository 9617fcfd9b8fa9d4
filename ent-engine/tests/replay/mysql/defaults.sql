CREATE TABLE d (
 id int NOT NULL AUTO_INCREMENT PRIMARY KEY,
 a int default 5, b int default '5', c varchar(10) default '', d varchar(10) default NULL, e varchar(10) default "dq", f decimal(5,2) default 1, g decimal(5,2) default '1.5', h double default 1e3, i float default 0.5,
 j datetime default current_timestamp, k datetime default now(), l timestamp not null default current_timestamp on update current_timestamp, m timestamp(3) default current_timestamp(3) on update current_timestamp(3), n timestamp null default null, o timestamp default '2020-01-01 00:00:00', p date default '2020-1-2',
 q bit(3) default b'101', r tinyint(1) default true, s tinyint(1) default false, t int default -1, u varchar(20) default 'it''s \'x\' \\ "y"', v text default 'abc', w json default '{}', x varchar(36) default (uuid()), y int default (1+2), z datetime default localtimestamp, aa datetime default localtime(),
 ab binary(4) default 0x41424344, ac varchar(5) default x'4142', ad enum('a','b') default 'b', ae set('a','b') default 'a,b', af year default 2020, ag time default '10:00', ah bigint unsigned default 18446744073709551615, ai char(5) default 'abc  ', aj int not null default 0, ak int unsigned zerofill default 7, al date default (curdate()), am varchar(10) not null default (concat('a','b')), an blob default 'x', ao decimal(10,0) default 0.4, ap varchar(10) default 5, aq int default 1.7, ar double default '2', ass float default 1.10
);
ALTER TABLE d ALTER a SET DEFAULT 6, ALTER COLUMN b DROP DEFAULT, ALTER c SET DEFAULT (concat('x','y'));
