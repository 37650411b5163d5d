import { isTRPCClientError } from "@trpc/client";
import { useTranslations } from "next-intl";
import type { AppRouter } from "@/server/api/trpc/root";
import type { Reason } from "@/server/kernel";

const KNOWN = [
  "bad_ref_name",
  "release_exists",
  "revision_not_found",
  "target_gone",
] as const satisfies readonly Reason[];

/** Why a release was not saved, in the reader's language where we know the reason. Words: `releases`. */
export function useReleaseRefusal(): (error: { readonly message: string }) => string {
  const t = useTranslations("releases");
  return (error) => {
    const code = isTRPCClientError<AppRouter>(error) ? error.data?.domain?.code : null;
    const reason = KNOWN.find((known) => known === code);
    return reason ? t(`refusals.${reason}`) : error.message;
  };
}
