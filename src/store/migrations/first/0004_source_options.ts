/** How an added source is read: its fullText, page and article (DeclaredSource) as JSON, or null. */
export default [`ALTER TABLE sources ADD COLUMN options TEXT`]
