CREATE TABLE "key_slots" (
	"key_id" uuid NOT NULL,
	"slot" integer NOT NULL,
	"call_id" uuid NOT NULL,
	"expires_at" timestamp (3) with time zone NOT NULL,
	CONSTRAINT "key_slots_key_id_slot_pk" PRIMARY KEY("key_id","slot")
);
--> statement-breakpoint
CREATE TABLE "key_windows" (
	"key_id" uuid NOT NULL,
	"metric" text NOT NULL,
	"started_at" timestamp (3) with time zone NOT NULL,
	"taken" bigint NOT NULL,
	"last_part" bigint NOT NULL,
	CONSTRAINT "key_windows_key_id_metric_pk" PRIMARY KEY("key_id","metric")
);
--> statement-breakpoint
ALTER TABLE "api_keys" ADD COLUMN "secret_since" timestamp (3) with time zone DEFAULT now() NOT NULL;--> statement-breakpoint
ALTER TABLE "api_keys" ADD COLUMN "old_secret_hash" text;--> statement-breakpoint
ALTER TABLE "api_keys" ADD COLUMN "old_prefix" text;--> statement-breakpoint
ALTER TABLE "api_keys" ADD COLUMN "old_secret_ends_at" timestamp (3) with time zone;--> statement-breakpoint
ALTER TABLE "api_keys" ADD COLUMN "disabled_at" timestamp (3) with time zone;--> statement-breakpoint
ALTER TABLE "api_keys" ADD COLUMN "models" text[];--> statement-breakpoint
ALTER TABLE "api_keys" ADD COLUMN "endpoints" text[];--> statement-breakpoint
ALTER TABLE "api_keys" ADD COLUMN "networks" text[];--> statement-breakpoint
ALTER TABLE "api_keys" ADD COLUMN "requests_per_minute" integer;--> statement-breakpoint
ALTER TABLE "api_keys" ADD COLUMN "tokens_per_minute" integer;--> statement-breakpoint
ALTER TABLE "api_keys" ADD COLUMN "parallel_calls" integer;--> statement-breakpoint
ALTER TABLE "key_slots" ADD CONSTRAINT "key_slots_key_id_api_keys_id_fk" FOREIGN KEY ("key_id") REFERENCES "public"."api_keys"("id") ON DELETE restrict ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "key_windows" ADD CONSTRAINT "key_windows_key_id_api_keys_id_fk" FOREIGN KEY ("key_id") REFERENCES "public"."api_keys"("id") ON DELETE restrict ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "key_slots_call_idx" ON "key_slots" USING btree ("call_id");--> statement-breakpoint
ALTER TABLE "api_keys" ADD CONSTRAINT "api_keys_oldSecretHash_unique" UNIQUE("old_secret_hash");