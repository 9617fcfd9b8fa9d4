-- ent:generated h1:LdyXuWsgzGbN7ciLjJi7wyMJQpiIse7sswe7Z62UeYo=

-- create "tasks" table
CREATE TABLE `tasks` (
  `id` integer NOT NULL PRIMARY KEY AUTOINCREMENT,
  `title` text NOT NULL,
  `done` bool NOT NULL DEFAULT false
);
