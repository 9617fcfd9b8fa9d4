-- reverse: create "tasks" table
DROP TABLE `tasks`;
