CREATE TABLE "tag_rules" (
	"id" uuid PRIMARY KEY NOT NULL,
	"facet" text NOT NULL,
	"tag" text NOT NULL,
	"rule" text NOT NULL,
	"target" text,
	"position" integer,
	"label_en" text,
	"label_zh" text,
	"created_at" timestamp (3) with time zone NOT NULL,
	"updated_at" timestamp (3) with time zone NOT NULL,
	CONSTRAINT "tag_rules_tag_key" UNIQUE("facet","tag")
);
