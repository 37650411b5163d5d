import { useTranslations } from "next-intl";
import { toast } from "@/components/ui/toast";
import type { SecretPlace } from "@/server/git/contract";

interface Refusal {
  readonly data?:
    | { readonly domain: { readonly code: string; readonly details: Readonly<Record<string, unknown>> } | null }
    | null
    | undefined;
}

const MAX_TOLD = 5;

/** What is said of secrets in a commit: why it was refused, and that some came in with it. */
export function useSecretNotice() {
  const t = useTranslations("secretNotice");
  const kinds = useTranslations("secretKinds");
  const lines = (secrets: readonly SecretPlace[]) => {
    const told = secrets
      .slice(0, MAX_TOLD)
      .map(({ path, line, kind, start }) => `${path}:${line} · ${kinds(kind)} (${start}…)`);
    return secrets.length > MAX_TOLD ? [...told, t("more", { count: secrets.length - MAX_TOLD })] : told;
  };
  return {
    /** `null` for what was refused for something else. */
    refusalOf: (error: Refusal | null): string | null => {
      const domain = error?.data?.domain;
      if (domain?.code !== "secret_found") return null;
      return [t("refused"), ...lines(secretsIn(domain.details)), t("whatToDo")].join("\n");
    },
    tell: (secrets: readonly SecretPlace[]) => {
      if (secrets.length > 0)
        toast.warning(t("cameIn", { count: secrets.length }), `${lines(secrets).join("\n")}\n${t("renew")}`);
    },
  };
}

/** As `git.commitFiles` puts them into the details of its error. */
const secretsIn = ({ secrets }: Readonly<Record<string, unknown>>): readonly SecretPlace[] =>
  Array.isArray(secrets) ? (secrets as readonly SecretPlace[]) : [];
