CREATE TABLE "device_logins" (
	"id" uuid PRIMARY KEY NOT NULL,
	"device_code_hash" text NOT NULL,
	"user_code_hash" text NOT NULL,
	"client_id" text NOT NULL,
	"scopes" text[] DEFAULT '{}' NOT NULL,
	"device" text NOT NULL,
	"address" text,
	"interval_seconds" integer NOT NULL,
	"asked_at" timestamp (3) with time zone,
	"expires_at" timestamp (3) with time zone NOT NULL,
	"user_id" uuid,
	"role" "token_role",
	"approved_at" timestamp (3) with time zone,
	"denied_at" timestamp (3) with time zone,
	"taken_at" timestamp (3) with time zone,
	"created_at" timestamp (3) with time zone NOT NULL,
	"updated_at" timestamp (3) with time zone NOT NULL,
	CONSTRAINT "device_logins_device_code_hash_key" UNIQUE("device_code_hash"),
	CONSTRAINT "device_logins_user_code_hash_key" UNIQUE("user_code_hash")
);
--> statement-breakpoint
CREATE TABLE "token_renewals" (
	"token_id" uuid PRIMARY KEY NOT NULL,
	"client_id" text NOT NULL,
	"refresh_hash" text NOT NULL,
	"refresh_ends_at" timestamp (3) with time zone NOT NULL,
	"renewed_at" timestamp (3) with time zone,
	"former_refresh_hash" text,
	"former_secret_hash" text,
	"former_secret_ends_at" timestamp (3) with time zone,
	CONSTRAINT "token_renewals_refresh_hash_key" UNIQUE("refresh_hash")
);
--> statement-breakpoint
ALTER TABLE "device_logins" ADD CONSTRAINT "device_logins_user_id_users_id_fk" FOREIGN KEY ("user_id") REFERENCES "public"."users"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "token_renewals" ADD CONSTRAINT "token_renewals_token_id_access_tokens_id_fk" FOREIGN KEY ("token_id") REFERENCES "public"."access_tokens"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "device_logins_expires_idx" ON "device_logins" USING btree ("expires_at");--> statement-breakpoint
CREATE INDEX "device_logins_user_idx" ON "device_logins" USING btree ("user_id");--> statement-breakpoint
CREATE INDEX "token_renewals_former_refresh_idx" ON "token_renewals" USING btree ("former_refresh_hash");--> statement-breakpoint
CREATE INDEX "token_renewals_former_secret_idx" ON "token_renewals" USING btree ("former_secret_hash");