import { TextLink } from "@/components/ui/text-link";
import type { PartFacts } from "./part-form";

interface Props {
  facts: PartFacts;
  list: { readonly href: string; readonly label: string };
  /** What it is for, in one sentence. */
  meaning: string;
}

/** Which team or group this is, and the way back to the others. */
export function PartHeader({ facts: { name, displayName, description }, list, meaning }: Props) {
  return (
    <header className="grid gap-1 pb-8">
      <TextLink href={list.href} tone="muted" className="text-small justify-self-start">
        {list.label}
      </TextLink>
      <h2 className="text-title flex min-w-0 flex-wrap items-baseline gap-x-2 break-words">
        {displayName}
        {name === displayName ? null : <span className="text-small text-text-muted font-mono">{name}</span>}
      </h2>
      {description ? <p className="text-small">{description}</p> : null}
      <p className="text-small text-text-muted">{meaning}</p>
    </header>
  );
}
