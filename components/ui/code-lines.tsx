import { cn } from "./cn";
import { CopyButton } from "./copy-button";
import { keyboardScroll } from "./keyboard-scroll";

/** A part of a line in one colour. */
export interface CodePiece {
  /** Where it begins in the whole. */
  readonly offset: number;
  readonly content: string;
  readonly color?: string | undefined;
}

export interface CodeFrame {
  code: string;
  title?: string;
  /** Without its own border, inside a card that has one; there is little room there, so lines are wrapped. */
  isBare?: boolean;
  className?: string;
}

interface Props extends CodeFrame {
  lines: readonly (readonly CodePiece[])[];
}

/** Code in a frame, with its colours. */
export function CodeLines({ code, lines, title, isBare = false, className }: Props) {
  const numbered = lines.map((line, index) => ({ number: index + 1, line }));
  return (
    <figure className={cn("min-w-0", !isBare && "rounded-card bg-surface-sunken overflow-hidden border", className)}>
      {title ? (
        <figcaption className="bg-surface-raised text-caption text-text-muted flex h-9 items-center border-b px-4 font-mono">
          {title}
        </figcaption>
      ) : null}
      <div className="flex items-start">
        <pre
          {...keyboardScroll}
          className={cn(
            "scroll-thin text-code-text min-w-0 flex-1 overflow-x-auto py-3 font-mono focus-visible:-outline-offset-2",
            isBare ? "text-caption" : "text-small",
          )}
        >
          <code className={cn("block min-w-full", !isBare && "w-max")}>
            {numbered.map(({ number, line }) => (
              <span key={number} className="flex min-h-5 px-4">
                <span className={isBare ? "min-w-0 wrap-anywhere whitespace-pre-wrap" : "whitespace-pre"}>
                  {line.map((token) => (
                    <span key={token.offset} style={{ color: token.color }}>
                      {token.content}
                    </span>
                  ))}
                </span>
              </span>
            ))}
          </code>
        </pre>
        <CopyButton text={code} className="m-1.5 shrink-0" />
      </div>
    </figure>
  );
}
