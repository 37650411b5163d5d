-- What a client says of chunks before they are verified counts nothing away: only files of one size can be the same one,
-- and a link that gets its SHA-256 later is counted again.
create or replace function count_object_links() returns trigger
language plpgsql as $$
begin
  update storage_places p
     set bytes = p.bytes + case tg_op when 'INSERT' then d.bytes else -d.bytes end
    from (select l.repo_id, sum(o.size) as bytes
            from changed l join objects o on o.oid = l.oid
           where not exists (select 1 from xet_links x join xet_files f on f.hash = x.file_hash
                              where x.repo_id = l.repo_id and x.oid = l.oid and f.size = o.size)
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
           where not exists (select 1 from object_links l join objects o on o.oid = l.oid
                              where l.repo_id = x.repo_id and l.oid = x.oid and o.size = f.size)
           group by x.repo_id) d
   where p.place_id = d.repo_id and not p.is_bucket;
  return null;
end
$$;
--> statement-breakpoint
create or replace function recount_xet_link() returns trigger
language plpgsql as $$
begin
  update storage_places p
     set bytes = p.bytes + f.size * (
           (exists (select 1 from object_links l join objects o on o.oid = l.oid
                     where l.repo_id = old.repo_id and l.oid = old.oid and o.size = f.size))::int
         - (exists (select 1 from object_links l join objects o on o.oid = l.oid
                     where l.repo_id = new.repo_id and l.oid = new.oid and o.size = f.size))::int)
    from xet_files f
   where f.hash = new.file_hash and p.place_id = new.repo_id and not p.is_bucket;
  return null;
end
$$;
--> statement-breakpoint
create trigger xet_links_named after update of oid on xet_links
  for each row when (old.oid is distinct from new.oid) execute function recount_xet_link();
