import { FilePlus, Upload } from "lucide-react";
import Link from "next/link";
import { getTranslations } from "next-intl/server";
import { CodeSnippetTabs, type Snippet } from "@/components/patterns/code-snippet-tabs";
import { Button } from "@/components/ui/button";
import { Card, CardBody, CardHeader } from "@/components/ui/card";
import type { Repo, RepoDetails } from "@/server/hub/contract/repo";
import { hrefOf } from "./href";

/** Only what every new repository begins with. */
const FIRST_FILES = new Set([".gitattributes", "README.md"]);

/** Whether nobody has put anything into it yet. */
export const isFresh = (paths: readonly string[]): boolean => paths.every((path) => FIRST_FILES.has(path));

interface Props {
  repo: RepoDetails;
  origin: string;
  /** Address of git over SSH; null when it is not served. */
  ssh: string | null;
}

/** How to fill a new repository: by dragging, with git and git-lfs, or with hf, each with this host's commands. */
export async function PushGuide({ repo, origin, ssh }: Props) {
  const t = await getTranslations("pushGuide");
  if (!repo.can.write) return null;
  return (
    <Card aria-label={t("title")}>
      <CardHeader title={t("title")} description={t("text")} />
      <CardBody className="flex flex-wrap gap-2">
        <Button asChild variant="primary">
          <Link href={hrefOf(repo, "upload", repo.defaultBranch)}>
            <Upload aria-hidden />
            {t("drag")}
          </Link>
        </Button>
        <Button asChild>
          <Link href={`${hrefOf(repo, "edit", repo.defaultBranch)}?new=1`}>
            <FilePlus aria-hidden />
            {t("write")}
          </Link>
        </Button>
      </CardBody>
      <CodeSnippetTabs label={t("terminal")} snippets={snippetsFor(repo, { origin, ssh })} className="border-t" />
    </Card>
  );
}

function snippetsFor(repo: Repo, { origin, ssh }: Pick<Props, "origin" | "ssh">): readonly Snippet[] {
  const { kind, namespace, name, defaultBranch } = repo;
  const bash = (id: string, lines: readonly string[]): Snippet => ({
    id,
    title: id,
    language: "bash",
    code: lines.join("\n"),
  });
  const type = kind === "model" ? "" : ` --repo-type ${kind}`;
  const hf = [`export HF_ENDPOINT=${origin}`, "hf auth login", `hf upload ${namespace}/${name} .${type}`];
  const gitAt = (address: string) => [
    "git lfs install",
    `git clone ${address}${hrefOf(repo)}`,
    `cd ${name}`,
    "git add .",
    'git commit -m "First files"',
    `git push origin ${defaultBranch}`,
  ];
  return [
    ...(kind === "code" ? [] : [bash("hf", hf)]),
    bash("git", gitAt(origin)),
    ...(ssh ? [bash("git (SSH)", gitAt(ssh))] : []),
  ];
}
