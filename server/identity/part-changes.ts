interface Input {
  readonly newName?: string | undefined;
  readonly displayName?: string | undefined;
  readonly description?: string | undefined;
}

/** The columns of a team or a resource group that an input changes: what it does not name stays as it is. */
export const partChangesOf = ({ newName, displayName, description }: Input) => ({
  ...(newName !== undefined && { name: newName }),
  ...(displayName !== undefined && { displayName }),
  ...(description !== undefined && { description }),
});
