import Link from "next/link";
import { getTranslations } from "next-intl/server";
import { FilterLinks } from "@/components/patterns/filter-links";
import { listAddress } from "@/components/patterns/list-address";
import { Words } from "@/components/shell/words";
import { Button } from "@/components/ui/button";
import { type DiscussionQuery, REVIEW_STATES, SORTS, withWord, wordOf } from "@/server/discussions/contract/query";
import { QueryMenu } from "./query-menu";

interface Props {
  /** Address of the list. */
  here: string;
  /** What was asked for, as it was typed and as it was read. */
  text: string;
  query: DiscussionQuery;
  counts: { readonly open: number; readonly closed: number; readonly issues: number; readonly pulls: number };
  labels: readonly { readonly name: string }[];
  isSignedIn: boolean;
}

/** A query that asks for nothing is said in words too: an empty one stands for what is open. */
const EVERYTHING = "sort:newest";

/** What is listed, and where new ones are made. Every choice writes the words of the query. */
export async function DiscussionFilters({ here, text, query, counts, labels, isSignedIn }: Props) {
  const t = await getTranslations("discussions");
  const turned = (word: string) => withWord(text, word) || EVERYTHING;
  const worded = (word: string, isThere: boolean) => (isThere ? text : turned(word));
  const typeWord = query.type === "issue" ? "is:issue" : "is:pr";
  const option = (word: string, label: string) => {
    const href = listAddress(here, { q: turned(word) });
    return { label, href, isChosen: withWord(text, word).length < text.length && ` ${text} `.includes(` ${word} `) };
  };
  const people = [
    ...(isSignedIn ? [option("author:@me", t("byMe")), option("assignee:@me", t("assignedToMe"))] : []),
    option("no:assignee", t("unassigned")),
  ];
  return (
    <div className="flex flex-wrap items-center justify-between gap-3">
      <div className="flex max-w-full flex-wrap items-center gap-3">
        <FilterLinks
          {...{ label: t("filterStatus"), path: here, query: { q: text }, name: "q" }}
          options={[
            { value: worded("is:open", query.status === "open"), label: t("open"), count: counts.open },
            { value: worded("is:closed", query.status === "closed"), label: t("closed"), count: counts.closed },
          ]}
        />
        <FilterLinks
          {...{ label: t("filterType"), path: here, query: { q: text }, name: "q" }}
          options={[
            { value: worded(typeWord, query.type === "all"), label: t("all") },
            { value: worded("is:issue", query.type === "issue"), label: t("issues"), count: counts.issues },
            { value: worded("is:pr", query.type === "pull"), label: t("pulls"), count: counts.pulls },
          ]}
        />
        <Words namespaces={["discussions"]}>
          <div className="flex flex-wrap gap-1">
            <QueryMenu label={t("people")} options={people} />
            <QueryMenu
              label={t("labels")}
              options={[
                option("no:label", t("unlabelled")),
                ...labels.map(({ name }) => option(wordOf("label", name), name)),
              ]}
            />
            <QueryMenu
              label={t("reviews")}
              options={REVIEW_STATES.map((state) => option(`review:${state}`, t(`reviewState.${state}`)))}
            />
            <QueryMenu label={t("sort")} options={SORTS.map((sort) => option(`sort:${sort}`, t(`sorts.${sort}`)))} />
          </div>
        </Words>
      </div>
      <div className="flex gap-2">
        <Button asChild>
          <Link href={`${here}/new`}>{t("newIssue")}</Link>
        </Button>
        <Button asChild variant="primary">
          <Link href={`${here}/new?type=pull`}>{t("newPull")}</Link>
        </Button>
      </div>
    </div>
  );
}
