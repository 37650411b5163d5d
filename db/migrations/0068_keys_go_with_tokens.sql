-- An API key keeps its row, which usage names: it is deleted as its owner would delete it, whatever removed the token.
CREATE FUNCTION "delete_keys_of_token"() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
	UPDATE "api_keys" SET "deleted_at" = now(), "updated_at" = now() WHERE "made_by" = OLD."id" AND "deleted_at" IS NULL;
	RETURN NULL;
END $$;--> statement-breakpoint
CREATE TRIGGER "access_tokens_take_keys_along" AFTER DELETE ON "access_tokens" FOR EACH ROW EXECUTE FUNCTION "delete_keys_of_token"();
