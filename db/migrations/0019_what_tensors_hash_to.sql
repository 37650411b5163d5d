CREATE TABLE "tensor_hashes" (
	"oid" text PRIMARY KEY NOT NULL,
	"status" text NOT NULL,
	"hashes" text[] NOT NULL,
	"changed_at" timestamp (3) with time zone NOT NULL
);
