-- What is hashed of one event. Independent of the time zone and the settings of the session.
create or replace function audit_hash(event audit_events) returns text
language sql stable parallel safe as $$
  select encode(sha256(convert_to(event.previous_hash || jsonb_build_array(
    event.seq, event.id, (extract(epoch from event.at) * 1000)::bigint, event.actor_kind, event.actor_id,
    event.token_id, event.action, event.target_kind, event.target_id, event.owner_id, event.details,
    event.address, event.request_id)::text, 'UTF8')), 'hex')
$$;

-- Appends one event. Locks the end of the chain until the caller's transaction ends.
create or replace function audit_append(event audit_events, actor_name text, target_name text) returns void
language plpgsql as $$
declare
  head audit_head;
begin
  select * into strict head from audit_head where id = 1 for update;
  event.seq := head.seq + 1;
  event.previous_hash := head.hash;
  event.hash := audit_hash(event);
  insert into audit_events select event.*;
  update audit_head set seq = event.seq, hash = event.hash where id = 1;
  if actor_name is not null then
    insert into audit_names (id, kind, name) values (event.actor_id, 'user', actor_name)
      on conflict (id) do update set name = excluded.name where audit_names.name <> excluded.name;
  end if;
  if target_name is not null then
    insert into audit_names (id, kind, name, owner_id)
      values (event.target_id, event.target_kind, target_name, event.owner_id)
      on conflict (id) do update set name = excluded.name, owner_id = excluded.owner_id
      where audit_names.name <> excluded.name or audit_names.owner_id is distinct from excluded.owner_id;
  end if;
end
$$;

insert into audit_head (id, seq, hash) values (1, 0, repeat('0', 64)) on conflict (id) do nothing;
