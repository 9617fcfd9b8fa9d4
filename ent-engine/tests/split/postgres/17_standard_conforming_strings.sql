SELECT 'a\';
SET standard_conforming_strings = off;
SELECT 'a\';';
SET SESSION standard_conforming_strings TO 'on';
SELECT 'a\';
