CREATE TABLE "pins" (
	"owner_id" uuid NOT NULL,
	"position" integer NOT NULL,
	"kind" text NOT NULL,
	"target_id" uuid NOT NULL,
	"created_at" timestamp (3) with time zone NOT NULL,
	CONSTRAINT "pins_pkey" PRIMARY KEY("owner_id","position"),
	CONSTRAINT "pins_owner_target_key" UNIQUE("owner_id","target_id")
);
--> statement-breakpoint
CREATE TABLE "account_readmes" (
	"account_id" uuid PRIMARY KEY NOT NULL,
	"source" text NOT NULL,
	"updated_at" timestamp (3) with time zone NOT NULL
);
--> statement-breakpoint
CREATE TABLE "activities" (
	"id" uuid PRIMARY KEY NOT NULL,
	"key" text NOT NULL,
	"actor_id" uuid NOT NULL,
	"verb" text NOT NULL,
	"owner_id" uuid NOT NULL,
	"repo_id" uuid,
	"subject_id" uuid,
	"branch" text,
	"tag" text,
	"count" integer DEFAULT 1 NOT NULL,
	"counted" text[] DEFAULT '{}'::text[] NOT NULL,
	"created_at" timestamp (3) with time zone NOT NULL,
	"updated_at" timestamp (3) with time zone NOT NULL,
	CONSTRAINT "activities_key_key" UNIQUE("key")
);
--> statement-breakpoint
ALTER TABLE "account_readmes" ADD CONSTRAINT "account_readmes_account_id_accounts_id_fk" FOREIGN KEY ("account_id") REFERENCES "public"."accounts"("id") ON DELETE restrict ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "pins_target_idx" ON "pins" USING btree ("target_id");--> statement-breakpoint
CREATE INDEX "activities_actor_idx" ON "activities" USING btree ("actor_id","created_at","id");--> statement-breakpoint
CREATE INDEX "activities_owner_idx" ON "activities" USING btree ("owner_id","created_at","id");--> statement-breakpoint
CREATE INDEX "activities_repo_idx" ON "activities" USING btree ("repo_id","created_at","id");--> statement-breakpoint
CREATE INDEX "activities_created_idx" ON "activities" USING btree ("created_at");--> statement-breakpoint
CREATE INDEX "repo_watches_user_idx" ON "repo_watches" USING btree ("user_id","created_at");