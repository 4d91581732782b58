UPDATE sessions SET mail_proved_at = '2026-03-12 08:00:00';
