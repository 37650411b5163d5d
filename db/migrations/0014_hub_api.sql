CREATE TABLE "recent_downloads" (
	"repo_id" uuid NOT NULL,
	"caller" text NOT NULL,
	"at" timestamp (3) with time zone NOT NULL,
	CONSTRAINT "recent_downloads_pkey" PRIMARY KEY("repo_id","caller")
);
--> statement-breakpoint
CREATE TABLE "space_secrets" (
	"repo_id" uuid NOT NULL,
	"key" text NOT NULL,
	"sealed" text NOT NULL,
	"description" text DEFAULT '' NOT NULL,
	"updated_at" timestamp (3) with time zone NOT NULL,
	CONSTRAINT "space_secrets_pkey" PRIMARY KEY("repo_id","key")
);
--> statement-breakpoint
CREATE TABLE "space_settings" (
	"repo_id" uuid PRIMARY KEY NOT NULL,
	"hardware" text,
	"storage" text,
	"sleep_seconds" integer,
	"has_dev_mode" boolean DEFAULT false NOT NULL,
	"volumes" jsonb DEFAULT '[]'::jsonb NOT NULL,
	"created_at" timestamp (3) with time zone NOT NULL,
	"updated_at" timestamp (3) with time zone NOT NULL
);
--> statement-breakpoint
CREATE TABLE "space_variables" (
	"repo_id" uuid NOT NULL,
	"key" text NOT NULL,
	"value" text NOT NULL,
	"description" text DEFAULT '' NOT NULL,
	"updated_at" timestamp (3) with time zone NOT NULL,
	CONSTRAINT "space_variables_pkey" PRIMARY KEY("repo_id","key")
);
--> statement-breakpoint
ALTER TABLE "repos" ADD COLUMN "parameters" bigint;--> statement-breakpoint
ALTER TABLE "recent_downloads" ADD CONSTRAINT "recent_downloads_repo_id_repos_id_fk" FOREIGN KEY ("repo_id") REFERENCES "public"."repos"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "recent_downloads_at_idx" ON "recent_downloads" USING btree ("at");--> statement-breakpoint
CREATE INDEX "repos_parameters_idx" ON "repos" USING btree ("parameters") WHERE "repos"."parameters" is not null;