import { isTRPCClientError } from "@trpc/client";
import { useTranslations } from "next-intl";
import { bytesText } from "@/components/ui/bytes-text";
import type { AppRouter } from "@/server/api/trpc/root";
import { UploadFailure } from "./upload-failure";

const KNOWN = [
  "attachment_exists",
  "bad_name",
  "damaged",
  "disk_full",
  "forbidden",
  "not_found",
  "quota_exceeded",
  "too_many_uploads",
] as const;

/** Why a file was not taken, in the reader's language where we know the reason. Words: `upload`. */
export function useUploadRefusal(): (error: unknown) => string {
  const t = useTranslations("upload");
  return (error) => {
    const { reason, maxBytes, message } = factsOf(error);
    if (reason === "wrong_size" && maxBytes !== null) return t("refusals.too_large", { most: bytesText(maxBytes) });
    const known = KNOWN.find((one) => one === reason);
    return known ? t(`refusals.${known}`) : message || t("lost");
  };
}

interface Facts {
  readonly reason: string;
  readonly message: string;
  /** Of a refused size: what is taken. */
  readonly maxBytes: number | null;
}

function factsOf(error: unknown): Facts {
  const message = error instanceof Error ? error.message : "";
  if (error instanceof UploadFailure) return { reason: error.reason, message, maxBytes: null };
  const domain = isTRPCClientError<AppRouter>(error) ? error.data?.domain : null;
  const most = domain?.details.maxBytes;
  return { reason: domain?.code ?? "", message, maxBytes: typeof most === "number" ? most : null };
}
