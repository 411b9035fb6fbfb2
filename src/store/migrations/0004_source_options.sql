-- How an added source is read: its fullText, page and article (DeclaredSource) as JSON, or null.
ALTER TABLE sources ADD COLUMN options TEXT;
