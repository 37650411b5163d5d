import { getTranslations } from "next-intl/server";
import { Button } from "@/components/ui/button";
import { Field } from "@/components/ui/field";
import { Input } from "@/components/ui/input";
import { TextLink } from "@/components/ui/text-link";
import type { AuditPageQuery } from "@/server/audit/contract";

interface Props {
  path: string;
  query: AuditPageQuery;
}

const TEXTS = ["actor", "action", "target"] as const;
const DAYS = ["from", "to"] as const;
/** What actions are about, for completion; any other beginning may be typed. */
const NOUNS = ["user", "organization", "member", "token", "repository", "deployment", "runtime", "job", "price"];

/** Who, what, to what, when: all of it in the address. */
export async function AuditFilters({ path, query }: Props) {
  const t = await getTranslations("adminAudit");
  const isFiltered = [...TEXTS, ...DAYS].some((name) => query[name] !== undefined);
  return (
    <form action={path} className="grid w-full grid-cols-2 items-end gap-3 lg:grid-cols-6">
      {TEXTS.map((name) => (
        <Field key={name} id={`audit-${name}`} label={t(`filters.${name}`)}>
          <Input
            key={query[name]}
            id={`audit-${name}`}
            name={name}
            defaultValue={query[name]}
            placeholder={t(`examples.${name}`)}
            {...(name === "action" && { list: "audit-actions" })}
          />
        </Field>
      ))}
      <datalist id="audit-actions">
        {NOUNS.map((noun) => (
          <option key={noun} value={`${noun}.`} />
        ))}
      </datalist>
      {DAYS.map((name) => (
        <Field key={name} id={`audit-${name}`} label={t(`filters.${name}`)}>
          <Input key={query[name]} id={`audit-${name}`} name={name} type="date" defaultValue={query[name]} />
        </Field>
      ))}
      <div className="flex items-center gap-3">
        <Button type="submit">{t("apply")}</Button>
        {isFiltered ? (
          <TextLink href={path} tone="muted" className="text-small">
            {t("clear")}
          </TextLink>
        ) : null}
      </div>
    </form>
  );
}
