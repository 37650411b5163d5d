CREATE TABLE "storage_places" (
	"place_id" uuid PRIMARY KEY NOT NULL,
	"owner_id" uuid NOT NULL,
	"is_bucket" boolean DEFAULT false NOT NULL,
	"bytes" bigint DEFAULT 0 NOT NULL
);
--> statement-breakpoint
CREATE TABLE "storage_quotas" (
	"owner_id" uuid PRIMARY KEY NOT NULL,
	"max_bytes" bigint,
	"updated_at" timestamp (3) with time zone NOT NULL
);
--> statement-breakpoint
CREATE INDEX "storage_places_owner_idx" ON "storage_places" USING btree ("owner_id");--> statement-breakpoint
INSERT INTO "storage_places" ("place_id", "owner_id", "bytes")
SELECT p.id, p.owner_id, coalesce(o.bytes, 0) + coalesce(x.bytes, 0) FROM (
  SELECT id, owner_id FROM repos
  UNION ALL SELECT a.id, r.owner_id FROM release_attachments a JOIN releases l ON l.id = a.release_id JOIN repos r ON r.id = l.repo_id
) AS p
LEFT JOIN (SELECT l.repo_id, sum(o.size) AS bytes FROM object_links l JOIN objects o ON o.oid = l.oid GROUP BY l.repo_id) AS o ON o.repo_id = p.id
LEFT JOIN (
  SELECT x.repo_id, sum(f.size) AS bytes FROM xet_links x JOIN xet_files f ON f.hash = x.file_hash
   WHERE NOT EXISTS (SELECT 1 FROM object_links l WHERE l.repo_id = x.repo_id AND l.oid = x.oid) GROUP BY x.repo_id
) AS x ON x.repo_id = p.id;--> statement-breakpoint
INSERT INTO "storage_places" ("place_id", "owner_id", "is_bucket", "bytes") SELECT id, owner_id, true, size_bytes FROM buckets;
