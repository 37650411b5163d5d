create or replace function audit_refuse_change() returns trigger
language plpgsql as $$
begin
  raise exception 'the audit trail is append-only' using errcode = 'insufficient_privilege';
end
$$;

create or replace trigger audit_events_append_only before update or delete on audit_events
  for each row execute function audit_refuse_change();
create or replace trigger audit_events_never_emptied before truncate on audit_events
  for each statement execute function audit_refuse_change();
create or replace trigger audit_head_kept before delete or truncate on audit_head
  for each statement execute function audit_refuse_change();
