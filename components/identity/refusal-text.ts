import { useTranslations } from "next-intl";
import type { Refusal } from "@/components/data/step-up";

const KNOWN = [
  "already_member",
  "bad_picture",
  "bad_ssh_key",
  "email_taken",
  "key_taken",
  "last_owner",
  "name_taken",
  "not_found",
  "not_restorable",
  "other_email",
  "role_above_own",
  "sign_up_closed",
  "too_large",
  "too_many_attempts",
  "weak_password",
  "wrong_password",
] as const;

/** What a person reads of a refusal, in their language where we know the reason. Words: `refusals`. */
export function useRefusalText(): (refusal: Pick<Refusal, "message" | "data">) => string {
  const t = useTranslations("refusals");
  return ({ message, data }) => {
    const reason = KNOWN.find((known) => known === data?.domain?.code);
    return reason ? t(reason) : message;
  };
}
