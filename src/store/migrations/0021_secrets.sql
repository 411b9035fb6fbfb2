-- Secrets are encrypted, those that are stored by the service itself: SQL can not. A token of a subscription at somebody's
-- hub is looked up by its SHA-256, which `token` holds then, and is here, encrypted.
ALTER TABLE follows ADD COLUMN callback TEXT;
