import { RelativeTime } from "@/components/ui/relative-time";

interface Props {
  added: string;
  used: string;
  never: string;
  createdAt: Date;
  lastUsedAt: Date | null;
  clock: { readonly now: string; readonly locale: string };
}

/** Since when something is there, and whether anybody uses it. */
export function LastUse({ added, used, never, createdAt, lastUsedAt, clock }: Props) {
  return (
    <p className="text-caption text-text-muted flex flex-wrap gap-x-3">
      <span>
        {added} <RelativeTime at={createdAt.toISOString()} {...clock} />
      </span>
      {lastUsedAt ? (
        <span>
          {used} <RelativeTime at={lastUsedAt.toISOString()} {...clock} />
        </span>
      ) : (
        <span>{never}</span>
      )}
    </p>
  );
}
