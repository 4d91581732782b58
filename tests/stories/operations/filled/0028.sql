UPDATE people SET help_at_once = TRUE WHERE id = 2;
