import { getLocale, getTranslations } from "next-intl/server";
import { CodeSnippetTabs } from "@/components/patterns/code-snippet-tabs";
import { MetadataList, type Metadatum } from "@/components/patterns/metadata-list";
import { Badge } from "@/components/ui/badge";
import { ByteSize } from "@/components/ui/byte-size";
import { Card, CardHeader } from "@/components/ui/card";
import { Count } from "@/components/ui/count";
import { RelativeTime } from "@/components/ui/relative-time";
import { TextLink } from "@/components/ui/text-link";
import type { Repo } from "@/server/hub/contract/repo";
import type { Weights } from "@/server/hub/contract/weights";
import { hrefOf } from "./href";
import { snippetsOf } from "./snippets-of";

interface Props {
  repo: Repo;
  /** Of a model. */
  weights: Weights | null;
  origin: string;
}

/** What one chooses a repository by, and how to use it. */
export async function RepoAside({ repo, weights, origin }: Props) {
  const t = await getTranslations("repo");
  return (
    <>
      <Facts repo={repo} weights={weights} />
      <Card className="overflow-hidden">
        <CardHeader title={t(`use.${repo.kind}`)} />
        <CodeSnippetTabs label={t(`use.${repo.kind}`)} snippets={snippetsOf({ repo, weights, origin })} />
      </Card>
    </>
  );
}

async function Facts({ repo, weights }: Pick<Props, "repo" | "weights">) {
  const [t, locale] = await Promise.all([getTranslations("repo"), getLocale()]);
  const now = new Date().toISOString();
  const items: Metadatum[] = [
    { term: t("downloads"), value: <Count value={repo.downloads} locale={locale} /> },
    ...weightFacts(weights, { t, locale }),
    { term: t("size"), value: <ByteSize bytes={repo.storageBytes} /> },
    ...(repo.license ? [{ term: t("license"), value: repo.license }] : []),
    ...(repo.kind === "space" && repo.library ? [{ term: t("sdk"), value: repo.library }] : []),
    { term: t("updated"), value: <RelativeTime at={repo.updatedAt.toISOString()} now={now} locale={locale} /> },
  ];
  return (
    <section className="grid gap-3" aria-label={t("about")}>
      <MetadataList items={items} />
      {weights?.file && weights.problem === null ? (
        <TextLink href={`${hrefOf(repo, "blob", repo.defaultBranch, weights.file)}#tensors`} className="text-small">
          {t("inspect")}
        </TextLink>
      ) : null}
    </section>
  );
}

interface Speech {
  readonly t: Awaited<ReturnType<typeof getTranslations<"repo">>>;
  readonly locale: string;
}

function weightFacts(weights: Weights | null, { t, locale }: Speech): Metadatum[] {
  if (!weights || weights.formats.length === 0) return [];
  const compact = new Intl.NumberFormat(locale, { notation: "compact", maximumSignificantDigits: 3 });
  const exact = new Intl.NumberFormat(locale);
  const { parameters, byDtype, architecture, contextLength, quantizations, formats } = weights;
  const dtypes = Object.entries(byDtype).sort(([, one], [, two]) => two - one);
  return [
    ...(parameters === null
      ? []
      : [{ term: t("parameters"), value: <span title={exact.format(parameters)}>{compact.format(parameters)}</span> }]),
    ...(dtypes.length === 0 ? [] : [{ term: t("dtype"), value: <Badges names={dtypes.map(([name]) => name)} /> }]),
    { term: t("format"), value: <Badges names={formats.map((format) => FORMAT_NAMES[format])} /> },
    ...(quantizations.length === 0 ? [] : [{ term: t("quantization"), value: <Badges names={quantizations} /> }]),
    ...(architecture === null ? [] : [{ term: t("architecture"), value: architecture }]),
    ...(contextLength === null ? [] : [{ term: t("context"), value: t("tokens", { count: contextLength }) }]),
  ];
}

const FORMAT_NAMES = { safetensors: "Safetensors", gguf: "GGUF", onnx: "ONNX" } as const;

const Badges = ({ names }: { names: readonly string[] }) => (
  <span className="flex flex-wrap gap-1">
    {names.map((name) => (
      <Badge key={name}>{name}</Badge>
    ))}
  </span>
);
