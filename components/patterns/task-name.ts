export type TaskNames = Readonly<Record<string, string>>;

/** A task in the reader's words. Cards hold anything: what is no task that we know is shown as it is. */
export const taskName = (names: TaskNames, id: string): string => (Object.hasOwn(names, id) && names[id]) || id;

/** What stands below the name of a repository in a list. */
export const factsOf = (
  { task, library, license }: Readonly<Record<"task" | "library" | "license", string | null>>,
  names: TaskNames,
): string[] => [task && taskName(names, task), library, license].filter((fact) => fact !== null);
