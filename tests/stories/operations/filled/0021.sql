UPDATE sessions SET mail_proved_at = '2026-03-12 08:00:00';
INSERT INTO asked_mails (kind, email, asked_at) VALUES ('password-reset', 'ada@x.example', '2026-03-12 08:00:00');
