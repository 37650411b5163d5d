/** How the next page of a list is asked for, in `infiniteQueryOptions`. */
export const NEXT_PAGE = {
  getNextPageParam: ({ nextCursor }: { readonly nextCursor: string | null }) => nextCursor,
};
