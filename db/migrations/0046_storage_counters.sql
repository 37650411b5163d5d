-- Keeps `storage_places.bytes`: a file that a repository has whole and in chunks counts once.
create or replace function count_object_links() returns trigger
language plpgsql as $$
begin
  update storage_places p
     set bytes = p.bytes + case tg_op when 'INSERT' then d.bytes else -d.bytes end
    from (select l.repo_id, sum(o.size) as bytes
            from changed l join objects o on o.oid = l.oid
           where not exists (select 1 from xet_links x where x.repo_id = l.repo_id and x.oid = l.oid)
           group by l.repo_id) d
   where p.place_id = d.repo_id and not p.is_bucket;
  return null;
end
$$;
--> statement-breakpoint
create or replace function count_xet_links() returns trigger
language plpgsql as $$
begin
  update storage_places p
     set bytes = p.bytes + case tg_op when 'INSERT' then d.bytes else -d.bytes end
    from (select x.repo_id, sum(f.size) as bytes
            from changed x join xet_files f on f.hash = x.file_hash
           where not exists (select 1 from object_links l where l.repo_id = x.repo_id and l.oid = x.oid)
           group by x.repo_id) d
   where p.place_id = d.repo_id and not p.is_bucket;
  return null;
end
$$;
--> statement-breakpoint
create trigger object_links_added after insert on object_links
  referencing new table as changed for each statement execute function count_object_links();
--> statement-breakpoint
create trigger object_links_removed after delete on object_links
  referencing old table as changed for each statement execute function count_object_links();
--> statement-breakpoint
create trigger xet_links_added after insert on xet_links
  referencing new table as changed for each statement execute function count_xet_links();
--> statement-breakpoint
create trigger xet_links_removed after delete on xet_links
  referencing old table as changed for each statement execute function count_xet_links();
