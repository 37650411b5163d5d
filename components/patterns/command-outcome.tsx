import { Command } from "cmdk";

interface Props {
  empty: string;
  /** Why what was looked for could not be found out. */
  problem: string | undefined;
}

/** Above the entries: that there are none, or that it is not known whether there are more. */
export function CommandOutcome({ empty, problem }: Props) {
  if (problem !== undefined) {
    return (
      <p role="alert" className="text-small text-danger px-2 py-3">
        {problem}
      </p>
    );
  }
  return <Command.Empty className="text-small text-text-muted py-8 text-center">{empty}</Command.Empty>;
}
