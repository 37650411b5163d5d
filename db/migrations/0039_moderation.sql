CREATE TABLE "listed_words" (
	"id" uuid PRIMARY KEY NOT NULL,
	"set_id" uuid NOT NULL,
	"word" text NOT NULL,
	"folded" text NOT NULL,
	"category" text NOT NULL,
	"match" text NOT NULL,
	CONSTRAINT "listed_words_set_folded_key" UNIQUE("set_id","folded")
);
--> statement-breakpoint
CREATE TABLE "moderation_findings" (
	"id" uuid PRIMARY KEY NOT NULL,
	"surface" text NOT NULL,
	"category" text NOT NULL,
	"action" text NOT NULL,
	"place" text NOT NULL,
	"fingerprint" text NOT NULL,
	"start" integer NOT NULL,
	"end" integer NOT NULL,
	"author_id" uuid,
	"decision" text,
	"decided_by_id" uuid,
	"created_at" timestamp (3) with time zone NOT NULL,
	"updated_at" timestamp (3) with time zone NOT NULL
);
--> statement-breakpoint
CREATE TABLE "moderation_policies" (
	"category" text NOT NULL,
	"surface" text NOT NULL,
	"action" text NOT NULL,
	"fail_mode" text NOT NULL,
	CONSTRAINT "moderation_policies_category_surface_pk" PRIMARY KEY("category","surface")
);
--> statement-breakpoint
CREATE TABLE "moderation_versions" (
	"id" integer PRIMARY KEY NOT NULL,
	"version" integer NOT NULL
);
--> statement-breakpoint
CREATE TABLE "word_sets" (
	"id" uuid PRIMARY KEY NOT NULL,
	"name" text NOT NULL,
	"is_enabled" boolean NOT NULL,
	"version" integer NOT NULL,
	"created_at" timestamp (3) with time zone NOT NULL,
	"updated_at" timestamp (3) with time zone NOT NULL,
	CONSTRAINT "word_sets_name_key" UNIQUE("name")
);
--> statement-breakpoint
ALTER TABLE "listed_words" ADD CONSTRAINT "listed_words_set_id_word_sets_id_fk" FOREIGN KEY ("set_id") REFERENCES "public"."word_sets"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "listed_words_set_id_idx" ON "listed_words" USING btree ("set_id","id");--> statement-breakpoint
CREATE INDEX "moderation_findings_created_idx" ON "moderation_findings" USING btree ("created_at" DESC NULLS LAST,"id" DESC NULLS LAST);