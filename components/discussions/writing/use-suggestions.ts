import { keepPreviousData, useQuery } from "@tanstack/react-query";
import { useParams } from "next/navigation";
import { useTRPC } from "@/components/data/trpc";
import { useDebounced } from "@/components/hooks/use-debounced";
import { SHELVES } from "@/server/hub/contract/shelf";
import type { TypedWord } from "./typed-word";

export interface Suggestion {
  /** What is written when it is taken. */
  readonly text: string;
  readonly title: string;
  readonly avatarUrl?: string | null;
}

const DELAY_MS = 150;
const MOST = 8;

/** What may be meant by the word that is being written, in the repository whose page this is. */
export function useSuggestions(word: TypedWord | null): readonly Suggestion[] {
  const trpc = useTRPC();
  const params = useParams<Record<string, string>>();
  const shelf = SHELVES.find((one) => one === params.shelf);
  const { namespace = "", name = "" } = params;
  const search = useDebounced(word?.query ?? "", DELAY_MS);
  const isKnown = shelf !== undefined && word !== null;
  const at = { shelf: shelf ?? "models", namespace, name, search, limit: MOST };
  const number = params.number === undefined ? {} : { number: Number(params.number) };
  const people = useQuery(
    trpc.discussions.suggestPeople.queryOptions(
      { ...at, ...number },
      { enabled: isKnown && word.sign === "@", placeholderData: keepPreviousData },
    ),
  );
  const discussions = useQuery(
    trpc.discussions.suggestDiscussions.queryOptions(at, {
      enabled: isKnown && word.sign === "#",
      placeholderData: keepPreviousData,
    }),
  );
  if (word === null) return [];
  if (word.sign === "@") {
    return (people.data?.items ?? []).map((person) => ({
      text: `@${person.name} `,
      title: person.displayName,
      avatarUrl: person.avatarUrl,
    }));
  }
  return (discussions.data?.items ?? []).map(({ number: found, title }) => ({ text: `#${found} `, title }));
}
