import { getLocale, getTranslations } from "next-intl/server";
import { CodeSnippetTabs } from "@/components/patterns/code-snippet-tabs";
import { MetadataList, type Metadatum } from "@/components/patterns/metadata-list";
import { Badge } from "@/components/ui/badge";
import { ByteSize } from "@/components/ui/byte-size";
import { Card, CardHeader } from "@/components/ui/card";
import { Count } from "@/components/ui/count";
import { RelativeTime } from "@/components/ui/relative-time";
import { TextLink } from "@/components/ui/text-link";
import type { RepoDetails } from "@/server/hub/contract/repo";
import type { Weights } from "@/server/hub/contract/weights";
import { hrefOf } from "./href";
import { snippetsOf } from "./snippets-of";

interface Props {
  repo: RepoDetails;
  /** Of a model. */
  weights: Weights | null;
  origin: string;
  /** Address of git over SSH; null when it is not served. */
  ssh: string | null;
}

/** What one chooses a repository by, and how to use it. */
export async function RepoAside({ repo, weights, origin, ssh }: Props) {
  const t = await getTranslations("repo");
  return (
    <>
      <Facts repo={repo} weights={weights} />
      <Card className="overflow-hidden">
        <CardHeader title={t(`use.${repo.kind}`)} />
        <CodeSnippetTabs label={t(`use.${repo.kind}`)} snippets={snippetsOf({ repo, weights, origin, ssh })} />
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
    ...(repo.chunked ? [{ term: t("sent"), value: <Sent {...repo.chunked} /> }] : []),
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

/** How little had to be sent, since chunks that were here are never sent again. */
async function Sent({ sentBytes, fileBytes }: NonNullable<RepoDetails["chunked"]>) {
  const t = await getTranslations("repo");
  return (
    <span title={t("sentHint")}>
      {t.rich("sentOf", {
        sent: () => <ByteSize key="sent" bytes={sentBytes} />,
        all: () => <ByteSize key="all" bytes={fileBytes} />,
      })}
    </span>
  );
}

interface Speech {
  readonly t: Awaited<ReturnType<typeof getTranslations<"repo">>>;
  readonly locale: string;
}

function weightFacts(weights: Weights | null, { t, locale }: Speech): Metadatum[] {
  if (!weights) return [];
  const compact = new Intl.NumberFormat(locale, { notation: "compact", maximumSignificantDigits: 3 });
  const exact = new Intl.NumberFormat(locale);
  const { parameters, activeParameters, isEstimated, byDtype, architecture, contextLength, formats } = weights;
  const number = (term: string, value: number | null, note = ""): Metadatum[] =>
    value === null
      ? []
      : [{ term, value: <span title={[exact.format(value), note].join(" ").trim()}>{compact.format(value)}</span> }];
  const dtypes = Object.entries(byDtype).sort(([, one], [, two]) => two - one);
  const quantizations = weights.quantizations.length > 0 ? weights.quantizations : [weights.quantization ?? []].flat();
  return [
    ...number(t("parameters"), parameters, isEstimated ? t("estimatedParameters") : ""),
    ...number(t("activeParameters"), activeParameters),
    ...(dtypes.length === 0 ? [] : [{ term: t("dtype"), value: <Badges names={dtypes.map(([name]) => name)} /> }]),
    ...(formats.length === 0
      ? []
      : [{ term: t("format"), value: <Badges names={formats.map((format) => FORMAT_NAMES[format])} /> }]),
    ...(quantizations.length === 0 ? [] : [{ term: t("quantization"), value: <Badges names={quantizations} /> }]),
    ...(architecture === null ? [] : [{ term: t("architecture"), value: architecture }]),
    ...(contextLength === null ? [] : [{ term: t("context"), value: t("tokens", { count: contextLength }) }]),
    ...networkFacts(weights.network, { t, locale }),
  ];
}

function networkFacts(network: Weights["network"], { t, locale }: Speech): Metadatum[] {
  if (network === null) return [];
  const exact = new Intl.NumberFormat(locale);
  const { layers, heads, kvHeads, vocabularySize, experts, expertsPerToken, hasChatTemplate } = network;
  const isShared = heads !== null && kvHeads !== null && heads !== kvHeads;
  return [
    ...(layers === null ? [] : [{ term: t("layers"), value: exact.format(layers) }]),
    ...(heads === null
      ? []
      : [{ term: t("heads"), value: isShared ? t("headsShared", { heads, kvHeads }) : exact.format(heads) }]),
    ...(experts === null || experts === 0
      ? []
      : [
          {
            term: t("experts"),
            value: expertsPerToken === null ? experts : t("expertsUsed", { experts, used: expertsPerToken }),
          },
        ]),
    ...(vocabularySize === null ? [] : [{ term: t("vocabulary"), value: exact.format(vocabularySize) }]),
    { term: t("chatTemplate"), value: t(hasChatTemplate ? "yes" : "no") },
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
