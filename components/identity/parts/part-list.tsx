import Link from "next/link";
import type { ReactNode } from "react";
import type { PartFacts } from "./part-form";

interface Row extends PartFacts {
  readonly id: string;
  /** What it holds, and the role of the viewer. */
  readonly aside: ReactNode;
}

/** Teams or resource groups, each with the way to its page. */
export function PartList({ base, rows }: { base: string; rows: readonly Row[] }) {
  return (
    <ul className="rounded-card bg-surface-raised divide-y border">
      {rows.map(({ id, name, displayName, description, aside }) => (
        <li key={id} className="hover:bg-hover relative flex flex-wrap items-center gap-x-4 gap-y-1 px-4 py-3">
          <div className="grid min-w-0 flex-1 basis-48 gap-0.5">
            <p className="text-small flex min-w-0 flex-wrap items-center gap-x-2">
              <Link href={`${base}/${name}`} className="min-w-0 truncate font-medium after:absolute after:inset-0">
                {displayName}
              </Link>
              {name === displayName ? null : <span className="text-text-muted font-mono">{name}</span>}
            </p>
            {description ? <p className="text-caption text-text-muted truncate">{description}</p> : null}
          </div>
          <div className="text-caption text-text-muted flex shrink-0 items-center gap-3 tabular-nums">{aside}</div>
        </li>
      ))}
    </ul>
  );
}
