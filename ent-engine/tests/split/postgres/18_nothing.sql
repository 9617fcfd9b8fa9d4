
-- only a comment
;;
/* x */
