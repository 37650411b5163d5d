import { useTranslations } from "next-intl";
import type { Refusal } from "@/components/data/step-up";
import type { ErrorCode, Reason } from "@/server/kernel";

const KNOWN = [
  "acceptance_needed",
  "already_member",
  "bad_picture",
  "bad_ssh_key",
  "email_taken",
  "group_not_empty",
  "key_taken",
  "last_owner",
  "name_taken",
  "not_a_member",
  "not_found",
  "not_restorable",
  "other_email",
  "role_above_own",
  "sign_up_closed",
  "too_large",
  "too_many_attempts",
  "too_many_organizations",
  "weak_password",
  "wrong_password",
] as const satisfies readonly (ErrorCode | Reason)[];

/** A refusal as tRPC tells it, or as a problem document does. */
export type Told = Pick<Refusal, "message" | "data"> | { readonly message: string; readonly code: string };

/** What a person reads of a refusal, in their language where we know the reason. Words: `refusals`. */
export function useRefusalText(): (refusal: Told) => string {
  const t = useTranslations("refusals");
  return (refusal) => {
    const code = "code" in refusal ? refusal.code : refusal.data?.domain?.code;
    const reason = KNOWN.find((known) => known === code);
    return reason ? t(reason) : refusal.message;
  };
}
