import { TextLink } from "@/components/ui/text-link";
import type { MarkdownWords } from "./markdown-words";

/** A plain text with links at the words that lead somewhere. */
export const WordLinks = ({ text, words }: { text: string; words: MarkdownWords }) =>
  words(text).map(({ text, href, at }) =>
    href === null ? (
      text
    ) : (
      <TextLink key={at} href={href} prefetch={false}>
        {text}
      </TextLink>
    ),
  );
