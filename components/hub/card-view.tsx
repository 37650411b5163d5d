import { FilePen } from "lucide-react";
import Link from "next/link";
import { getTranslations } from "next-intl/server";
import type { z } from "zod";
import { EmptyState } from "@/components/patterns/empty-state";
import { Markdown } from "@/components/patterns/markdown";
import type { MarkdownAddresses } from "@/components/patterns/markdown-addresses";
import { Button } from "@/components/ui/button";
import { Callout } from "@/components/ui/callout";
import type { Readme } from "@/server/hub/contract/content";
import type { RepoDetails } from "@/server/hub/contract/repo";
import { hrefOf } from "./href";

interface Props {
  repo: RepoDetails;
  readme: z.infer<typeof Readme>;
  addresses: MarkdownAddresses;
}

/** What its people say about a repository; without a card, the way to one. */
export async function CardView({ repo, readme, addresses }: Props) {
  const [t, words] = await Promise.all([getTranslations("hub"), getTranslations("repo")]);
  const hasCard = Boolean(readme.source?.trim());
  // A README that holds facts alone, such as the licence that was chosen for a new repository.
  const isBare = !hasCard && readme.source !== null;
  const edit = repo.can.write ? (
    <Button asChild className="justify-self-start">
      <Link href={hrefOf(repo, "edit", repo.defaultBranch, "README.md")}>
        <FilePen aria-hidden />
        {words(hasCard || isBare ? "editCard" : "createCard")}
      </Link>
    </Button>
  ) : null;
  return (
    <div className="grid grid-cols-1 gap-4">
      {repo.description ? <p className="max-w-read text-text-muted">{repo.description}</p> : null}
      {readme.problem ? <Callout tone="warning" title={readme.problem} /> : null}
      {hasCard ? (
        <>
          <Markdown source={readme.source ?? ""} addresses={addresses} />
          {edit}
        </>
      ) : (
        <EmptyState kind={repo.kind} title={t(isBare ? "bareCard" : "noCard")} action={edit}>
          {t(isBare ? "bareCardText" : "noCardText")}
        </EmptyState>
      )}
    </div>
  );
}
