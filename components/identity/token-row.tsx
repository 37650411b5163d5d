"use client";

import { useMutation } from "@tanstack/react-query";
import { useTranslations } from "next-intl";
import type { z } from "zod";
import { useTRPC } from "@/components/data/trpc";
import { useChanged } from "@/components/data/use-changed";
import { AskFirst } from "@/components/patterns/ask-first";
import { Badge } from "@/components/ui/badge";
import { Button } from "@/components/ui/button";
import { RelativeTime } from "@/components/ui/relative-time";
import type { AccessToken } from "@/server/identity/contract";
import { LastUse } from "./last-use";
import { useRefusalText } from "./refusal-text";

type Token = z.infer<typeof AccessToken>;

interface Props {
  token: Token;
  /** Of accounts and repositories, by id. */
  names: Readonly<Record<string, string>>;
  clock: { readonly now: string; readonly locale: string };
}

export function TokenRow({ token, names, clock }: Props) {
  const t = useTranslations("tokenSettings");
  const trpc = useTRPC();
  const tell = useRefusalText();
  const changed = useChanged();
  const remove = useMutation(
    trpc.identity.deleteToken.mutationOptions({ onSuccess: () => changed(t("deleted", { name: token.name })) }),
  );
  return (
    <li className="flex items-start gap-4 px-4 py-3">
      <div className="grid min-w-0 flex-1 gap-1">
        <p className="text-small flex flex-wrap items-center gap-2 font-medium">
          {token.name}
          <Badge tone={token.role === "read" ? "neutral" : "accent"}>{t(`roles.${token.role}`)}</Badge>
          {token.client === null ? null : <Badge tone="neutral">{t("madeByCode", { client: token.client })}</Badge>}
          <Expiry expiresAt={token.expiresAt} clock={clock} />
        </p>
        <Scopes scopes={token.scopes} names={names} />
        <LastUse
          added={t("made")}
          used={t("used")}
          never={t("never")}
          createdAt={token.createdAt}
          lastUsedAt={token.lastUsedAt}
          clock={clock}
        />
      </div>
      <AskFirst
        button={(ask) => (
          <Button size="sm" variant="danger" onClick={ask}>
            {t("delete")}
          </Button>
        )}
        title={t("deleteTitle", { name: token.name })}
        description={t("deleteText")}
        labels={{ cancel: t("cancel"), confirm: t("delete") }}
        work={remove}
        error={remove.error ? tell(remove.error) : undefined}
        onConfirm={() => remove.mutate({ tokenId: token.id })}
      />
    </li>
  );
}

function Expiry({ expiresAt, clock }: { expiresAt: Date | null; clock: Props["clock"] }) {
  const t = useTranslations("tokenSettings");
  if (expiresAt === null) return <Badge tone="warning">{t("forever")}</Badge>;
  if (expiresAt.toISOString() <= clock.now) return <Badge tone="danger">{t("expired")}</Badge>;
  return (
    <span className="text-caption text-text-muted font-normal">
      {t("ends")} <RelativeTime at={expiresAt.toISOString()} {...clock} />
    </span>
  );
}

function Scopes({ scopes, names }: Pick<Token, "scopes"> & Pick<Props, "names">) {
  const t = useTranslations("tokenSettings");
  return scopes.map(({ target, permissions }) => (
    <p key={JSON.stringify(target)} className="text-caption text-text-muted">
      <span className="font-mono">
        {target.kind === "everything" ? t("everything") : (names[target.id] ?? target.id)}
      </span>
      {": "}
      {permissions.join(", ")}
    </p>
  ));
}
