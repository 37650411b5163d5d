export { CreateRepoInput, kindOf, RepoAddress, RepoKind, RepoName, SHELVES, Shelf, shelfOf } from "./repo";

/** Finer words of this context for `DomainError.reason`. */
type HubReason =
  | "access_rejected"
  | "answer_missing"
  | "attachment_exists"
  | "bad_card"
  | "bad_model_file"
  | "bad_picture"
  | "edit_conflict"
  | "file_attached"
  | "gated"
  | "has_access"
  | "item_exists"
  | "name_taken"
  | "no_header"
  | "no_organization"
  | "no_origin"
  | "no_template"
  | "not_a_text"
  | "not_gated"
  | "not_scannable"
  | "not_scanned_yet"
  | "not_text"
  | "object_missing"
  | "release_exists"
  | "rule_exists"
  | "same_status"
  | "sdk_missing"
  | "target_gone"
  | "title_taken"
  | "too_many_rules"
  | "too_visible"
  | "unsafe_file"
  | "withheld";

declare module "@/server/kernel/errors" {
  interface Reasons {
    readonly hub: HubReason;
  }
}
