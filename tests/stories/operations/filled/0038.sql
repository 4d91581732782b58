INSERT INTO people (name, email, created_at) VALUES ('Sans rôle', 'sans@role.example', '2026-03-06 09:00:00');
