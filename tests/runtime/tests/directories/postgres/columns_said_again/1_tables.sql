-- A child that says a column of its parent keeps it when the parent's goes.
create table base (a int, b text not null default 'x', c int);
create table says_it (a int, own int) inherits (base);
create table says_none () inherits (base);
create table says_all (a int, b text not null default 'x', c int) inherits (base);
create table came (a int, b text not null default 'x', c int);
alter table came inherit base;
create table other_order (c int, own int, b text not null, a int);
alter table other_order inherit base;
create table second (a int, d int);
create table of_two () inherits (base, second);
create table of_two_says (d int, a int) inherits (base, second);
alter table base add column late int;
alter table says_it alter column c set default 3;
