import { Check, X } from "lucide-react";
import Link from "next/link";
import { getMessages, getTranslations } from "next-intl/server";
import { FormSection } from "@/components/patterns/form-section";
import { Badge } from "@/components/ui/badge";
import { Button } from "@/components/ui/button";
import { Callout } from "@/components/ui/callout";
import { Field } from "@/components/ui/field";
import { Input } from "@/components/ui/input";
import { type AccessExplanation, EXPLAINED_WAYS, type ExplainAccessInput } from "@/server/hub/contract/explain";

interface Props {
  /** The address of this page. */
  action: string;
  asked: Pick<ExplainAccessInput, "username" | "way">;
  /** Of the person who was asked about; `null` when nobody was, or nobody has that name. */
  explanation: AccessExplanation | null;
}

/** What one person may do with a repository, and why: asked and answered in the address. */
export async function ExplainAccess({ action, asked, explanation }: Props) {
  const t = await getTranslations("explainAccess");
  return (
    <div className="max-w-form grid grid-cols-1">
      <FormSection title={t("title")} description={t("text")}>
        <form action={action} className="grid gap-2">
          <Field id="username" label={t("person")}>
            <div className="flex flex-wrap gap-2">
              <Input
                id="username"
                name="username"
                defaultValue={asked.username}
                autoComplete="off"
                autoCapitalize="none"
                spellCheck={false}
                required
                maxLength={96}
                className="min-w-0 flex-1"
              />
              <Button type="submit">{t("explain")}</Button>
            </div>
          </Field>
        </form>
        {asked.username !== "" && explanation === null ? <Callout tone="danger" title={t("nobody")} /> : null}
        {explanation ? <Explanation action={action} way={asked.way} explanation={explanation} /> : null}
      </FormSection>
    </div>
  );
}

interface ExplanationProps {
  action: string;
  way: ExplainAccessInput["way"];
  explanation: AccessExplanation;
}

async function Explanation({ action, way, explanation }: ExplanationProps) {
  const t = await getTranslations("explainAccess");
  const { username, displayName, isActive, decisions } = explanation;
  if (!isActive) return <Callout tone="warning" title={t("inactive", { name: displayName })} />;
  return (
    <div className="grid gap-4">
      <nav aria-label={t("way")} className="flex flex-wrap gap-2">
        {EXPLAINED_WAYS.map((one) => (
          <Button key={one} asChild size="sm" variant={one === way ? "primary" : "secondary"}>
            <Link
              href={`${action}?username=${encodeURIComponent(username)}&way=${one}`}
              aria-current={one === way ? "page" : undefined}
            >
              {t(`ways.${one}`)}
            </Link>
          </Button>
        ))}
      </nav>
      <ul className="rounded-card bg-surface-raised divide-y border">
        {decisions.map((decision) => (
          <DecisionRow key={decision.permission} decision={decision} />
        ))}
      </ul>
    </div>
  );
}

const KEYS = {
  "repo.read": "read",
  "repo.content": "content",
  "discussion.write": "discuss",
  "repo.write": "write",
  "repo.admin": "admin",
} as const;

async function DecisionRow({ decision }: { decision: AccessExplanation["decisions"][number] }) {
  const [t, nameOf] = await Promise.all([getTranslations("explainAccess"), roleNames()]);
  const { permission, isAllowed, reasons, obstacles } = decision;
  return (
    <li className="grid gap-1 px-4 py-3">
      <div className="flex flex-wrap items-center justify-between gap-2">
        <span className="text-small font-medium">{t(`permissions.${KEYS[permission]}`)}</span>
        <Badge tone={isAllowed ? "success" : "danger"} icon={isAllowed ? Check : X}>
          {t(isAllowed ? "allowed" : "refused")}
        </Badge>
      </div>
      <ul className="text-small text-text-muted grid gap-0.5">
        {reasons.map((reason) => (
          <li key={`${reason.kind} ${reason.role} ${reason.group} ${reason.team}`}>
            {t(`reasons.${reason.kind}`, {
              role: nameOf(reason),
              group: reason.group ?? "",
              team: reason.team ?? "",
            })}
          </li>
        ))}
        {obstacles.map((obstacle) => (
          <li key={obstacle}>{t(`obstacles.${obstacle}`)}</li>
        ))}
      </ul>
    </li>
  );
}

type Reason = AccessExplanation["decisions"][number]["reasons"][number];

/** What the roles of reasons are called where people choose them. */
async function roleNames() {
  const { adminRoles, organizationRoles, repoSettings, teamRoles } = await getMessages();
  const platform: Readonly<Record<string, string>> = adminRoles.roles;
  const inside: Readonly<Record<string, { readonly name: string }>> = {
    ...organizationRoles,
    ...teamRoles,
  };
  const repository: Readonly<Record<string, string>> = repoSettings.roles;
  return ({ kind, role }: Reason): string => {
    if (role === null) return "";
    if (kind === "platform") return platform[role] ?? role;
    return (kind.startsWith("collaborator") ? repository[role] : inside[role]?.name) ?? role;
  };
}
