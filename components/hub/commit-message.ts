/** What a change is called, and where it goes. */
export interface CommitMessage {
  readonly summary: string;
  readonly description: string;
  /** Null: to the branch itself. Else by a pull request, from a new branch when one is named. */
  readonly proposal: { readonly head?: string } | null;
}
